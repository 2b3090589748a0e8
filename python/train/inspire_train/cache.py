"""Unpacks a dataset once into flat arrays, which are then memory-mapped: pictures decoded, masks as bytes."""

import hashlib
import io
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from .annotated import CAUSAL, IDS, LOSS, ROLE, VALID, Annotated, read_rows
from .errors import TrainError

COLUMNS = {IDS: np.int32, VALID: np.uint8, CAUSAL: np.uint8, LOSS: np.uint8, ROLE: np.uint8}


@dataclass(frozen=True)
class Arrays:
    """Memory-mapped: pictures [frames, cameras, height, width, 3] uint8, and [frames, length] for the rest."""

    pictures: np.ndarray
    ids: np.ndarray
    valid: np.ndarray
    causal: np.ndarray
    loss: np.ndarray
    role: np.ndarray

    @property
    def frames(self) -> int:
        return len(self.ids)


def unpack(dataset: Annotated, cameras: dict[str, str], folder: Path) -> Arrays:
    """Opens the unpacked arrays, making them first where they are not there.

    cameras: the backbone's camera name -> picture feature of the dataset, in the order in which they enter.
    """
    place = folder / f"{dataset.root.name}-{key_of(dataset, cameras)}"
    if not place.exists():
        partial = place.with_name(f".{place.name}.partial-{os.getpid()}")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        write_arrays(dataset, list(cameras.values()), partial)
        try:
            partial.rename(place)
        except OSError:  # Another process was faster; its arrays are the same.
            shutil.rmtree(partial)
    load = lambda name: np.load(place / f"{name}.npy", mmap_mode="r")  # noqa: E731
    return Arrays(load("pictures"), load(IDS), load(VALID), load(CAUSAL), load(LOSS), load(ROLE))


def key_of(dataset: Annotated, cameras: dict[str, str]) -> str:
    meta = (dataset.root / "meta/inspire.json").read_bytes() + (dataset.root / "meta/info.json").read_bytes()
    sizes = [file.stat().st_size for file in dataset.files()]
    return hashlib.sha256(meta + json.dumps([cameras, sizes]).encode()).hexdigest()[:16]


def write_arrays(dataset: Annotated, features: list[str], folder: Path) -> None:
    unknown = [name for name in features if name not in dataset.features]
    if unknown:
        fix = f"use of: {', '.join(dataset.features)}"
        raise TrainError(f"the dataset has no pictures {unknown}", str(dataset.root), fix)
    shapes = {name: tuple(dataset.info["features"][name]["shape"]) for name in features}
    if len(set(shapes.values())) != 1:
        raise TrainError(f"the cameras differ in size: {shapes}", str(dataset.root), "annotate with --image-size")
    new = lambda name, dtype, shape: np.lib.format.open_memmap(  # noqa: E731
        folder / f"{name}.npy", mode="w+", dtype=dtype, shape=(dataset.frames, *shape)
    )
    pictures = new("pictures", np.uint8, (len(features), *shapes[features[0]]))
    arrays = {name: new(name, dtype, (dataset.length,)) for name, dtype in COLUMNS.items()}
    row = 0
    for batch in read_rows(dataset, [*COLUMNS, *features]):
        rows = slice(row, row + batch.num_rows)
        for name, array in arrays.items():
            values = batch.column(name).flatten().to_numpy(zero_copy_only=False)
            array[rows] = values.reshape(batch.num_rows, dataset.length)
        for camera, name in enumerate(features):
            for offset, cell in enumerate(batch.column(name).field("bytes")):
                pictures[row + offset, camera] = decode(cell.as_buffer())
        row += batch.num_rows
    for array in (pictures, *arrays.values()):
        array.flush()


def decode(encoded) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(encoded)).convert("RGB"))
