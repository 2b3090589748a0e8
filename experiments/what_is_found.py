"""What a model still knows of where named things are: a linear layer is fitted to it, and nothing else.

    python what_is_found.py --run RUN --data SCENES --names names.jsonl --like ANNOTATED

RUN is a base or a training that began with one; the rest as for `inspire_train.grounding`. Prints which share of the
things is found, and of absences told, on frames that neither the layer nor the base has learnt from.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch

sys.path.append(str(Path(__file__).resolve().parent.parent / "python/train"))

from inspire_train.annotated import open_annotated  # noqa: E402
from inspire_train.batches import Layout  # noqa: E402
from inspire_train.captions import read_sentences  # noqa: E402
from inspire_train.grounder import Grounder, Lesson, draw_task  # noqa: E402
from inspire_train.lessons import learn  # noqa: E402
from inspire_train.precision import has_bfloat16  # noqa: E402
from inspire_train.trained import load_miniature  # noqa: E402
from inspire_train.vision import open_scenes  # noqa: E402

# More than any tokenizer has.
IDS = 300_000


def measure(options: argparse.Namespace) -> dict:
    trained = load_miniature(options.run)
    model, config = trained.model.train(), trained.model.config
    torch.manual_seed(0)
    grounder = Grounder(model.requires_grad_(False))
    table = table_for(options.names, trained.kept)
    layout = Layout(open_annotated(options.like).images, config.positions, 1)
    lesson = Lesson(open_scenes(options.data), read_sentences(options.names, table), layout, config.context)
    random = np.random.Generator(np.random.PCG64(0))

    def draw():
        task = draw_task(lesson, np.sort(random.integers(lesson.learnt, size=64)), random)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=has_bfloat16("cpu")):
            return grounder.loss(task)

    optimiser = torch.optim.AdamW(grounder.head.parameters(), lr=1e-2, weight_decay=0.01)
    learn(grounder, optimiser, draw, options.steps, clip=1.0)
    with torch.no_grad():
        return grounder.loss(draw_task(lesson, np.arange(lesson.learnt, lesson.frames)[:500], random))[1]


def table_for(names: Path, kept: np.ndarray) -> np.ndarray:
    """Row of each id. What stands before every phrase (`find`) was kept by some trainings and not by others: it is left
    to row 0 for all, so that they can be compared. Raises TrainError for a phrase that the model does not know."""
    lines = [json.loads(line)["ids"] for line in names.read_text().splitlines()]
    same = next(place for place, ids in enumerate(zip(*lines)) if len(set(ids)) > 1)
    table = np.full(IDS, -1)
    table[lines[0][: same - 1]] = 0
    known = np.setdiff1d(kept, lines[0][: same - 1])
    table[known] = np.searchsorted(kept, known)
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description="What a model still knows of where named things are.")
    for name in ("run", "data", "names", "like"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=300)
    print(json.dumps(measure(parser.parse_args())))


if __name__ == "__main__":
    main()
