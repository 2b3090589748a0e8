"""The anchors of labels.bench.ts: the same rule in Python, frame by frame and as numpy columns.

usage: labels.py RELATIONS GRASPED CODES
RELATIONS: float64 [n, 3]; GRASPED: uint8 [n]; CODES: where to write the numpy codes, uint16 [formulations, n].
Prints one JSON object: labels per second, the best of several rounds, and how many labels of the loops agree.
"""
import json, sys, time

try:
    import numpy
except ImportError:
    numpy = None

words = ["right", "left", "up", "down", "front", "back", "grasped", "close"]
axes = [("front", "back"), ("right", "left"), ("up", "down")]


def label_plain(info, threshold=0.0):
    """One frame in plain Python."""
    if info["grasped"]:
        return "grasped"
    vector = info["relation"]
    sizes = [abs(value) for value in vector]
    if max(sizes) <= threshold:
        return "close"
    axis = sizes.index(max(sizes))
    positive, negative = axes[axis]
    return positive if vector[axis] > 0 else negative


def label_numpy(info, threshold=0.0):
    """One frame as data-loading code usually writes it: a small numpy array per frame."""
    if info["grasped"]:
        return "grasped"
    vector = numpy.array(info["relation"])
    sizes = numpy.abs(vector)
    if (sizes <= threshold).all():
        return "close"
    axis = int(numpy.argmax(sizes))
    positive, negative = axes[axis]
    return positive if vector[axis] > 0 else negative


def columns_1d(relations, grasped):
    axis = numpy.argmax(numpy.abs(relations), axis=1)
    largest = numpy.take_along_axis(relations, axis[:, None], axis=1)[:, 0]
    table = numpy.array([[words.index(word) for word in pair] for pair in axes], numpy.uint16)
    codes = table[axis, (largest <= 0).astype(numpy.intp)]
    codes[largest == 0] = 7
    codes[grasped != 0] = 6
    return codes


def columns_3d(relations, grasped):
    state = numpy.where(relations > 0, 0, 1)
    state[relations == 0] = 2
    codes = (state[:, 0] * 9 + state[:, 1] * 3 + state[:, 2]).astype(numpy.uint16)
    codes[grasped != 0] = 27
    return codes


def columns_proximity(relations, grasped):
    distance = numpy.sqrt((relations * relations).sum(axis=1))
    codes = numpy.searchsorted(numpy.array([0.06, 0.2, 0.3]), distance, side="right").astype(numpy.uint16)
    codes[grasped != 0] = 4
    return codes


def columns_location(relations, grasped):
    tenths = numpy.clip(numpy.trunc(relations * 10), -9, 9).astype(numpy.int32) + 9
    codes = (tenths[:, 0] * 361 + tenths[:, 1] * 19 + tenths[:, 2]).astype(numpy.uint16)
    codes[grasped != 0] = 6859
    return codes


def columns_distance(relations, grasped):
    distance = numpy.sqrt((relations * relations).sum(axis=1))
    codes = numpy.minimum(numpy.trunc(distance * 10), 9).astype(numpy.uint16)
    codes[grasped != 0] = 10
    return codes


def rate(count, work, rounds):
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return count / best, result


def read(path, code):
    import array
    values = array.array(code)
    with open(path, "rb") as file:
        values.frombytes(file.read())
    return values


relations_file, grasped_file, codes_file = sys.argv[1:4]
flat, flags = read(relations_file, "d"), read(grasped_file, "B")
few = min(len(flags), 50_000)
infos = [{"grasped": bool(flags[t]), "relation": list(flat[3 * t : 3 * t + 3])} for t in range(few)]
plain_rate, plain = rate(few, lambda: [label_plain(info) for info in infos], 12)
output = {"plain": plain_rate, "numpy": None}
if numpy is not None:
    per_frame, loop = rate(few, lambda: [label_numpy(info) for info in infos], 12)
    relations = numpy.fromfile(relations_file, numpy.float64).reshape(-1, 3)
    grasped = numpy.fromfile(grasped_file, numpy.uint8)
    work = [columns_1d, columns_3d, columns_proximity, columns_location, columns_distance]
    results = [rate(len(grasped), lambda function=function: function(relations, grasped), 40) for function in work]
    numpy.stack([codes for _, codes in results]).tofile(codes_file)
    agree = sum(words[code] == one == other for code, one, other in zip(results[0][1][:few], plain, loop))
    output["numpy"] = {
        "version": numpy.__version__,
        "perFrame": per_frame,
        "columns": [speed for speed, _ in results],
        "agree": [agree, few],
    }
print(json.dumps(output))
