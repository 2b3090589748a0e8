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
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor

from .annotated import open_annotated
from .batches import Layout
from .captions import read_sentences
from .checkpoint import save_weights
from .errors import TrainError
from .grounder import Grounder, Lesson, draw_task
from .lessons import check_lesson, learn
from .model import Miniature, check_sizes
from .overrides import whole, with_sizes
from .precision import has_bfloat16
from .vision import load_vision, open_scenes
from .vocabulary import kept_ids, table_of

# What a base holds besides a model, so that its lesson can be rehearsed (rehearsal.py).
HEAD, NAMES = "head.safetensors", "names.jsonl"


def loss_of(
    grounder: Grounder, lesson: Lesson, chosen: np.ndarray, random: np.random.Generator
) -> tuple[Tensor, dict[str, float]]:
    """Mean loss over the phrases of the chosen frames, and figures over them."""
    task = draw_task(lesson, chosen, random)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=grounder.training and has_bfloat16("cpu")):
        return grounder.loss(task)


def train_grounding(grounder: Grounder, lesson: Lesson, steps: int, batch: int, seed: int) -> dict[str, float]:
    """Trains; gives the figures on the last tenth of the frames, which were not learnt from."""
    random = np.random.Generator(np.random.PCG64(seed))
    optimiser = torch.optim.AdamW(grounder.parameters(), lr=1e-3, betas=(0.9, 0.95), weight_decay=0.05)
    draw = lambda: loss_of(grounder, lesson, np.sort(random.integers(lesson.learnt, size=batch)), random)  # noqa: E731
    learn(grounder, optimiser, draw, steps, clip=1.0)
    with torch.no_grad():
        return loss_of(grounder, lesson, np.arange(lesson.learnt, lesson.frames)[:500], random)[1]


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
    parser.add_argument("--seed", type=whole, default=0)
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
    check_lesson(options.steps, options.batch)
    sizes = with_sizes(options.set)
    if scenes.cameras != len(images):
        fix = "record the scenes with the dataset's cameras, in their order"
        raise TrainError(f"{scenes.cameras} cameras, but {len(images)} in {options.like}", str(options.data), fix)
    sizes = replace(sizes, cameras=len(images), picture_size=scenes.size, vocabulary=len(kept))
    check_sizes(sizes)
    sentences = read_sentences(options.names, table_of(kept))
    if len(sentences.phrases) != len(scenes.names) - 1:
        fix = "one line per class, in their order"
        raise TrainError(f"{len(sentences.phrases)} sentences, {len(scenes.names) - 1} classes", str(options.names), fix)
    torch.manual_seed(options.seed)
    grounder = Grounder(Miniature(sizes))
    if options.vision is not None:
        load_vision(grounder.model, options.vision)
    lesson = Lesson(scenes, sentences, Layout(images, sizes.positions, 1), sizes.context)
    # Known before the lesson rather than after; and the names may be those of the base that is made anew.
    options.out.mkdir(parents=True, exist_ok=True)
    names = options.names.read_bytes()
    figures = train_grounding(grounder, lesson, options.steps, options.batch, options.seed)
    save_base(options.out, grounder, names, kept, {"model": sizes.as_json(), "classes": scenes.names, "grounding": figures})
    return figures


def save_base(out: Path, grounder: Grounder, names: bytes, kept: np.ndarray, description: dict) -> None:
    """The model last, so that what stands beside it is its own."""
    (out / "model.safetensors").unlink(missing_ok=True)
    (out / NAMES).write_bytes(names)
    save_file({name: value.contiguous() for name, value in grounder.head.state_dict().items()}, out / HEAD)
    save_weights(out, grounder.model.state_dict(), kept, description)


if __name__ == "__main__":
    sys.exit(main())
