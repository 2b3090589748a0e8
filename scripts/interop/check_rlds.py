"""Reads an annotated RLDS folder with tensorflow-datasets, every step: python check_rlds.py FOLDER"""
import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
import tensorflow_datasets as tfds

folder = sys.argv[1]
builder = tfds.builder_from_directory(folder)
with open(f"{folder}/meta/inspire.json") as file:
    counts = json.load(file)["counts"]
episodes = frames = labelled = 0
for episode in builder.as_dataset(split="train", shuffle_files=False):
    episodes += 1
    instructions = set()
    for step in episode["steps"].as_numpy_iterator():
        frames += 1
        instructions.add(step["language_instruction"])
        questions = step["inspire.question"].decode().split("\n")
        answers = step["inspire.answer"].decode().split("\n")
        assert len(questions) == len(answers), (questions, answers)
        labelled += sum(answer != "" for answer in answers)
        assert step["inspire.relation"].shape[1] == 3, step["inspire.relation"].shape
        assert step["action"].ndim == 1 and step["observation"]["state"].ndim == 1
    assert len(instructions) == 1, instructions
assert (episodes, frames) == (counts["episodes"], counts["frames"]), (episodes, frames, counts)
assert labelled == sum(counts["answers"].values()), (labelled, counts["answers"])
print(f"{folder}: {episodes} episodes, {frames} frames, {labelled} answers")
