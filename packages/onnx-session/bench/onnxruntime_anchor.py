"""The same passes by onnxruntime's own Python: `onnxruntime_anchor.py FOLDER TEXT STEPS THREADS` prints milliseconds of processor time."""

import json
import sys
import time

import numpy as np
import onnxruntime

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
    count = embeddings.shape[1]
    mask = np.triu(np.full((count, past + count), -np.inf, np.float32), past + 1)[None, None]
    feeds = {
        "inputs_embeds": embeddings,
        "attention_mask": mask,
        "position_ids": np.arange(past, past + count)[None],
        "num_logits_to_keep": np.array(1),
        **cache,
    }
    _, *present = decoder.run(outputs, feeds)
    return dict(zip(past_names, present))


best = {"vision": np.inf, "prefill": np.inf, "decode": np.inf}


def lap(name, start):
    now = time.process_time()
    best[name] = min(best[name], (now - start) * 1000)
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
print(json.dumps(best))
