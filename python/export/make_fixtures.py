"""Writes the model folders that the TypeScript tests run: small random models, and PyTorch's logits for a script.

    python make_fixtures.py ../../packages/onnx-session/src/__fixtures__

Every folder holds, beside the model, `script.json` (pictures and calls) and `logits.bin` (float32, a row of the
embedding's vocabulary per id of every `extend`).
"""

import base64
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from torch import nn

import paligemma
import prismatic
import random_models
import text_model
from check_logits import compare, random_pictures, random_script
from decoder import WholeCacheDecoder
from folder import MANIFEST, FolderOptions, describe, write_folder
from graphs import DECODER, export
from parts import ModelParts, expand_ids
from sessions import ReferenceSession, play

VOCABULARY = 96
KEPT = [*range(0, 30), 31, 33, *range(60, 90)]


class FlagsDecoder(nn.Module):
    """The decoder with the mask of transformers.js' own exports: a flag per slot, causal, and logits of all positions."""

    def __init__(self, decoder: WholeCacheDecoder):
        super().__init__()
        self.decoder = decoder

    def forward(self, inputs_embeds, attention_mask, position_ids, *past):
        new, total = inputs_embeds.shape[1], attention_mask.shape[1]
        slots = torch.arange(total)
        is_seen = (slots[None, :] <= slots[total - new :, None]) & (attention_mask[0][None, :] > 0)
        mask = torch.where(is_seen, 0.0, float("-inf"))[None, None]
        # As a tensor, so that it is not fixed to the size of the example.
        count = torch.ones_like(position_ids).sum()
        return self.decoder(inputs_embeds, mask, position_ids, count, *past)


def write_old_decoder(parts: ModelParts, folder: Path, has_flags: bool) -> None:
    """Replaces a folder's decoder by one of earlier exports, or one with a mask of flags."""
    decoder = parts.decoder
    names = [f"{layer}.{kind}" for layer in range(len(decoder.layers)) for kind in ("key", "value")]
    past, present = [f"past_key_values.{name}" for name in names], [f"present.{name}" for name in names]
    cache = [torch.zeros(1, decoder.key_value_heads, 5, decoder.head_size) for _ in names]
    whole = WholeCacheDecoder(decoder)
    mask = torch.ones(1, 8, dtype=torch.int64) if has_flags else torch.zeros(1, 1, 3, 8)
    count = [] if has_flags else [torch.tensor(2)]
    arguments = (torch.zeros(1, 3, decoder.hidden_size), mask, torch.arange(5, 8)[None], *count, *cache)
    axes = {
        "inputs_embeds": {1: "positions"},
        "attention_mask": {1: "slots"} if has_flags else {2: "positions", 3: "slots"},
        "position_ids": {1: "positions"},
        "logits": {1: "positions" if has_flags else "kept"},
        **{name: {2: "past"} for name in past},
        **{name: {2: "slots"} for name in present},
    }
    inputs = ["inputs_embeds", "attention_mask", "position_ids", *(["num_logits_to_keep"] * len(count)), *past]
    model = FlagsDecoder(whole) if has_flags else whole
    export(model, arguments, folder / DECODER, inputs, ["logits", *present], axes, "float32", [])
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["files"][DECODER] = describe(folder / DECODER)
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n")


def without_blocks(script: list[dict]) -> list[dict]:
    return [{key: value for key, value in call.items() if key != "attention"} for call in script]


def write(parts: ModelParts, folder: Path, options: FolderOptions, seed: int, old: str | None = None) -> None:
    """One fixture. `old`: with a decoder of `earlier` exports, or with one that takes `flags`."""
    manifest = write_folder(parts, folder, options)
    result = compare(parts, folder, manifest, seed)
    if result["difference"] > 1e-4 or result["agreed"] != result["rows"]:
        raise SystemExit(f"{folder}: {result}")
    generator = np.random.default_rng(seed)
    pictures = random_pictures(manifest, generator)
    script = random_script(parts, manifest, generator)
    if old is not None:
        write_old_decoder(parts, folder, has_flags=old == "flags")
        script = without_blocks(script) if old == "flags" else script
    logits = np.concatenate(play(ReferenceSession(parts, pictures), script))
    encoded = {camera: base64.b64encode(picture.tobytes()).decode() for camera, picture in pictures.items()}
    (folder / "script.json").write_text(json.dumps({"pictures": encoded, "calls": script}) + "\n")
    (folder / "logits.bin").write_bytes(logits.astype("<f4").tobytes())
    print(folder.name, result)


def main(out: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        random_models.write_qwen2(work / "qwen2", 1, VOCABULARY)
        pi0_fast = random_models.write_pi0_fast(work / "pi0-fast", 2, VOCABULARY)
        small = random_models.write_minivla(work / "small", 3, VOCABULARY)
        sizes = random_models.minivla_config(max_position_embeddings=1024, tie_word_embeddings=False)
        # So that its actions can be decoded.
        actions = range(151_665, 151_921)
        minivla = random_models.write_minivla(work / "minivla", 4, 151_936, sizes, actions)
        statistics = work / "minivla" / "dataset_statistics.json"
        views = ["primary", "wrist"]
        write(text_model.load(work / "qwen2", None), out / "text-single", FolderOptions(layout="single"), 11)
        write(text_model.load(work / "qwen2", KEPT), out / "text-pruned", FolderOptions(), 12, old="earlier")
        write(text_model.load(work / "qwen2", None), out / "text-flags", FolderOptions(), 13, old="flags")
        parts = paligemma.load(work / "pi0-fast", None, ["base_0_rgb", "left_wrist_0_rgb"], pi0_fast)
        write(parts, out / "pi0-fast", FolderOptions(order="instruct-first"), 14)
        real = expand_ids(json.loads(Path(__file__).with_name("fixture_ids.json").read_text()))
        parts = prismatic.load(work / "minivla", real, views, minivla)
        write(parts, out / "minivla", FolderOptions(statistics=statistics), 15)
        parts = prismatic.load(work / "small", KEPT, views, small)
        write(parts, out / "minivla-single-pruned", FolderOptions(layout="single"), 16)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
