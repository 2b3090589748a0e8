"""Whether a model chooses in PyTorch what it chose in Node, token for token, on the pictures of whole episodes.

    npx tsx --conditions=@inspire-vla/source experiments/record-choices.ts --model MODEL --out CHOICES
    python experiments/same_actions.py --choices CHOICES --run RUN

Every id that the model chose is compared with the likeliest one of PyTorch's logits after the same ids, among the
allowed ones where it answers. If all are equal, PyTorch would have written the same sequences by itself.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

sys.path.append(str(Path(__file__).resolve().parent.parent / "python/train"))

from inspire_train.annotated import ImageEntry  # noqa: E402
from inspire_train.batches import Batch, Layout, forward  # noqa: E402
from inspire_train.attention import additive_mask  # noqa: E402
from inspire_train.trained import load_miniature  # noqa: E402
from inspire_train.vocabulary import rows_of, table_of  # noqa: E402


def choices_of(line: dict, answers: list[list[int]]) -> list[tuple[int, list[int] | None]]:
    """Places of chosen ids, each with the ids that were allowed there; None for all."""
    places: list[tuple[int, list[int] | None]] = []
    for start, end in line["answers"]:
        for place in range(start, end):
            before = line["ids"][start:place]
            allowed = {ids[len(before)] for ids in answers if ids[: len(before)] == before and len(ids) > len(before)}
            if len(allowed) > 1:
                places.append((place, sorted(allowed)))
    return places + [(place, None) for place in range(line["actions"], len(line["ids"]))]


def batch_of(lines: list[dict], pictures: np.ndarray, layout: Layout, table: np.ndarray) -> Batch:
    length = max(len(line["ids"]) for line in lines)
    ids = np.asarray([line["ids"] + line["ids"][-1:] * (length - len(line["ids"])) for line in lines])
    total = length + len(layout.images) * layout.positions
    flags = torch.ones(len(lines), total, dtype=torch.int64)
    pixels = torch.from_numpy(pictures.copy()).permute(0, 1, 4, 2, 3).float() / 127.5 - 1
    empty = torch.zeros(len(lines), length)
    return Batch(pixels, torch.from_numpy(rows_of(table, ids)), empty, empty, additive_mask(flags, flags))


def compare(logits: Tensor, line: dict, answers: list[list[int]], table: np.ndarray) -> tuple[int, list[float]]:
    """Number of chosen ids, and for each that differs how far its logit lies below the likeliest one."""
    gaps = []
    places = choices_of(line, answers)
    for place, allowed in places:
        row = logits[place]
        chosen = row[int(table[line["ids"][place]])]
        best = row.max() if allowed is None else row[torch.from_numpy(table[np.asarray(allowed)])].max()
        if chosen < best:
            gaps.append(float(best - chosen))
    return len(places), gaps


@torch.no_grad()
def measure(folder: Path, run: Path, size: int = 128) -> dict:
    header = json.loads((folder / "header.json").read_text())
    lines = [json.loads(line) for line in (folder / "choices.jsonl").read_text().splitlines()]
    trained = load_miniature(run)
    model, config, kept = trained.model, trained.model.config, trained.kept
    shape = (len(lines), len(header["cameras"]), header["height"], header["width"], 3)
    pictures = np.memmap(folder / "pictures.bin", np.uint8, "r", shape=shape)
    images = tuple(ImageEntry(one["camera"], one["position"], False) for one in header["images"])
    table = table_of(kept)
    counted, gaps, episodes = 0, [], set()
    for start in range(0, len(lines), size):
        part = lines[start : start + size]
        layout = Layout(images, config.positions, max(len(line["ids"]) for line in part))
        logits = forward(model, batch_of(part, pictures[start : start + size], layout, table), layout)
        for index, line in enumerate(part):
            number, wrong = compare(logits[index], line, header["answers"], table)
            counted += number
            gaps += wrong
            episodes |= {line["episode"]} if wrong else set()
    return {
        "episodes": len({line["episode"] for line in lines}),
        "steps": len(lines),
        "chosenIds": counted,
        "differing": len(gaps),
        "episodesWithDifferences": len(episodes),
        "greatestGap": max(gaps, default=0.0),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="Compares what Node chose with PyTorch's choices.")
    parser.add_argument("--choices", type=Path, required=True, help="folder that record-choices.ts wrote")
    parser.add_argument("--run", type=Path, required=True, help="the training whose export acted")
    options = parser.parse_args()
    result = measure(options.choices, options.run)
    print(json.dumps(result))
    return 0 if result["differing"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
