"""The anchor of hdf5-read.bench.ts: the same rows of the same file, or of a folder's files in turn, by h5py.

usage: hdf5-read.py FILE|FOLDER ROWS raw|upright
Prints the seconds that it took, imports not among them. `upright` also turns the pictures, as a policy needs them.
"""
import glob, os, sys, time

import h5py
import numpy

path, rows, kind = sys.argv[1], int(sys.argv[2]), sys.argv[3]
paths = sorted(glob.glob(f"{path}/*.hdf5")) if os.path.isdir(path) else [path]


def read(file):
    checksum = 0
    for demo in file["data"].values():
        for name in ["actions", "robot_states", "rewards", "dones", "obs/ee_states", "obs/gripper_states", "obs/joint_states"]:
            checksum += demo[name][:].size
        for name in ["obs/agentview_rgb", "obs/eye_in_hand_rgb"]:
            pictures = demo[name]
            for first in range(0, len(pictures), rows):
                some = pictures[first : first + rows]
                if kind == "upright":
                    some = numpy.ascontiguousarray(some[:, ::-1])
                checksum += int(some[-1, -1, -1, -1])
    return checksum


start = time.perf_counter()
for name in paths:
    with h5py.File(name, "r") as file:
        read(file)
print(time.perf_counter() - start)
