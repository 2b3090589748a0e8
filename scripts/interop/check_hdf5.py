"""Opens our LIBERO HDF5 with h5py and compares it with the HDF5 files that it was made from.

usage: check_hdf5.py OUTPUT SOURCE
Every demonstration, dataset by dataset: shapes, types and values as LIBERO has them (numbers as 32-bit floats, which
is what our features are), pictures and texts exactly; and the annotation that the source has not.
"""
import glob, json, os, sys

import h5py
import numpy as np

OWN = ("inspire/question", "inspire/answer", "inspire/relation", "inspire/relation_known")


def language(path, file):
    problem = file["data"].attrs.get("problem_info")
    if problem is not None:
        return json.loads(problem)["language_instruction"]
    name = os.path.basename(path).replace("_demo.hdf5", "")
    head, _, tail = name.partition("_SCENE")
    return (tail.partition("_")[2] if tail else head).replace("_", " ")


def demonstrations(place):
    for path in sorted(glob.glob(f"{place}/*.hdf5")) if os.path.isdir(place) else [place]:
        with h5py.File(path, "r") as file:
            for demo in sorted(file["data"], key=lambda name: int(name.split("_")[1])):
                yield language(path, file), file["data"][demo]


def compare(name, ours, theirs):
    assert ours.shape == theirs.shape, (name, ours.shape, theirs.shape)
    if h5py.check_string_dtype(theirs.dtype):
        assert h5py.check_string_dtype(ours.dtype).encoding == "utf-8", name
        assert list(ours[()]) == list(theirs[()]), name
    elif theirs.dtype == np.uint8:
        assert ours.dtype == np.uint8 and np.array_equal(ours[()], theirs[()]), name
    elif name == "states":
        assert np.array_equal(ours[()], theirs[()]), name
    else:
        assert ours.dtype == theirs.dtype, (name, ours.dtype, theirs.dtype)
        assert np.array_equal(ours[()].astype(np.float32), theirs[()].astype(np.float32)), name


def main(output, source):
    found = {}
    for task, group in demonstrations(output):
        steps = len(group["actions"])
        assert group.attrs["num_samples"] == steps
        for name in OWN:
            assert group[name].shape[0] == steps, name
        answers = [text.decode() for text in group["inspire/answer"][()]]
        assert any(answers), "no frame has an answer"
        assert np.isfinite(group["inspire/relation"][()]).all()
        found.setdefault(task, []).append(steps)
    originals = {}
    for task, group in demonstrations(source):
        originals.setdefault(task, []).append(len(group["actions"]))
    assert found == originals, (found, originals)
    count = 0
    by_task = {}
    for path in sorted(glob.glob(f"{output}/*.hdf5")):
        with h5py.File(path, "r") as file:
            by_task[language(path, file)] = path
    seen = {}
    for task, theirs in demonstrations(source):
        number = seen[task] = seen.get(task, -1) + 1
        with h5py.File(by_task[task], "r") as file:
            group = file[f"data/demo_{number}"]
            names = []
            theirs.visititems(lambda name, item: names.append(name) if isinstance(item, h5py.Dataset) else None)
            for name in names:
                compare(name, group[name], theirs[name])
                count += 1
    print(f"{sum(map(len, found.values()))} demonstrations, {count} datasets equal")


if __name__ == "__main__":
    main(*sys.argv[1:3])
