"""The anchor of annotate.bench.ts, which also makes its input.

annotate.py make FILE DEMONSTRATIONS FRAMES SIZE   writes episodes in the regenerated LIBERO layout
annotate.py copy FILE OUTPUT png|raw               copies the frames to one parquet file, by h5py and pyarrow

`copy` prints the seconds that it took, imports not among them. `png` writes pictures as LeRobot stores them (Pillow,
at lerobot's compression level, on all processors); `raw` writes their bytes, and so gives no LeRobot dataset.
"""
import io, json, os, sys, time, uuid
from concurrent.futures import ThreadPoolExecutor

import h5py
import numpy
import pyarrow
import pyarrow.parquet
from PIL import Image

CAMERAS = {"image": "agentview_rgb", "wrist_image": "eye_in_hand_rgb"}
WIDTHS = {"actions": 7, "robot_states": 9, "obs/joint_states": 7, "obs/gripper_states": 2, "obs/ee_states": 6}


def pictures(random, frames, size):
    """Smooth surfaces, a moving disc and a little noise, as a rendered camera gives."""
    y, x = numpy.mgrid[0:size, 0:size]
    all_frames = numpy.empty((frames, size, size, 3), numpy.uint8)
    for frame in range(frames):
        disc = (x - size * (0.3 + 0.4 * frame / frames)) ** 2 + (y - size / 2) ** 2 < (size / 6) ** 2
        plain = numpy.where(disc, 180 - y * 96 / size, 60 + x * 64 / size + y * 40 / size)
        noise = random.integers(0, 3, (size, size, 3))
        all_frames[frame] = plain[..., None] + numpy.array([0, 20, 40]) + noise
    return all_frames


def make(path, demonstrations, frames, size):
    random = numpy.random.default_rng(7)
    infos = os.path.join(os.path.dirname(path), "object_infos")
    os.makedirs(infos, exist_ok=True)
    bodies = [f"body_{index}_1_main" for index in range(20)] + ["black_bowl_1_main", "plate_1_main"]
    with h5py.File(path, "w") as file:
        for demonstration in range(demonstrations):
            group = file.create_group(f"data/demo_{demonstration}")
            for name, width in WIDTHS.items():
                group[name] = random.standard_normal((frames, width))
            group["states"] = random.standard_normal((frames, 79))
            group["rewards"] = group["dones"] = (numpy.arange(frames) == frames - 1).astype(numpy.uint8)
            for name in CAMERAS.values():
                group[f"obs/{name}"] = pictures(random, frames, size)
            names = [str(uuid.UUID(bytes=random.bytes(16), version=4)) for _ in range(frames)]
            group.create_dataset("object_infos", data=names, dtype=h5py.string_dtype())
            for name in names:
                vectors = {body: random.standard_normal(3).tolist() for body in bodies}
                info = {
                    "position": {f"{body}_pos": vector for body, vector in vectors.items()},
                    "is_grasp": {body.removesuffix("_main"): False for body in bodies},
                    "gripper_to_obj": vectors,
                    "gripper_to_obj_distance": {body: 0.5 for body in bodies},
                    "name_to_seg_id": {},
                }
                with open(os.path.join(infos, f"{name}.json"), "w") as target:
                    json.dump(info, target)


def encode(picture):
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "PNG", compress_level=1)
    return {"bytes": file.getvalue(), "path": None}


def copy(path, output, kind):
    start = time.perf_counter()
    kinds = pyarrow.struct([("bytes", pyarrow.binary()), ("path", pyarrow.string())])
    schema, writer = None, None
    with h5py.File(path) as file, ThreadPoolExecutor(os.cpu_count()) as pool:
        for group in file["data"].values():
            columns = {}
            for name, dataset in CAMERAS.items():
                upright = numpy.ascontiguousarray(group[f"obs/{dataset}"][:][:, ::-1])
                if kind == "png":
                    columns[name] = pyarrow.array(list(pool.map(encode, upright)), kinds)
                else:
                    columns[name] = pyarrow.array([picture.tobytes() for picture in upright], pyarrow.binary())
            for name in WIDTHS:
                columns[name] = pyarrow.array(list(group[name][:].astype(numpy.float32)), pyarrow.list_(pyarrow.float32()))
            table = pyarrow.table(columns)
            writer = writer or pyarrow.parquet.ParquetWriter(output, table.schema, compression="snappy")
            writer.write_table(table)
    writer.close()
    print(time.perf_counter() - start)


if sys.argv[1] == "make":
    make(sys.argv[2], *map(int, sys.argv[3:6]))
else:
    copy(*sys.argv[2:5])
