"""Rehearses what a base knows while it is trained to act, so that it is not forgotten.

Every step adds the base's own lesson on some frames of its scenes (grounding.py) to the loss. Models of robots are
co-trained with the vision-language data of their backbones for the same reason (RT-2, arXiv 2307.15818, section 3.2).
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import nn

from .batches import Layout
from .captions import read_sentences
from .errors import TrainError
from .grounder import Grounder, Lesson, Task, draw_task
from .grounding import HEAD, NAMES
from .model import Miniature
from .vision import open_scenes


@dataclass(frozen=True)
class Rehearsal:
    """A lesson, and the layer that its answers are read off with."""

    lesson: Lesson
    grounder: Grounder
    sha256: str
    """Of what it was opened from: the scenes' header and the base's head and names."""

    def draw(self, step: int, frames: int, seed: int, process: int) -> Task:
        """Some frames of a step; a function of its arguments alone. Processes draw frames of their own."""
        random = np.random.Generator(np.random.PCG64([seed, step, 2, process]))
        return draw_task(self.lesson, np.sort(random.integers(self.lesson.learnt, size=frames)), random)


def open_rehearsal(model: nn.Module, scenes: Path, base: Path, layout: Layout, table: np.ndarray) -> Rehearsal:
    """Raises TrainError where the model is no miniature, or the scenes or the base do not fit it."""
    if not isinstance(model, Miniature):
        raise TrainError("only the miniature can rehearse", "--rehearse", "leave it out, or --model")
    pictures, grounder = open_scenes(scenes), Grounder(model)
    sizes = model.config
    if (pictures.cameras, pictures.size) != (sizes.cameras, sizes.picture_size):
        fix = "record the scenes with the dataset's cameras and size"
        raise TrainError(f"{pictures.cameras} cameras of {pictures.size} pixels do not fit", str(scenes), fix)
    files = [scenes / "header.json", base / HEAD, base / NAMES]
    try:
        grounder.head.load_state_dict(load_file(base / HEAD))
        sentences = read_sentences(base / NAMES, table)
        seen = hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files))
    except (OSError, RuntimeError, SafetensorError) as error:
        fix = "make the base with this version of inspire_train.grounding and the same --set"
        raise TrainError(f"the base cannot be rehearsed ({error})", str(base), fix) from error
    check_classes(pictures.names, read_classes(base), len(sentences.phrases), scenes)
    return Rehearsal(Lesson(pictures, sentences, layout, sizes.context), grounder, seen.hexdigest())


def read_classes(base: Path) -> list[str] | None:
    """Names of the classes that a base was taught, in their order; None for a base that did not write them down."""
    try:
        return json.loads((base / "config.json").read_text()).get("classes")
    except (OSError, ValueError, AttributeError) as error:
        raise TrainError(f"no base is there ({error})", str(base), "give the --out of inspire_train.grounding") from error


def check_classes(shown: list[str], taught: list[str] | None, phrases: int, scenes: Path) -> None:
    """Raises TrainError for scenes of other classes than a base was taught, or in another order. One that did not write
    them down says how many they are, with a phrase for each."""
    fix = "rehearse the scenes that the base was taught from, or others with the same classes in the same order"
    if len(shown) != phrases + 1:
        raise TrainError(f"the scenes have {len(shown) - 1} classes, the base was taught {phrases}", str(scenes), fix)
    pairs = enumerate(zip(taught or shown, shown))
    other = next((f"class {place} is {name}, was {then}" for place, (then, name) in pairs if then != name), None)
    if other is not None:
        raise TrainError(f"the base was taught other classes ({other})", str(scenes), fix)
