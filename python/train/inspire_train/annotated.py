"""Reads a LeRobot v3.0 dataset with token ids and masks, as `inspire annotate --adapter` writes it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from .errors import TrainError

IDS = "tokenized_prompt"
VALID = "tokenized_prompt_mask"
CAUSAL = "token_ar_mask"
LOSS = "token_loss_mask"
ROLE = "inspire.token_role"

TOKEN_KEYS = (
    *("adapter", "tokenizer", "codec", "variant", "statistics", "horizon"),
    *("normalization", "gripper", "actionGripper", "beyondEnd"),
)


@dataclass(frozen=True)
class ImageEntry:
    """Where a camera's embeddings enter: before the id at `position`."""

    camera: str
    position: int
    is_block: bool


@dataclass(frozen=True)
class Annotated:
    """What stands in `meta/` of an annotated dataset."""

    root: Path
    frames: int
    length: int
    """Ids per frame, padding included."""
    roles: tuple[str, ...]
    images: tuple[ImageEntry, ...]
    fingerprint: str
    """Of the adapter's layout; equal where two datasets may be trained on together."""
    has_questions: bool
    features: tuple[str, ...]
    """Picture features, in the order of the dataset's own."""
    info: dict
    tokens: dict
    """Adapter, tokenizer, codec and the rest of how the tokens were made."""
    formulation: dict
    """Formulation, words and order of questions and answers."""

    def files(self) -> list[Path]:
        return sorted((self.root / "data").glob("chunk-*/file-*.parquet"))


def open_annotated(root: Path) -> Annotated:
    """Raises TrainError where the folder is no LeRobot v3.0 dataset, or has no tokens."""
    info = read_json(root / "meta/info.json", "give the folder that `inspire annotate` made")
    if info.get("codebase_version") != "v3.0":
        raise TrainError(f"the dataset is {info.get('codebase_version')}", str(root), "annotate --to lerobot-v3.0")
    options = read_json(root / "meta/inspire.json", "annotate the dataset first")["options"]
    tokens = options["tokens"]
    features = info["features"]
    missing = [name for name in (IDS, VALID, CAUSAL, LOSS, ROLE) if name not in features]
    if tokens is None or missing:
        raise TrainError(f"the dataset lacks {missing or 'tokens'}", str(root), "annotate it with --adapter")
    videos = [name for name, feature in features.items() if feature["dtype"] == "video"]
    if videos:
        fix = "annotate from a source with pictures; training reads every frame many times, which films make slow"
        raise TrainError(f"the cameras {videos} are films", str(root), fix)
    return Annotated(
        root=root,
        frames=info["total_frames"],
        length=features[IDS]["shape"][0],
        roles=tuple(tokens["roles"]),
        images=tuple(ImageEntry(e["camera"], e["position"], e["attention"] == "block") for e in tokens["images"]),
        fingerprint=tokens["fingerprint"],
        has_questions=tokens["questions"],
        features=tuple(name for name, feature in features.items() if feature["dtype"] == "image"),
        info=info,
        tokens={name: tokens.get(name) for name in TOKEN_KEYS},
        formulation={name: options.get(name) for name in ("formulation", "words", "order")},
    )


def read_rows(dataset: Annotated, columns: list[str], size: int = 256) -> Iterator:
    """Record batches of all rows in the order of their global index."""
    expected = 0
    for file in dataset.files():
        for batch in pq.ParquetFile(file).iter_batches(size, columns=["index", *columns]):
            first = batch.column(0)[0].as_py()
            if first != expected:
                raise TrainError(f"row {expected} is missing", str(file), "annotate again; the dataset is not whole")
            expected += batch.num_rows
            yield batch
    if expected != dataset.frames:
        raise TrainError(f"{expected} of {dataset.frames} rows are there", str(dataset.root), "annotate again")


def read_json(path: Path, fix: str) -> dict:
    try:
        return json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise TrainError(f"it cannot be read ({error})", str(path), fix) from error
