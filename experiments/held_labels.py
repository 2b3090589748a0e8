"""How often the labels of annotated demonstrations open the hand while it holds the target, by recording.

    python held_labels.py --data ANNOTATED

The expert opens its hand where it puts things down, some 6 % of the frames in which it holds one. Much more in a DAgger
recording says that the expert did not notice what the driver had taken, and that a model would learn to drop it.
"""

import argparse
import json
import re
from collections import defaultdict
from pathlib import Path

import numpy as np
import pyarrow.parquet as parquet

# Of LIBERO's actions, in which the last number opens the hand where it is below zero.
GRIPPER = -1


def recordings(data: Path) -> list[str]:
    """Of each episode the recording that it is of: several of one task are parts of its file."""
    episodes = json.loads((data / "meta/inspire.json").read_text())["episodes"]
    parts = (re.search(r"_part_(\d+)_", episode["source"]) for episode in episodes)
    return [part[1] if part else "0" for part in parts]


def count(data: Path) -> dict[str, np.ndarray]:
    """Per recording: frames, those in which the first object is held, and those of them whose action opens the hand."""
    recording_of = np.array(recordings(data))
    counts: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(3, int))
    for file in sorted(data.glob("data/*/*.parquet")):
        table = parquet.read_table(file, columns=["episode_index", "inspire.answer", "actions"])
        held = np.array([answer.startswith("grasped") for answer in table["inspire.answer"].to_pylist()])
        opens = np.array(table["actions"].to_pylist())[:, GRIPPER] < 0
        recording = recording_of[table["episode_index"].to_numpy()]
        for name in np.unique(recording):
            mine = recording == name
            counts[name] += [mine.sum(), (mine & held).sum(), (mine & held & opens).sum()]
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description="How often labels open the hand while it holds the target.")
    parser.add_argument("--data", type=Path, required=True, help="what `inspire annotate` wrote, with questions")
    for name, (frames, held, opens) in sorted(count(parser.parse_args().data).items()):
        share = opens / held if held else None
        print(json.dumps({"recording": name, "frames": int(frames), "held": int(held), "opens": share}))


if __name__ == "__main__":
    main()
