"""The anchor of annotate-lerobot.bench.ts, which also makes its input.

annotate-lerobot.py make FOLDER EPISODES ROWS_PER_FILE   writes LeRobot v3.0 as lerobot does: a row group per episode
annotate-lerobot.py copy FOLDER OUTPUT                   copies its data files by read_table and write_table

`make` prints the number of rows, `copy` the seconds that it took, imports not among them.
"""
import glob, json, os, sys, time

import numpy
import pyarrow
import pyarrow.parquet as parquet

FPS = 20
TASKS = [
    "put the black bowl on the plate",
    "open the top drawer and put the bowl inside",
    "push the plate to the front of the stove",
    "put the wine bottle on top of the cabinet",
    "turn on the stove",
    "put the cream cheese in the bowl",
]
STATE = ["x", "y", "z", "roll", "pitch", "yaw", "gripper_left", "gripper_right"]
ACTION = ["x", "y", "z", "roll", "pitch", "yaw", "gripper"]
COUNTERS = ["frame_index", "episode_index", "index", "task_index"]


def schema():
    lists = {"observation.state": len(STATE), "action": len(ACTION)}
    scalars = {"timestamp": pyarrow.float32(), **{name: pyarrow.int64() for name in COUNTERS}}
    value = lambda dtype: {"dtype": dtype, "_type": "Value"}
    described = {name: {"feature": value("float32"), "length": width, "_type": "Sequence"} for name, width in lists.items()}
    described |= {"timestamp": value("float32"), **{name: value("int64") for name in COUNTERS}}
    fields = [(name, pyarrow.list_(pyarrow.float32(), width)) for name, width in lists.items()] + list(scalars.items())
    return pyarrow.schema(fields, metadata={"huggingface": json.dumps({"info": {"features": described}})})


def episode(random, index, start):
    """A hand that goes to a place, closes, carries, opens and goes back, with a sensor's noise."""
    length = int(random.integers(180, 320))
    share = numpy.linspace(0, 1, length)
    home, pick, place = random.uniform(-0.3, 0.3, (3, 3))
    legs = [share < 0.35, share < 0.75, share >= 0.75]
    times = [share / 0.35, (share - 0.35) / 0.4, (share - 0.75) / 0.25]
    ways = [(home, pick), (pick, place), (place, home)]
    position = numpy.select([leg[:, None] for leg in legs], [a + (b - a) * t[:, None] for (a, b), t in zip(ways, times)])
    position += random.normal(0, 0.0005, (length, 3))
    is_closed = (share > 0.35) & (share < 0.75)
    finger = numpy.where(is_closed, 0.012, 0.04) + random.normal(0, 0.0001, length)
    turn = random.normal(0, 0.005, (length, 3)).cumsum(0)
    state = numpy.column_stack([position, turn, finger, -finger]).astype(numpy.float32)
    action = numpy.column_stack([random.normal(0, 0.3, (length, 6)), numpy.where(is_closed, 1, -1)]).astype(numpy.float32)
    frames = numpy.arange(length)
    same = lambda number: numpy.full(length, number)
    listed = lambda values: pyarrow.FixedSizeListArray.from_arrays(pyarrow.array(values.ravel()), values.shape[1])
    times = (frames / FPS).astype(numpy.float32)
    numbers = [times, frames, same(index), frames + start, same(index % len(TASKS))]
    return [listed(state), listed(action), *map(pyarrow.array, numbers)]


def make(folder, episodes, rows_per_file):
    random = numpy.random.default_rng(7)
    for name in ("meta/episodes/chunk-000", "data/chunk-000"):
        os.makedirs(f"{folder}/{name}")
    rows, start, number, writer = [], 0, -1, None
    for index in range(episodes):
        if writer is None or start - first >= rows_per_file:
            if writer is not None:
                writer.close()
            number, first = number + 1, start
            writer = parquet.ParquetWriter(f"{folder}/data/chunk-000/file-{number:03d}.parquet", schema(), compression="snappy")
        table = pyarrow.table(episode(random, index, start), schema=schema())
        writer.write_table(table)
        rows.append((index, [TASKS[index % len(TASKS)]], table.num_rows, 0, number, start, start + table.num_rows))
        start += table.num_rows
    writer.close()
    names = ["episode_index", "tasks", "length", "data/chunk_index", "data/file_index", "dataset_from_index", "dataset_to_index"]
    columns = [list(column) for column in zip(*rows)]
    parquet.write_table(pyarrow.table(dict(zip(names, columns))), f"{folder}/meta/episodes/chunk-000/file-000.parquet")
    write_metadata(folder, episodes, start)
    print(start)


def write_metadata(folder, episodes, frames):
    kinds = {"index_columns": ["task"], "columns": [{"name": "task", "field_name": "task", "pandas_type": "unicode", "numpy_type": "object"}]}
    tasks = pyarrow.table({"task_index": list(range(len(TASKS))), "task": TASKS})
    parquet.write_table(tasks.replace_schema_metadata({"pandas": json.dumps(kinds)}), f"{folder}/meta/tasks.parquet")
    feature = lambda dtype, names=None: {"dtype": dtype, "shape": [len(names or [1])], "names": names}
    info = {
        "codebase_version": "v3.0", "robot_type": "panda", "fps": FPS, "total_episodes": episodes, "total_frames": frames,
        "total_tasks": len(TASKS), "chunks_size": 1000, "data_files_size_in_mb": 100, "splits": {"train": f"0:{episodes}"},
        "data_path": "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet", "video_path": None,
        "features": {
            "observation.state": feature("float32", STATE), "action": feature("float32", ACTION),
            "timestamp": feature("float32"), **{name: feature("int64") for name in COUNTERS},
        },
    }
    with open(f"{folder}/meta/info.json", "w") as target:
        json.dump(info, target)


def copy(folder, output):
    import pyarrow.dataset  # which read_table loads at its first call

    os.makedirs(output, exist_ok=True)
    files = sorted(glob.glob(f"{folder}/data/*/*.parquet"))
    start = time.perf_counter()
    for file in files:
        parquet.write_table(parquet.read_table(file), f"{output}/{os.path.basename(file)}", compression="snappy")
    print(time.perf_counter() - start)


if sys.argv[1] == "make":
    make(sys.argv[2], *map(int, sys.argv[3:5]))
else:
    copy(*sys.argv[2:4])
