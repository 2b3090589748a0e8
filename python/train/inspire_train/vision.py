"""Trains a vision encoder to say what is where, before it is trained to act.

    python -m inspire_train.vision --data SCENES --out vision.safetensors --set hidden=128
    python -m inspire_train … --vision vision.safetensors

SCENES is a folder of pictures with a class per pixel: `header.json` with `frames`, `cameras`, `size` and `classes`,
`pictures.bin`, uint8 [frames, cameras, size, size, 3], and `classes.bin`, uint8 [frames, cameras, size, size], where 0 is
nothing that has a name. Each embedding of the encoder stands for a square of the picture; from it a linear layer tells,
for every class, whether the square holds it and where in the square its middle is.

Backbones of vision-language-action models come with encoders that have seen millions of pictures; this stands in their
place for a miniature, and is the same for every arm of a comparison.
"""

import argparse
import json
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from .errors import TrainError
from .lessons import check_lesson, learn, mean_over
from .model import MiniatureConfig, VisionEncoder, check_sizes
from .overrides import whole, with_sizes
from .precision import has_bfloat16

# A class is in a square from so many of its pixels on.
LEAST = 3


@dataclass(frozen=True)
class Scenes:
    pictures: np.ndarray
    classes: np.ndarray
    names: list[str]
    cameras: int

    @property
    def size(self) -> int:
        return self.pictures.shape[1]


def open_scenes(folder: Path) -> Scenes:
    """Pictures [frames x cameras, size, size, 3] and classes [frames x cameras, size, size], mapped from their files."""
    try:
        header = json.loads((folder / "header.json").read_text())
        count, size = header["frames"] * header["cameras"], header["size"]
        pictures = np.memmap(folder / "pictures.bin", np.uint8, "r", shape=(count, size, size, 3))
        classes = np.memmap(folder / "classes.bin", np.uint8, "r", shape=(count, size, size))
        return Scenes(pictures, classes, header["classes"], header["cameras"])
    except (OSError, ValueError, KeyError) as error:
        raise TrainError(f"no pictures with classes are there ({error})", str(folder), "see inspire_train/vision.py") from error


def counts(classes: Tensor, count: int, side: int) -> tuple[Tensor, Tensor]:
    """Of classes [batch, size, size]: pixels by square [batch, side², count], and their middles [.., 2] in -1..1."""
    batch, size, _ = classes.shape
    edge = size // side
    line = torch.arange(size)
    square = line[:, None] // edge * side + line // edge
    bins = (torch.arange(batch)[:, None, None] * side**2 + square) * (count + 1) + classes.long()
    total = batch * side**2 * (count + 1)
    place = ((line % edge + 0.5) / edge * 2 - 1).expand(size, size)
    # Counted, not one-hot: that would be a plane of every picture for each of the classes.
    sums = [
        torch.bincount(bins.flatten(), weights, total).view(batch, side**2, count + 1)[..., 1:].float()
        for weights in (None, place.expand(batch, -1, -1).flatten(), place.T.expand(batch, -1, -1).flatten())
    ]
    return sums[0], torch.stack(sums[1:], -1) / sums[0].clamp(min=1)[..., None]


def targets(classes: Tensor, count: int, side: int) -> tuple[Tensor, Tensor]:
    """Of classes [batch, size, size]: which are in each square [batch, side², count], and their middles [.., 2] in -1..1."""
    pixels, middles = counts(classes, count, side)
    return (pixels >= LEAST).float(), middles


class Finder(nn.Module):
    """A vision encoder, and what is read off its embeddings."""

    def __init__(self, config: MiniatureConfig, classes: int):
        super().__init__()
        self.encoder = VisionEncoder(config)
        self.head = nn.Linear(config.hidden, 3 * classes)

    def forward(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        """Of pictures [batch, 3, size, size]: presence as logits [batch, squares, classes], and middles [.., 2]."""
        told = self.head(self.encoder(pixels)).unflatten(-1, (-1, 3))
        return told[..., 0], told[..., 1:]


def loss_of(model: Finder, scenes: Scenes, chosen: np.ndarray, side: int) -> tuple[Tensor, dict[str, float]]:
    pixels = torch.from_numpy(scenes.pictures[chosen]).permute(0, 3, 1, 2).float() / 127.5 - 1
    present, middles = targets(torch.from_numpy(scenes.classes[chosen]), len(scenes.names) - 1, side)
    device = pixels.device.type
    with torch.autocast(device, dtype=torch.bfloat16, enabled=model.training and has_bfloat16(device)):
        logits, told = model(pixels)
    logits, told = logits.float(), told.float()
    presence = functional.binary_cross_entropy_with_logits(logits, present, reduction="none").sum(-1).mean()
    error = mean_over((told - middles).abs().sum(-1), present)
    found = ((logits > 0) & (present > 0)).sum() / present.sum().clamp(min=1)
    right = ((logits > 0) & (present > 0)).sum() / (logits > 0).sum().clamp(min=1)
    return presence + error, {"recall": float(found), "precision": float(right), "middle": float(error.detach()) / 2}


def train_vision(scenes: Scenes, config: MiniatureConfig, steps: int, batch: int, seed: int) -> tuple[Finder, dict]:
    """The trained finder, and its figures on the last tenth of the pictures, which it has not seen."""
    torch.manual_seed(seed)
    random = np.random.Generator(np.random.PCG64(seed))
    side = scenes.size // 2 ** len(config.stem)
    model = Finder(config, len(scenes.names) - 1)
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.01)
    kept = len(scenes.pictures) * 9 // 10
    learn(model, optimiser, lambda: loss_of(model, scenes, np.sort(random.integers(kept, size=batch)), side), steps)
    with torch.no_grad():
        _, figures = loss_of(model, scenes, np.arange(kept, len(scenes.pictures))[:1000], side)
    return model, figures


def load_vision(model: nn.Module, file: Path) -> None:
    """Puts trained weights into a model's `vision`; TrainError where they do not fit."""
    try:
        model.vision.load_state_dict(load_file(file))
    except (OSError, ValueError, RuntimeError, AttributeError, SafetensorError) as error:
        fix = "train it with the same --set, on pictures of the same size"
        raise TrainError(f"the vision encoder does not fit ({error})", str(file), fix) from error


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="inspire_train.vision", description="Trains a vision encoder to say what is where.")
    parser.add_argument("--data", type=Path, required=True, help="folder of pictures with classes")
    parser.add_argument("--out", type=Path, required=True, help="a file of weights")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a size of the miniature")
    parser.add_argument("--steps", type=int, default=4_000)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--seed", type=whole, default=0)
    options = parser.parse_args(arguments)
    try:
        scenes = open_scenes(options.data)
        sizes = replace(with_sizes(options.set), picture_size=scenes.size)
        check_sizes(sizes)
        check_lesson(options.steps, options.batch)
        # Known before the lesson rather than after.
        options.out.parent.mkdir(parents=True, exist_ok=True)
        model, figures = train_vision(scenes, sizes, options.steps, options.batch, options.seed)
    except TrainError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    partial = options.out.with_name(f".{options.out.name}.partial")
    save_file({name: value.contiguous() for name, value in model.encoder.state_dict().items()}, partial)
    os.replace(partial, options.out)
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
