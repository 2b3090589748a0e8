"""How well a trained arm predicts the demonstrations' actions, with the answers of the data before them.

    python chunk_error.py --data ANNOTATED --run RUN --codec CODEC

Prints the accuracy of the code of each group, and the mean absolute error of the decoded chunks in the normalised range,
beside what the codec itself loses with its first groups alone. It tells a codec whose last groups are noise from a
model that has not learnt yet; it says nothing about closed loop.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch

sys.path.append(str(Path(__file__).resolve().parent.parent / "python/train"))

from inspire_train.annotated import open_annotated  # noqa: E402
from inspire_train.batches import Layout, create_batch, forward  # noqa: E402
from inspire_train.cache import unpack  # noqa: E402
from inspire_train.codec import load  # noqa: E402
from inspire_train.trained import load_miniature  # noqa: E402
from inspire_train.vocabulary import table_of  # noqa: E402

# Ids of codes end here in miniVLA's vocabulary: code c is id LAST - c.
LAST = 151_920


@torch.no_grad()
def measure(data: Path, run: Path, codec_folder: Path, frames: int) -> dict:
    dataset = open_annotated(data)
    trained = load_miniature(run)
    model, config, kept = trained.model, trained.model.config, trained.kept
    arrays = unpack(dataset, trained.description["cameras"], run.parent / "unpacked")
    layout = Layout(dataset.images, config.positions, dataset.length, dataset.roles.index("padding"))
    chosen = np.unique(np.linspace(0, arrays.frames - 1, frames).astype(np.int64))
    batch = create_batch(arrays, chosen, layout, table_of(kept))
    codec = load(codec_folder)
    groups, codes = codec.sizes.groups, codec.sizes.codes
    actions = batch.role == dataset.roles.index("action")
    ids = torch.from_numpy(kept.astype(np.int64))
    rows = {"true": batch.rows[actions], "said": forward(model, batch, layout).argmax(-1)[actions]}
    true, said = (LAST - ids[value.view(-1, groups)] for value in rows.values())
    wanted = codec.decode(true)
    error = lambda found: float((found - wanted)[..., :3].abs().mean())  # noqa: E731
    return {
        "step": trained.description["step"],
        "accuracyByGroup": (true == said).float().mean(0).tolist(),
        "positionError": error(codec.decode(said.clamp(0, codes - 1))),
        "positionSpread": float(wanted[..., :3].std((0, 1)).mean()),
        "positionErrorOfFirstGroups": [error(codec.decode(true[:, :n])) for n in range(1, groups)],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="How well a trained arm predicts the demonstrations' actions.")
    for name in ("data", "run", "codec"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--frames", type=int, default=512)
    options = parser.parse_args()
    print(json.dumps(measure(options.data, options.run, options.codec, options.frames)))


if __name__ == "__main__":
    main()
