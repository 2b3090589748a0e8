"""llama.cpp on the language model's architecture: `llama_cpp_anchor.py FOLDER TEXT STEPS THREADS` prints milliseconds.

Writes a Qwen2 of the bench model's sizes with random float32 weights as GGUF and runs it by xllamacpp, whose wheel
brings llama.cpp. Pictures are as many tokens, since the two vision towers are no model of llama.cpp's. Times are
llama.cpp's own.
"""

import json
import os
import sys

import gguf
import numpy as np
import xllamacpp

HIDDEN, WIDE, LAYERS, HEADS, SHARED, VOCABULARY, PICTURES = 512, 1792, 8, 8, 2, 8192, 512


def write_gguf(path: str) -> None:
    generator = np.random.default_rng(0)
    noise = lambda *shape: (generator.normal(size=shape) / shape[-1] ** 0.5).astype(np.float32)
    writer = gguf.GGUFWriter(path, "qwen2")
    writer.add_context_length(2048)
    writer.add_embedding_length(HIDDEN)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(WIDE)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(SHARED)
    writer.add_rope_freq_base(1_000_000.0)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    # A vocabulary must be there; only ids are used.
    letters = [*range(33, 127), *range(161, 173), *range(174, 256)]
    bytes_ = [chr(letters[i]) if i < len(letters) else chr(256 + i - len(letters)) for i in range(256)]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list([*bytes_, *(f"token{i}" for i in range(256, VOCABULARY))])
    writer.add_token_types([gguf.TokenType.NORMAL] * VOCABULARY)
    writer.add_token_merges(["! !"])
    writer.add_eos_token_id(VOCABULARY - 1)
    writer.add_tensor("token_embd.weight", noise(VOCABULARY, HIDDEN))
    writer.add_tensor("output.weight", noise(VOCABULARY, HIDDEN))
    writer.add_tensor("output_norm.weight", np.ones(HIDDEN, np.float32))
    size = HIDDEN // HEADS
    for layer in range(LAYERS):
        for name, rows, columns, has_bias in (
            ("attn_q", HIDDEN, HIDDEN, True),
            ("attn_k", SHARED * size, HIDDEN, True),
            ("attn_v", SHARED * size, HIDDEN, True),
            ("attn_output", HIDDEN, HIDDEN, False),
            ("ffn_gate", WIDE, HIDDEN, False),
            ("ffn_up", WIDE, HIDDEN, False),
            ("ffn_down", HIDDEN, WIDE, False),
        ):
            writer.add_tensor(f"blk.{layer}.{name}.weight", noise(rows, columns))
            if has_bias:
                writer.add_tensor(f"blk.{layer}.{name}.bias", np.zeros(rows, np.float32))
        for name in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"blk.{layer}.{name}.weight", np.ones(HIDDEN, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main() -> None:
    folder, text, steps, threads = sys.argv[1], *map(int, sys.argv[2:5])
    path = f"{folder}/llama.gguf"
    if not os.path.exists(path):
        write_gguf(path)
    parameters = xllamacpp.CommonParams()
    parameters.model.path = path
    parameters.n_ctx = 2048
    parameters.n_parallel = 1
    parameters.warmup = True
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams_batch.n_threads = threads
    server = xllamacpp.Server(parameters)
    best = {"vision": None, "prefill": np.inf, "decode": np.inf}
    for _ in range(2):
        request = {
            "prompt": [int(i * 13 % 7000) + 256 for i in range(text + PICTURES)],
            "n_predict": steps,
            "temperature": 0,
            "ignore_eos": True,
            "cache_prompt": False,
        }
        timings = server.handle_completions(request)["timings"]
        best["prefill"] = min(best["prefill"], timings["prompt_ms"])
        best["decode"] = min(best["decode"], timings["predicted_per_token_ms"])
    print(json.dumps(best))


if __name__ == "__main__":
    main()
