"""Opens an annotated dataset with lerobot and compares every frame with the HDF5 source.

usage: check_lerobot.py DATASET SOURCE [--resized]
Pictures must be bit-exact and upright, numbers equal, and answers equal to the reference rule, which is written here
once more on its own: grasped first, else the axis on which |body - gripper + offset| is largest.
"""
import glob, json, os, sys

os.environ["HF_HUB_OFFLINE"] = os.environ["HF_DATASETS_OFFLINE"] = "1"
import h5py
import numpy as np
import torch
from lerobot.datasets.lerobot_dataset import LeRobotDataset

WORDS = (("front", "back"), ("right", "left"), ("up", "down"))


def answer(vector, grasped):
    if grasped:
        return "grasped"
    axis = int(np.argmax(np.abs(vector)))
    return WORDS[axis][0 if vector[axis] > 0 else 1]


def is_held(info, body):
    names = [name for name in info["is_grasp"] if body == name or body.startswith(name + "_")]
    return bool(names) and info["is_grasp"][max(names, key=len)]


def source_frames(source):
    """Frames of all demonstrations in reading order."""
    files = sorted(glob.glob(f"{source}/*.hdf5")) if os.path.isdir(source) else [source]
    for path in files:
        with h5py.File(path, "r") as file:
            for demo in sorted(file["data"], key=lambda name: int(name.split("_")[1])):
                group = file["data"][demo]
                for step in range(len(group["actions"])):
                    name = group["object_infos"][step].decode()
                    info = json.load(open(f"{os.path.dirname(path)}/object_infos/{name}.json"))
                    yield group, step, info


def main(dataset, source, resized):
    data = LeRobotDataset("check/dataset", root=dataset)
    meta = json.load(open(f"{dataset}/meta/inspire.json"))
    objects = {task["instruction"]: task["objects"] for task in meta["tasks"]}
    # Batches of one without lerobot's own collation, which an older lerobot lacks and dialogue would need.
    loader = torch.utils.data.DataLoader(data, batch_size=1, collate_fn=lambda one: {k: [v] for k, v in one[0].items()})
    wrong, frames = [], 0
    for item, (group, step, info) in zip(loader, source_frames(source), strict=True):
        def same(name, got, want):
            if not np.array_equal(np.asarray(got), np.asarray(want)):
                wrong.append(f"frame {frames} {name}: {got} is not {want}")
        obs = group["obs"]
        state = np.concatenate([obs["ee_states"][step], obs["gripper_states"][step]]).astype(np.float32)
        same("state", item["state"][0], state)
        same("actions", item["actions"][0], group["actions"][step].astype(np.float32))
        for name, key in () if resized else (("image", "agentview_rgb"), ("wrist_image", "eye_in_hand_rgb")):
            pixels = (item[name][0] * 255).round().to(torch.uint8).permute(1, 2, 0).numpy()
            same(name, pixels, obs[key][step][::-1])
        want = []
        for entry in objects[item["task"][0]]:
            vector = np.array(info["gripper_to_obj"][entry["body"]]) + np.array(entry["offset"])
            want.append(answer(vector, is_held(info, entry["body"])))
        same("answers", item["inspire.answer"][0].split("\n"), want)
        frames += 1
    print(f"{dataset}: {frames} frames, {len(wrong)} differences", *wrong[:5], sep="\n  ")
    return 1 if wrong or frames == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], "--resized" in sys.argv))
