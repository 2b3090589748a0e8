"""A small dataset in the form that `inspire annotate --adapter` writes, with a rule that can be learnt."""

import io
import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

ROLES = ["control", "image", "instruction", "state", "question", "answer", "action", "end", "padding"]
LENGTH = 12
IDS = {"start": 900_000, "question": 17, "left": 40, "right": 41, "act": 500}


def write_dataset(root: Path, frames: int = 96, fingerprint: str = "a" * 64, block: bool = False) -> Path:
    """A bright half of the picture gives the answer, and the answer the action."""
    generator = np.random.default_rng(7)
    sides = generator.integers(0, 2, frames)
    columns = {
        "index": pa.array(np.arange(frames)),
        "image": pictures(sides, generator),
        "wrist_image": pictures(generator.integers(0, 2, frames), generator),
    }
    rows = [sequence(side, frame) for frame, side in enumerate(sides)]
    kinds = {"tokenized_prompt": pa.int32(), "tokenized_prompt_mask": pa.bool_(), "token_ar_mask": pa.int32()}
    kinds |= {"token_loss_mask": pa.bool_(), "inspire.token_role": pa.int32()}
    for name, kind in kinds.items():
        columns[name] = pa.array([row[name] for row in rows], pa.list_(kind, LENGTH))
    (root / "data/chunk-000").mkdir(parents=True)
    (root / "meta").mkdir()
    pq.write_table(pa.table(columns), root / "data/chunk-000/file-000.parquet")
    features = {name: {"dtype": str(kind), "shape": [LENGTH]} for name, kind in kinds.items()}
    features |= {name: {"dtype": "image", "shape": [16, 16, 3]} for name in ("image", "wrist_image")}
    info = {"codebase_version": "v3.0", "total_frames": frames, "features": features}
    (root / "meta/info.json").write_text(json.dumps(info))
    attention = "block" if block else "causal"
    images = [{"camera": name, "position": 1, "attention": attention} for name in ("primary", "wrist")]
    tokens = {"roles": ROLES, "images": images, "fingerprint": fingerprint, "questions": True}
    (root / "meta/inspire.json").write_text(json.dumps({"options": {"tokens": tokens}}))
    return root


def sequence(side: int, frame: int) -> dict:
    answer = IDS["left"] + side
    ids = [IDS["start"], IDS["question"], answer, 5, IDS["act"] + side, IDS["act"] + 2 + side]
    kinds = ["control", "question", "answer", "control", "action", "action"]
    spare = LENGTH - len(ids)
    return {
        "tokenized_prompt": ids + [0] * spare,
        "tokenized_prompt_mask": [True] * len(ids) + [False] * spare,
        "token_ar_mask": [1] * len(ids) + [0] * spare,
        "token_loss_mask": [kind in ("answer", "action") for kind in kinds] + [False] * spare,
        "inspire.token_role": [ROLES.index(kind) for kind in kinds + ["padding"] * spare],
    }


def pictures(sides: np.ndarray, generator: np.random.Generator) -> pa.Array:
    cells = []
    for side in sides:
        picture = generator.integers(0, 60, (16, 16, 3), dtype=np.uint8)
        picture[:, 8 * side : 8 * side + 8] += 150
        buffer = io.BytesIO()
        Image.fromarray(picture).save(buffer, "png")
        cells.append({"bytes": buffer.getvalue(), "path": None})
    return pa.array(cells, pa.struct([("bytes", pa.binary()), ("path", pa.string())]))
