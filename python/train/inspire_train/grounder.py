"""What a miniature is taught to find: things that phrases name, in pictures with a class per pixel."""

from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .attention import additive_mask
from .batches import Batch, Layout, embed_batch, spread
from .captions import Captions, Sentences, write_captions
from .lessons import mean_over
from .model import Miniature
from .vision import LEAST, Scenes, counts


class Grounder(nn.Module):
    """A miniature, and what is read off its last hidden states: a square or none, and a place in the square."""

    def __init__(self, model: Miniature):
        super().__init__()
        self.model = model
        self.cameras = model.config.cameras
        self.head = nn.Linear(model.config.hidden, model.config.cameras * (model.config.positions + 3))

    def forward(self, task: "Task") -> tuple[Tensor, Tensor]:
        """Squares as logits [phrases, cameras, squares + 1], the last for none, and places [phrases, cameras, 2]."""
        layout, captions = task.layout, task.captions
        ids, _ = layout.columns
        nothing = torch.empty(0)
        batch = Batch(task.pixels, torch.from_numpy(captions.rows).to(task.pixels.device), nothing, nothing, nothing)
        flags = torch.ones(1, layout.length)
        mask = additive_mask(spread(flags, layout, True), spread(flags, layout, False))
        places = torch.arange(layout.total).repeat(len(task.pixels), 1)
        places[:, ids[1:]] += task.moved[:, None]
        device = task.pixels.device
        hidden, _ = self.model.decoder(embed_batch(self.model, batch, layout), mask.to(device), places.to(device), None)
        told = self.head(hidden[captions.frames, ids[captions.ends]]).unflatten(-1, (self.cameras, -1))
        return told[..., :-2], told[..., -2:]

    def loss(self, task: "Task") -> tuple[Tensor, dict[str, float]]:
        """Mean loss over the phrases, and figures over them."""
        logits, told = self(task)
        return score(logits.float(), told.float(), task)


@dataclass(frozen=True)
class Lesson:
    """What a step draws from."""

    scenes: Scenes
    sentences: Sentences
    layout: Layout
    context: int

    @property
    def frames(self) -> int:
        return len(self.scenes.pictures) // self.scenes.cameras

    @property
    def learnt(self) -> int:
        """Frames that are learnt from; the rest, a tenth, are for figures."""
        return self.frames * 9 // 10


@dataclass(frozen=True)
class Task:
    """Some frames with captions. pixels [batch, cameras, 3, size, size]; moved: how much later each caption stands in
    its sequence; held: pixels [batch, cameras, squares, classes]; middles: [.., 2]."""

    pixels: Tensor
    captions: Captions
    layout: Layout
    moved: Tensor
    held: Tensor
    middles: Tensor


def draw_task(lesson: Lesson, chosen: np.ndarray, random: np.random.Generator) -> Task:
    """The chosen frames, with captions at random places."""
    cameras, count = lesson.scenes.cameras, len(lesson.scenes.names) - 1
    pictures = (chosen[:, None] * cameras + np.arange(cameras)).flatten()
    pixels = torch.from_numpy(lesson.scenes.pictures[pictures]).permute(0, 3, 1, 2).float() / 127.5 - 1
    side = round(lesson.layout.positions**0.5)
    classes = torch.from_numpy(lesson.scenes.classes[pictures])
    held, middles = (part.unflatten(0, (-1, cameras)) for part in counts(classes, count, side))
    there = [np.flatnonzero(frame) for frame in (held.sum(2).amax(1) >= LEAST).numpy()]
    captions = write_captions(there, lesson.sentences, random)
    layout = replace(lesson.layout, length=captions.rows.shape[1])
    moved = torch.from_numpy(random.integers(0, max(1, lesson.context - layout.total), len(chosen)))
    return Task(pixels.unflatten(0, (-1, cameras)), captions, layout, moved, held, middles)


def score(logits: Tensor, told: Tensor, task: Task) -> tuple[Tensor, dict[str, float]]:
    """Mean loss over the phrases, and shares of things found and of absences told."""
    held, middles, captions = task.held.to(logits.device), task.middles.to(logits.device), task.captions
    pixels = held.permute(0, 3, 1, 2)[captions.frames, captions.classes]
    seen = pixels.sum(-1) >= LEAST
    share = torch.cat([pixels * seen[..., None], (~seen)[..., None]], -1)
    share = share / share.sum(-1, keepdim=True)
    place = functional.cross_entropy(logits.flatten(0, 1), share.flatten(0, 1))
    most = pixels.argmax(-1)
    true = middles.permute(0, 3, 1, 2, 4)[captions.frames, captions.classes]
    true = true.gather(2, most[..., None, None].expand(-1, -1, 1, 2)).squeeze(2)
    error = mean_over((told - true).abs().sum(-1), seen)
    right = (share.gather(2, logits.argmax(-1, keepdim=True)).squeeze(2) > 0).float()
    figures = {"found": mean_over(right, seen), "absent": mean_over(right, ~seen), "middle": error.detach() / 2}
    return place + error, {name: float(value) for name, value in figures.items()}
