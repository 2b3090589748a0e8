"""Rehearses what a base knows while it is trained to act, so that it is not forgotten.

Every step adds the base's own lesson on some frames of its scenes (grounding.py) to the loss. Models of robots are
co-trained with the vision-language data of their backbones for the same reason (RT-2, arXiv 2307.15818, section 3.2).
"""

import hashlib
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
    return Rehearsal(Lesson(pictures, sentences, layout, sizes.context), grounder, seen.hexdigest())
