"""What a codec of actions loses on the demonstrations that a model is trained on, by recording.

    python codec_error.py --data ANNOTATED --codec CODEC

Prints the mean absolute error of the decoded chunks in the normalised range, and how many nats an id of theirs has when
nothing is known. Errors above those that the codec's own `config.json` has measured say that it was trained under other
statistics than it is used with: to be looked at, as held_labels.py, before anything is trained.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch
from held_labels import recordings

sys.path.append(str(Path(__file__).resolve().parent.parent / "python/train"))

from inspire_train.actions import read_actions  # noqa: E402
from inspire_train.annotated import open_annotated, read_rows  # noqa: E402
from inspire_train.codec import Codec, load  # noqa: E402

PARTS = {"position": slice(0, 3), "rotation": slice(3, 6), "gripper": slice(6, 7)}


def recording_of_frames(data: Path) -> np.ndarray:
    rows = read_rows(open_annotated(data), ["episode_index"], 65_536)
    episodes = np.concatenate([batch.column("episode_index").to_numpy(zero_copy_only=False) for batch in rows])
    return np.array(recordings(data))[episodes]


@torch.no_grad()
def measure(codec: Codec, chunks: np.ndarray) -> dict[str, float]:
    rebuilt, codes, _ = codec(torch.from_numpy(chunks), learn=False)
    errors = (rebuilt - torch.from_numpy(chunks)).abs()
    _, counts = np.unique(codes.numpy(), axis=0, return_counts=True)
    shares = counts / counts.sum()
    nats = -(shares * np.log(shares)).sum() / codes.shape[1]
    return {name: float(errors[..., part].mean()) for name, part in PARTS.items()} | {"natsPerId": float(nats)}


def main() -> None:
    parser = argparse.ArgumentParser(description="What a codec of actions loses on annotated demonstrations.")
    parser.add_argument("--data", type=Path, required=True, help="what `inspire annotate` wrote for miniVLA-VQ")
    parser.add_argument("--codec", type=Path, required=True, help="folder of the codec")
    options = parser.parse_args()
    codec, actions = load(options.codec), read_actions(open_annotated(options.data))
    recording = recording_of_frames(options.data)
    for name in np.unique(recording):
        frames = np.flatnonzero(recording == name)
        figures = measure(codec, actions.chunks(frames, codec.sizes.horizon))
        print(json.dumps({"recording": str(name), "frames": len(frames), **figures}))


if __name__ == "__main__":
    main()
