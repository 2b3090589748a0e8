"""The same passes by onnxruntime's own Python: `onnxruntime_anchor.py FOLDER TEXT STEPS THREADS` prints milliseconds of processor time."""

import json
import os
import sys
import time

import numpy as np

# It reports to Microsoft by default, and reads this when it is imported.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
import onnxruntime  # noqa: E402

folder, text, steps, threads = sys.argv[1], *map(int, sys.argv[2:5])
manifest = json.load(open(f"{folder}/inspire-model.json"))
hidden, size = manifest["dimensions"]["hiddenSize"], manifest["dimensions"]["headSize"]
heads = manifest["dimensions"]["keyValueHeads"]
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = threads
open_graph = lambda name: onnxruntime.InferenceSession(f"{folder}/{name}", options, providers=["CPUExecutionProvider"])
graphs = manifest["graphs"]
vision, embedding, decoder = (open_graph(graphs[name]) for name in ("visionEncoder", "embedTokens", "decoder"))
outputs = [one.name for one in decoder.get_outputs()]
past_names = [one.name for one in decoder.get_inputs() if one.name.startswith("past")]


def run(embeddings, cache, past):
    """One pass; like ours, the cache stands in arrays with room, and new rows are written behind the old ones."""
    count = embeddings.shape[1]
    room = next(iter(cache.values())).shape[2]
    mask = np.full((1, 1, count, room + count), -np.inf, np.float32)
    mask[..., :past] = 0
    mask[..., room:] = np.triu(np.full((count, count), -np.inf, np.float32), 1)
    feeds = {
        "inputs_embeds": embeddings,
        "attention_mask": mask,
        "position_ids": np.arange(past, past + count)[None],
        "logit_positions": np.array([count - 1]),
        **cache,
    }
    _, *appended = decoder.run(outputs, feeds)
    if past + count > room:
        larger = {name: np.zeros((1, heads, past + count + 64, size), np.float32) for name in cache}
        for name, old in cache.items():
            larger[name][:, :, :past] = old[:, :, :past]
        cache = larger
    for name, rows in zip(past_names, appended):
        cache[name][:, :, past : past + count] = rows
    return cache


times = {"vision": [], "prefill": [], "decode": []}


def lap(name, start):
    now = time.process_time()
    times[name].append((now - start) * 1000)
    return now


pixels = np.random.default_rng(0).normal(size=(2, 6, 224, 224)).astype(np.float32)
for _ in range(2):
    start = time.process_time()
    (features,) = vision.run(None, {"pixel_values": pixels})
    start = lap("vision", start)
    ids = (np.arange(text) * 13 % 7000)[None]
    (table,) = embedding.run(None, {"input_ids": ids})
    joined = np.concatenate((table[:, :1], features.reshape(1, -1, hidden), table[:, 1:]), axis=1)
    cache = run(joined, {name: np.zeros((1, heads, 0, size), np.float32) for name in past_names}, 0)
    past = joined.shape[1]
    start = lap("prefill", start)
    for step in range(steps):
        (table,) = embedding.run(None, {"input_ids": np.array([[step * 17 % 7000]])})
        cache = run(table, cache, past + step)
        start = lap("decode", start)
print(json.dumps({"vision": min(times["vision"]), "prefill": min(times["prefill"]), "decode": float(np.median(times["decode"]))}))
