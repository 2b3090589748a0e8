"""Loads a dataset by its name on the hub as lerobot's users do, and counts its frames: load_hub.py NAME FRAMES"""

import sys
import tempfile

from lerobot.datasets.lerobot_dataset import LeRobotDataset

name, frames = sys.argv[1:]
with tempfile.TemporaryDirectory() as root:
    dataset = LeRobotDataset(name, root=f"{root}/dataset")
    assert len(dataset) == int(frames), len(dataset)
    assert dataset[0]["inspire.answer"], dataset[0]
