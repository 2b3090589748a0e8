"""Opens demonstrations of the physics world, recorded as LIBERO HDF5, with h5py. usage: check_tabletop_hdf5.py FOLDER

Shapes, types and ranges as LIBERO has them; every answer follows from the recorded relation: the axis of the largest
component, in LIBERO's frame.
"""

import pathlib
import sys

import h5py
import numpy as np

WORDS = (("back", "front"), ("left", "right"), ("down", "up"))


def expected(relation):
    axis = int(np.argmax(np.abs(relation)))
    return WORDS[axis][int(relation[axis] > 0)]


def main(folder):
    frames = checked = 0
    for path in sorted(pathlib.Path(folder).glob("*_demo.hdf5")):
        with h5py.File(path) as file:
            for demo in file["data"].values():
                steps = int(demo.attrs["num_samples"])
                frames += steps
                assert demo["actions"].shape == (steps, 7) and np.abs(demo["actions"][()]).max() <= 1
                assert demo["state"].shape == (steps, 8) and np.isfinite(demo["state"][()]).all()
                for camera in ("agentview_rgb", "eye_in_hand_rgb"):
                    pictures = demo["obs"][camera]
                    assert pictures.shape[0] == steps and pictures.shape[3] == 3 and pictures.dtype == np.uint8
                    assert len(np.unique(pictures[0])) > 20, "an empty picture"
                assert demo["dones"][-1] == 1
                answers = [text.decode().split("\n") for text in demo["inspire/answer"][()]]
                for row, relations in zip(answers, demo["inspire/relation"][()]):
                    for answer, relation in zip(row, relations):
                        assert answer in ("grasped", expected(relation)), (path.name, answer, relation)
                        checked += answer != "grasped"
    assert frames > 0 and checked > 0
    print(f"{frames} frames, {checked} answers follow from their relation")


main(sys.argv[1])
