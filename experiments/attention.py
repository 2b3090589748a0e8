"""Where in the pictures models look when they choose the first action id (Figure 10).

    python experiments/attention.py --arm baseline=CHOICES:RUN --arm inspire=CHOICES:RUN --out attention.png

CHOICES are folders of record-choices.ts, of the same episodes; the first step of each is looked at, where all arms see
the same. Attention is that of the position which predicts the first action id, averaged over heads, summed over all
layers, on the embeddings of the first camera; each stands for a square of the picture. Prints by object how many times
as much attention its squares get as their area would, and draws the first episodes.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw

sys.path.append(str(Path(__file__).resolve().parent))

from same_actions import batch_of  # noqa: E402

from inspire_train import model as miniature  # noqa: E402
from inspire_train.annotated import ImageEntry  # noqa: E402
from inspire_train.batches import Layout, forward  # noqa: E402
from inspire_train.trained import load_miniature  # noqa: E402
from inspire_train.vocabulary import table_of  # noqa: E402

DRAWN, SCALE = 6, 3


def first_steps(folder: Path) -> tuple[dict, list[dict], list[int]]:
    """Header, first line of each episode, and their numbers."""
    lines = [json.loads(line) for line in (folder / "choices.jsonl").read_text().splitlines()]
    first = [index for index, line in enumerate(lines) if index == 0 or lines[index - 1]["episode"] != line["episode"]]
    return json.loads((folder / "header.json").read_text()), [lines[index] for index in first], first


def read_rows(path: Path, shape: tuple[int, ...], rows: list[int]) -> np.ndarray:
    whole = np.memmap(path, np.uint8, "r").reshape(-1, *shape)
    return np.stack([whole[row] for row in rows])


@torch.no_grad()
def attention_of(lines: list[dict], pictures: np.ndarray, header: dict, run: Path) -> np.ndarray:
    """Attention [episodes, squares, squares] on the first camera's embeddings; each sums to 1."""
    trained = load_miniature(run)
    model, config = trained.model, trained.model.config
    seen: list[torch.Tensor] = []

    def watched(query, key, value, mask):
        scores = query @ key.transpose(-2, -1) * query.shape[-1] ** -0.5 + mask
        share = scores.softmax(-1)
        seen.append(share.mean(1))
        return share @ value

    fused, miniature.attend = miniature.attend, watched
    try:
        images = tuple(ImageEntry(one["camera"], one["position"], False) for one in header["images"])
        layout = Layout(images, config.positions, max(len(line["ids"]) for line in lines))
        forward(model, batch_of(lines, pictures, layout, table_of(trained.kept)), layout)
    finally:
        miniature.attend = fused
    total = torch.stack(seen).sum(0)
    ids, places = layout.columns
    rows = torch.tensor([int(ids[line["actions"]]) - 1 for line in lines])
    on_picture = total[torch.arange(len(lines)), rows][:, torch.from_numpy(places[0])]
    side = int(config.positions**0.5)
    return (on_picture / on_picture.sum(1, keepdim=True)).view(-1, side, side).numpy()


def lift(attention: np.ndarray, masks: np.ndarray, number: int) -> float:
    """Mean over episodes of the attention on an object's pixels, in parts of what its area alone would get."""
    size = masks.shape[-1] // attention.shape[-1]
    dense = attention.repeat(size, 1).repeat(size, 2) / size**2
    inside = masks == number
    area = inside.mean((1, 2))
    shares = (dense * inside).sum((1, 2))[area > 0] / area[area > 0]
    return float(shares.mean())


def draw(pictures: np.ndarray, maps: dict[str, np.ndarray], out: Path) -> None:
    size = pictures.shape[1] * SCALE
    sheet = Image.new("RGB", (size * DRAWN, (size + 16) * (1 + len(maps))), "white")
    pen = ImageDraw.Draw(sheet)
    for row, (name, one) in enumerate({"picture": None, **maps}.items()):
        top = row * (size + 16)
        pen.text((4, top + 2), name, fill="black")
        for column in range(min(DRAWN, len(pictures))):
            picture = Image.fromarray(pictures[column]).resize((size, size), Image.Resampling.NEAREST)
            if one is not None:
                heat = (255 * one[column] / one[column].max()).astype(np.uint8)
                glow = Image.fromarray(heat).resize((size, size), Image.Resampling.BILINEAR)
                picture = Image.composite(Image.new("RGB", (size, size), (255, 40, 0)), picture, glow.point(lambda v: v * 0.7))
            sheet.paste(picture, (column * size, top + 16))
    sheet.save(out, optimize=True)


def main() -> int:
    parser = argparse.ArgumentParser(description="Where models look when they act.")
    parser.add_argument("--arm", action="append", required=True, metavar="NAME=CHOICES:RUN")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    maps, lifts, pictures = {}, {}, None
    for name, _, rest in (one.partition("=") for one in options.arm):
        choices, run = (Path(part) for part in rest.split(":"))
        header, lines, rows = first_steps(choices)
        shape = (len(header["cameras"]), header["height"], header["width"])
        both = read_rows(choices / "pictures.bin", (*shape, 3), rows)
        masks = read_rows(choices / "masks.bin", shape, rows)[:, 0]
        if pictures is not None and not np.array_equal(pictures, both[:, 0]):
            raise SystemExit(f"{choices} begins with other pictures than the first arm")
        pictures = both[:, 0]
        maps[name] = attention_of(lines, both, header, run)
        lifts[name] = {f"object{number}": round(lift(maps[name], masks, number), 3) for number in (1, 2)}
    draw(pictures, maps, options.out)
    print(json.dumps({"episodes": len(pictures), "attentionByArea": lifts}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
