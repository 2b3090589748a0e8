"""Teaches a miniature to find what a phrase names, before it is trained to act.

    python -m inspire_train.grounding --data SCENES --names names.jsonl --like ANNOTATED --vision vision.safetensors --out base
    python -m inspire_train … --base base

SCENES are pictures with a class per pixel (see vision.py). `names.jsonl` is what `inspire tokenize` makes of one
sentence for each class in its order, the same but for the phrase: `find the red box`. A caption of a scene is the
sentence's opening and the phrases of some things that are there, and of some that are not. From the last token of each
phrase a linear layer tells, for every camera, in which square of the picture the thing is and where in the square, or
that it is not to be seen.

The language models of vision-language-action models come from training in which phrases are tied to places in pictures
(phrase grounding; PaliGemma's `detect`). This stands in its place, the same for every arm of a comparison: it names no
task, no direction and no action.
"""

import argparse
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .annotated import open_annotated
from .attention import additive_mask
from .batches import Batch, Layout, embed_batch, spread
from .captions import Captions, Sentences, read_sentences, write_captions
from .checkpoint import save_weights
from .errors import TrainError
from .lessons import learn, mean_over
from .model import Miniature, MiniatureConfig
from .overrides import overridden
from .presets import PRESETS
from .vision import LEAST, Scenes, counts, load_vision, open_scenes
from .vocabulary import kept_ids, table_of


class Grounder(nn.Module):
    """A miniature, and what is read off its last hidden states: a square or none, and a place in the square."""

    def __init__(self, config: MiniatureConfig):
        super().__init__()
        self.model = Miniature(config)
        self.cameras = config.cameras
        self.head = nn.Linear(config.hidden, config.cameras * (config.positions + 3))

    def forward(self, pixels: Tensor, captions: Captions, layout: Layout, moved: Tensor) -> tuple[Tensor, Tensor]:
        """Of pixels [batch, cameras, 3, size, size]: squares as logits [phrases, cameras, squares + 1], the last for
        none, and places [phrases, cameras, 2]. moved: how much later each caption stands in its sequence."""
        ids, _ = layout.columns
        nothing = torch.empty(0)
        batch = Batch(pixels, torch.from_numpy(captions.rows), nothing, nothing, nothing)
        total = layout.total
        flags = torch.ones(1, layout.length)
        mask = additive_mask(spread(flags, layout, True), spread(flags, layout, False))
        places = torch.arange(total).repeat(len(pixels), 1)
        places[:, ids[1:]] += moved[:, None]
        hidden, _ = self.model.decoder(embed_batch(self.model, batch, layout), mask, places, None)
        told = self.head(hidden[captions.frames, ids[captions.ends]]).unflatten(-1, (self.cameras, -1))
        return told[..., :-2], told[..., -2:]


@dataclass(frozen=True)
class Lesson:
    """What a step draws from."""

    scenes: Scenes
    sentences: Sentences
    layout: Layout
    context: int


def loss_of(
    grounder: Grounder, lesson: Lesson, chosen: np.ndarray, random: np.random.Generator
) -> tuple[Tensor, dict[str, float]]:
    """Mean loss over the phrases of the chosen frames, and figures over them."""
    cameras, count = lesson.scenes.cameras, len(lesson.scenes.names) - 1
    pictures = (chosen[:, None] * cameras + np.arange(cameras)).flatten()
    pixels = torch.from_numpy(lesson.scenes.pictures[pictures]).permute(0, 3, 1, 2).float() / 127.5 - 1
    side = round(grounder.model.config.positions**0.5)
    held, middles = (
        part.unflatten(0, (-1, cameras)) for part in counts(torch.from_numpy(lesson.scenes.classes[pictures]), count, side)
    )
    there = [np.flatnonzero(frame) for frame in (held.sum(2).amax(1) >= LEAST).numpy()]
    captions = write_captions(there, lesson.sentences, random)
    layout = replace(lesson.layout, length=captions.rows.shape[1])
    moved = torch.from_numpy(random.integers(0, max(1, lesson.context - layout.total), len(chosen)))
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=grounder.training):
        logits, told = grounder(pixels.unflatten(0, (-1, cameras)), captions, layout, moved)
    return score(logits.float(), told.float(), held, middles, captions)


def score(
    logits: Tensor, told: Tensor, held: Tensor, middles: Tensor, captions: Captions
) -> tuple[Tensor, dict[str, float]]:
    """Loss, and shares of things found and of absences told. held: pixels [batch, cameras, squares, classes]; middles: [.., 2]."""
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


def train_grounding(grounder: Grounder, lesson: Lesson, steps: int, batch: int, seed: int) -> dict[str, float]:
    """Trains; gives the figures on the last tenth of the frames, which were not learnt from."""
    random = np.random.Generator(np.random.PCG64(seed))
    optimiser = torch.optim.AdamW(grounder.parameters(), lr=1e-3, betas=(0.9, 0.95), weight_decay=0.05)
    frames = len(lesson.scenes.pictures) // lesson.scenes.cameras
    kept = frames * 9 // 10
    draw = lambda: loss_of(grounder, lesson, np.sort(random.integers(kept, size=batch)), random)  # noqa: E731
    learn(grounder, optimiser, draw, steps, clip=1.0)
    with torch.no_grad():
        return loss_of(grounder, lesson, np.arange(kept, frames)[:500], random)[1]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="inspire_train.grounding", description="Teaches a miniature to find what a phrase names.")
    parser.add_argument("--data", type=Path, required=True, help="folder of pictures with classes")
    parser.add_argument("--names", type=Path, required=True, help="JSON Lines of `inspire tokenize`, one sentence per class")
    parser.add_argument("--like", type=Path, required=True, help="annotated dataset whose pictures stand where these shall")
    parser.add_argument("--vision", type=Path, help="weights of the vision encoder to begin with")
    parser.add_argument("--out", type=Path, required=True, help="folder of the base")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a size of the miniature")
    parser.add_argument("--steps", type=int, default=5_000)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    try:
        print(json.dumps(teach(options)))
    except TrainError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def teach(options: argparse.Namespace) -> dict[str, float]:
    scenes = open_scenes(options.data)
    images = open_annotated(options.like).images
    kept = kept_ids([], [options.names])
    _, sizes = overridden(PRESETS["miniature"], MiniatureConfig(), options.set)
    if scenes.cameras != len(images):
        fix = "record the scenes with the dataset's cameras, in their order"
        raise TrainError(f"{scenes.cameras} cameras, but {len(images)} in {options.like}", str(options.data), fix)
    sizes = replace(sizes, cameras=len(images), picture_size=scenes.size, vocabulary=len(kept))
    sentences = read_sentences(options.names, table_of(kept))
    if len(sentences.phrases) != len(scenes.names) - 1:
        fix = "one line per class, in their order"
        raise TrainError(f"{len(sentences.phrases)} sentences, {len(scenes.names) - 1} classes", str(options.names), fix)
    torch.manual_seed(options.seed)
    grounder = Grounder(sizes)
    if options.vision is not None:
        load_vision(grounder.model, options.vision)
    lesson = Lesson(scenes, sentences, Layout(images, sizes.positions, 1), sizes.context)
    figures = train_grounding(grounder, lesson, options.steps, options.batch, options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    save_weights(options.out, grounder.model.state_dict(), kept, {"model": sizes.as_json(), "grounding": figures})
    return figures


if __name__ == "__main__":
    sys.exit(main())
