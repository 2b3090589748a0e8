"""Depth, as lerobot records it.

depth_dataset.py make FOLDER             lerobot writes three short episodes with a camera and its depth, both as video
depth_dataset.py compare SOURCE FOLDER   every frame of depth, its unit and its statistics must be the same to lerobot
"""

import sys

import numpy
from lerobot.datasets.lerobot_dataset import LeRobotDataset

AXES = ["height", "width", "channels"]
STATE = {"dtype": "float32", "shape": (4,), "names": ["x", "y", "z", "gripper"]}
FEATURES = {
    "observation.state": STATE,
    "action": STATE,
    "observation.images.top": {"dtype": "video", "shape": (64, 96, 3), "names": AXES},
    "observation.images.top_depth": {"dtype": "video", "shape": (64, 96, 1), "names": AXES, "info": {"is_depth_map": True}},
}
TASKS = ["put the red mug on the plate", "close the drawer", "lift the bowl"]


def frame(episode, index, length):
    y, x = numpy.mgrid[0:64, 0:96]
    grip = 0.01 if 2 < index < length - 2 else 0.08
    state = numpy.array([index / 100, 0.2, 0.1, grip], numpy.float32)
    # Millimetres.
    depth = (400 + 5 * x + 3 * y + 20 * index + 100 * episode).astype(numpy.uint16)[..., None]
    colours = numpy.stack([x * 2, y * 3, numpy.full_like(x, 10 * index)], -1).astype(numpy.uint8)
    pictures = {"observation.images.top": colours, "observation.images.top_depth": depth}
    return {"observation.state": state, "action": state, **pictures, "task": TASKS[episode]}


def make(folder):
    dataset = LeRobotDataset.create("me/depth", fps=10, features=FEATURES, root=folder, robot_type="so101_follower")
    for episode in range(3):
        for index in range(8 + episode):
            dataset.add_frame(frame(episode, index, 8 + episode))
        dataset.save_episode()
    dataset.finalize()


def compare(source, folder):
    one, other = LeRobotDataset("me/source", root=source), LeRobotDataset("me/copy", root=folder)
    assert one.meta.depth_keys == other.meta.depth_keys == ["observation.images.top_depth"], other.meta.depth_keys
    (name,) = one.meta.depth_keys
    assert one.meta.features[name]["info"] == other.meta.features[name]["info"]
    for key, value in one.meta.stats[name].items():
        numpy.testing.assert_allclose(other.meta.stats[name][key], value, rtol=1e-6, err_msg=key)
    assert len(one) == len(other) == 27
    for index in range(len(one)):
        expected, found = one[index][name], other[index][name]
        assert expected.shape == found.shape == (1, 64, 96) and (expected == found).all(), index


if sys.argv[1] == "make":
    make(sys.argv[2])
else:
    compare(*sys.argv[2:4])
