"""Seconds that tensorflow-datasets takes for all episodes of a folder, pictures not decoded: rlds-read.py FOLDER"""
import os
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
import tensorflow_datasets as tfds

builder = tfds.builder_from_directory(sys.argv[1])


def read():
    frames = 0
    for episode in builder.as_dataset(
        split="train", shuffle_files=False, decoders={"steps": tfds.decode.SkipDecoding()}
    ):
        frames += episode["steps"]["action"].shape[0]
    return frames


read()  # The first pass builds the graph.
start = time.perf_counter()
read()
print(time.perf_counter() - start)
