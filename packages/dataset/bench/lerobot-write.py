"""The anchor of lerobot-write.bench.ts: the same pictures as PNG in one parquet file, by Pillow and pyarrow.

usage: lerobot-write.py PIXELS FRAMES CAMERAS SIZE OUTPUT
Prints the seconds that it took, imports and reading of the pixels not among them.
"""
import io, os, sys, time
from concurrent.futures import ThreadPoolExecutor

import numpy
import pyarrow
import pyarrow.parquet
from PIL import Image

pixels, frames, cameras, size, output = sys.argv[1], *map(int, sys.argv[2:5]), sys.argv[5]
raw = numpy.fromfile(pixels, numpy.uint8).reshape(cameras, frames, size, size, 3)


def encode(picture):
    file = io.BytesIO()
    # The level at which lerobot writes pictures.
    Image.fromarray(picture).save(file, "PNG", compress_level=1)
    return {"bytes": file.getvalue(), "path": None}


start = time.perf_counter()
picture = pyarrow.struct([("bytes", pyarrow.binary()), ("path", pyarrow.string())])
with ThreadPoolExecutor(os.cpu_count()) as pool:
    columns = {f"camera_{index}": pyarrow.array(list(pool.map(encode, part)), picture) for index, part in enumerate(raw)}
columns["state"] = pyarrow.array(list(numpy.zeros((frames, 8), numpy.float32)), pyarrow.list_(pyarrow.float32(), 8))
columns["index"] = pyarrow.array(range(frames))
pyarrow.parquet.write_table(pyarrow.table(columns), output, compression="snappy")
print(time.perf_counter() - start)
