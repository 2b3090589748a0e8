"""The anchor of pi0-fast.bench.ts: the published FAST processor's lines and the authors' text, with scipy and tokenizers.

usage: pi0-fast.py FAST_TOKENIZER PROCESSOR TEXT_TOKENIZER EXAMPLES
Prints microseconds of processor time per chunk or example as JSON; imports and loading are not among them.
"""
import json, sys, time

import numpy as np
from scipy.fft import dct, idct
from tokenizers import Tokenizer

fast = Tokenizer.from_file(sys.argv[1])
processor = json.load(open(sys.argv[2]))
text = Tokenizer.from_file(sys.argv[3])
examples = json.load(open(sys.argv[4]))
scale, min_token = processor["scale"], processor["min_token"]
chunks = [np.array(example["actions"]) for example in examples]
horizon, dimensions = chunks[0].shape
words = {text.encode(" " + word, add_special_tokens=False).ids[0] for word in "right left up down front back catch".split()}


def encode_chunk(chunk):
    tokens = np.around(dct(chunk, axis=0, norm="ortho") * scale)
    return fast.encode("".join(map(chr, np.maximum(tokens.flatten() - min_token, 0).astype(int)))).ids


def decode_chunk(ids):
    tokens = np.array(list(map(ord, fast.decode(ids)))) + min_token
    return idct(tokens.reshape(horizon, dimensions) / scale, axis=0, norm="ortho")


def encode(part):
    return text.encode(part, add_special_tokens=False).ids


def tokenize(example, with_action):
    cleaned = example["instruction"].lower().strip().replace("_", " ")
    bins = np.digitize(np.array(example["state"]), bins=np.linspace(-1, 1, 256 + 1)[:-1]) - 1
    prefix = [2] + encode(f"Task: {cleaned}, State: {' '.join(map(str, bins))};\n")
    vqa = encode("".join(f"Question: {question} Answer: {answer};\n" for question, answer in example["turns"]))
    postfix = []
    if with_action:
        ids = 257_152 - 1 - 128 - np.array(encode_chunk(np.array(example["actions"])))
        postfix = encode("Action: ") + ids.tolist() + encode("|")
    causal = [0] * len(prefix) + [1] * (len(vqa) + len(postfix))
    loss = [False] * len(prefix) + [token in words for token in vqa] + [True] * len(postfix)
    return prefix + vqa + postfix, causal, loss


def microseconds(run, items):
    for item in items[: len(items) // 5]:
        run(item)
    start = time.process_time()
    for item in items:
        run(item)
    return (time.process_time() - start) * 1e6 / len(items)


print(
    json.dumps(
        {
            "encode": microseconds(encode_chunk, chunks),
            "decode": microseconds(decode_chunk, [encode_chunk(chunk) for chunk in chunks]),
            "text": microseconds(lambda example: tokenize(example, False), examples),
            "example": microseconds(lambda example: tokenize(example, True), examples),
            "ids": [tokenize(example, True)[0] for example in examples[:50]],
        }
    )
)
