"""The anchors of tokens.bench.ts and vq.bench.ts: `anchors.py tokens|vq FOLDER` prints JSON of rates per second.

tokens: Hugging Face's Rust tokenizers on whole texts, one call per example, without a mask.
vq: PyTorch on one thread, the same network and code books, written as plainly as PyTorch allows; the authors' module
does more (one-hot codes, masks, an autograd graph), so this is the harder anchor.
"""

import json
import sys
import time
from pathlib import Path


def rate(count: int, run) -> float:
    """Runs per second after a warm-up, the best of three rounds."""
    for index in range(max(1, count // 5)):
        run(index)
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        for index in range(count):
            run(index)
        best = min(best, time.perf_counter() - start)
    return count / best


def tokens(folder: Path) -> dict:
    from tokenizers import Tokenizer

    task = json.loads((folder / "tokens.json").read_text())
    tokenizer = Tokenizer.from_file(task["tokenizer"])
    tokenizer.add_special_tokens([f"<|extra_{index}|>" for index in range(256)])
    texts = task["texts"]
    equal = all(tokenizer.encode(text).ids == ids for text, ids in zip(texts, task["ids"], strict=True))
    return {"rate": rate(2000, lambda index: tokenizer.encode(texts[index % len(texts)]).ids), "equal": equal}


def vq(folder: Path) -> dict:
    import torch
    from safetensors.torch import load_file

    torch.set_num_threads(1)
    weights = load_file(folder / "model.safetensors")
    task = json.loads((folder / "vq.json").read_text())
    chunks = torch.tensor(task["chunks"], dtype=torch.float32).flatten(1)
    books = [weights[f"vq_embedding.layers.{group}._codebook.embed"][0] for group in range(task["groups"])]
    linear = torch.nn.functional.linear

    def network(name: str, values):
        for layer in ("encoder.0", "encoder.2"):
            values = linear(values, weights[f"{name}.{layer}.weight"], weights[f"{name}.{layer}.bias"]).relu_()
        return linear(values, weights[f"{name}.fc.weight"], weights[f"{name}.fc.bias"])

    def encode(values):
        residual = network("encoder", values)
        codes = []
        for book in books:
            code = torch.cdist(residual, book).argmin(-1)
            residual = residual - book[code]
            codes.append(code)
        return torch.stack(codes, -1)

    def decode(codes):
        return network("decoder", sum(book[codes[:, group]] for group, book in enumerate(books)))

    with torch.inference_mode():
        codes = encode(chunks)
        count = len(chunks)
        batch = torch.cat([chunks] * -(-256 // count))[:256]
        return {
            "codes": codes.tolist(),
            "encode": rate(1000, lambda index: encode(chunks[index % count : index % count + 1]).tolist()),
            "decode": rate(1000, lambda index: decode(codes[index % count : index % count + 1]).tolist()),
            "encode256": 256 * rate(30, lambda _: encode(batch).tolist()),
            "decode256": 256 * rate(30, lambda _: decode(codes[:1].expand(256, -1)).tolist()),
        }


if __name__ == "__main__":
    print(json.dumps({"tokens": tokens, "vq": vq}[sys.argv[1]](Path(sys.argv[2]))))
