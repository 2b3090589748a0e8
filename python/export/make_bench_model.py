"""Writes the model that `npm run bench` times: miniVLA's architecture at about 80 million parameters, random weights.

    python make_bench_model.py FOLDER

The proportions are the real ones (two vision towers somewhat larger than the language model), the vocabulary is
Qwen2.5's with miniVLA's extra tokens, pruned to 8,192 ids.
"""

import itertools
import json
import sys
import tempfile
from pathlib import Path

import prismatic
import random_models
from folder import FolderOptions, write_folder
from parts import expand_ids

KEPT = 8192

TOWER = {"embed_dim": 384, "depth": 12, "num_heads": 6}
CONFIG = {
    "image_size": 224,
    "dino": {"name": "vit_large_patch14_reg4_dinov2.lvd142m", "arguments": TOWER},
    "siglip": {"name": "vit_so400m_patch14_siglip_224", "arguments": TOWER},
    "text_config": {
        "hidden_size": 512,
        "intermediate_size": 1792,
        "num_attention_heads": 8,
        "num_hidden_layers": 8,
        "num_key_value_heads": 2,
        "rms_norm_eps": 1e-6,
        "rope_theta": 1_000_000.0,
        "max_position_embeddings": 2048,
        "tie_word_embeddings": True,
    },
}


def kept_ids() -> list[int]:
    """The ids of miniVLA's prompts and actions, and the most common ones besides."""
    used = set(expand_ids(json.loads(Path(__file__).with_name("fixture_ids.json").read_text())))
    common = (one for one in range(151_643) if one not in used)
    return sorted([*used, *itertools.islice(common, KEPT - len(used))])


def main(out: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        run = Path(name)
        random_models.write_minivla(run, 7, 151_936, CONFIG)
        parts = prismatic.load(run, kept_ids(), ["primary", "wrist"], CONFIG)
        modules = (parts.decoder, parts.embedding, parts.images.encoder)
        count = sum(weight.numel() for module in modules for weight in module.parameters())
        write_folder(parts, out, FolderOptions(name="bench", statistics=run / "dataset_statistics.json"))
        print(f"{count / 1e6:.1f} million parameters")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
