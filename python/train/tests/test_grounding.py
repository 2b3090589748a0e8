"""The miniature's second lesson: where is what a phrase names."""

import io
import json
import tempfile
import unittest
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from inspire_train.annotated import ImageEntry
from inspire_train.batches import Layout
from inspire_train.captions import Captions, Sentences, read_sentences, write_captions
from inspire_train.checkpoint import load_base, load_weights
from inspire_train.errors import TrainError
from inspire_train.grounder import Grounder, Lesson, Task, score
from inspire_train.grounding import main, train_grounding
from inspire_train.model import Miniature, MiniatureConfig
from inspire_train.vision import open_scenes, train_vision
from inspire_train.vocabulary import table_of

from .synthetic import write_dataset
from .test_vision import write_scenes

SIZES = MiniatureConfig(
    cameras=2, picture_size=32, vocabulary=6, hidden=64, layers=2, heads=4, inner=64, context=24, stem=(8, 16, 16, 16)
)
OPTIONS = ("hidden=32", "heads=2", "layers=2", "inner=32", "context=24")
FIND, THE, RED, GREEN, BLUE, STOP = 70, 71, 72, 73, 74, 75


def write_names(path: Path) -> Path:
    lines = [[FIND, THE, colour, STOP] for colour in (RED, GREEN, BLUE)]
    path.write_text("".join(json.dumps({"ids": line}) + "\n" for line in lines))
    return path


def write_pairs(scenes: Path, pictures: int, size: int = 32) -> Path:
    """Two pictures make a frame of two cameras; nothing is blue."""
    scenes.mkdir()
    write_scenes(scenes, pictures, size)
    header = {"frames": pictures // 2, "cameras": 2, "size": size, "classes": ["nothing", "red", "green", "blue"]}
    (scenes / "header.json").write_text(json.dumps(header))
    return scenes


class Grounding(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def test_takes_the_phrase_out_of_sentences(self):
        table = table_of(np.arange(100))
        sentences = read_sentences(write_names(self.folder / "names.jsonl"), table)
        self.assertEqual(sentences.opening.tolist(), [FIND])
        self.assertEqual([phrase.tolist() for phrase in sentences.phrases], [[THE, RED], [THE, GREEN], [THE, BLUE]])
        (self.folder / "other.jsonl").write_text('{"ids": [1, 2]}\n{"ids": [3, 4]}\n')
        with self.assertRaises(TrainError):
            read_sentences(self.folder / "other.jsonl", table)

    def test_captions_say_where_their_phrases_end(self):
        sentences = Sentences(np.array([1, 2]), [np.array([5, 6]), np.array([5, 7, 8]), np.array([5, 9])])
        captions = write_captions([np.array([0, 1])], sentences, np.random.default_rng(0))
        lasts = {0: 6, 1: 8, 2: 9}
        self.assertEqual(sorted(captions.classes), [0, 1, 2])
        for kind, end in zip(captions.classes, captions.ends):
            self.assertEqual(captions.rows[0, end], lasts[kind])

    def test_scores_the_square_and_the_place_in_it(self):
        held, middles = torch.zeros(1, 1, 4, 2), torch.zeros(1, 1, 4, 2, 2)
        held[0, 0, 3, 1], middles[0, 0, 3, 1] = 20, torch.tensor([0.5, -0.5])
        captions = Captions(np.zeros((1, 1)), np.array([0, 0]), np.array([1, 0]), np.array([0, 0]))
        logits = torch.full((2, 1, 5), -30.0)
        logits[0, 0, 3] = logits[1, 0, 4] = 30
        task = Task(torch.empty(0), captions, Layout((), 4, 1), torch.empty(0), held, middles)
        loss, figures = score(logits, torch.tensor([[[0.5, -0.5]], [[9.0, 9.0]]]), task)
        self.assertAlmostEqual(float(loss), 0, places=5)
        self.assertEqual(figures, {"found": 1, "absent": 1, "middle": 0})

    def test_learns_to_find_what_is_named(self):
        table = table_of(np.array([FIND, THE, RED, GREEN, BLUE, STOP]))
        sentences = read_sentences(write_names(self.folder / "names.jsonl"), table)
        pictures = open_scenes(write_pairs(self.folder / "scenes", 800))
        torch.manual_seed(0)
        grounder = Grounder(Miniature(SIZES))
        images = tuple(ImageEntry(camera, 1, False) for camera in ("primary", "wrist"))
        lesson = Lesson(pictures, sentences, Layout(images, SIZES.positions, 1), SIZES.context)
        with redirect_stderr(io.StringIO()):
            finder, _ = train_vision(pictures, SIZES, 200, 32, 0)
            grounder.model.vision.load_state_dict(finder.encoder.state_dict())
            figures = train_grounding(grounder, lesson, 300, 64, 0)
        # Of four squares in each picture.
        self.assertGreater(figures["found"], 0.7)
        self.assertEqual(figures["absent"], 1)

    def test_becomes_the_start_of_a_training(self):
        folder = self.folder
        data = write_dataset(folder / "annotated")
        options = ["--data", str(write_pairs(folder / "scenes", 40)), "--names", str(write_names(folder / "names.jsonl"))]
        options += ["--like", str(data), "--steps", "2", "--batch", "4"]
        options += [part for size in OPTIONS for part in ("--set", size)]
        with redirect_stderr(io.StringIO()), redirect_stdout(io.StringIO()) as output:
            self.assertEqual(main([*options, "--out", str(folder / "base")]), 0)
        self.assertEqual(set(json.loads(output.getvalue())), {"found", "absent", "middle"})
        # Anew, from its own names, with a number of steps whose twentieth is one.
        anew = [*options, "--steps=20", "--names", str(folder / "base/names.jsonl"), "--out", str(folder / "base")]
        with redirect_stderr(io.StringIO()), redirect_stdout(io.StringIO()):
            self.assertEqual(main(anew), 0)
        _, weights, kept = load_weights(folder / "base")
        self.assertEqual(kept.tolist(), [FIND, THE, RED, GREEN, BLUE, STOP])
        self.begins(weights)

    def test_refuses_scenes_of_other_cameras(self):
        folder = self.folder
        data, scenes = write_dataset(folder / "annotated"), folder / "scenes"
        scenes.mkdir()
        write_scenes(scenes)
        options = ["--data", str(scenes), "--names", str(write_names(folder / "names.jsonl")), "--like", str(data)]
        with redirect_stderr(io.StringIO()) as output:
            self.assertEqual(main([*options, "--out", str(folder / "base")]), 1)
        self.assertIn("1 cameras, but 2", output.getvalue())
        self.assertFalse((folder / "base").exists())

    def begins(self, weights: dict) -> None:
        sizes = MiniatureConfig(picture_size=32, vocabulary=3, hidden=32, heads=2, layers=2, inner=32, context=24)
        model = Miniature(sizes)
        before = model.embedding.weight.clone()
        load_base(model, np.array([3, GREEN, 900]), self.folder / "base")
        torch.testing.assert_close(model.embedding.weight[1], weights["embedding.weight"][3])
        torch.testing.assert_close(model.embedding.weight[[0, 2]], before[[0, 2]])
        torch.testing.assert_close(model.decoder.places.weight, weights["decoder.places.weight"])
        with self.assertRaises(TrainError):
            load_base(Miniature(MiniatureConfig(hidden=16, heads=2)), np.array([3]), self.folder / "base")
        with self.assertRaisesRegex(TrainError, "heads was 2, is 8"):
            load_base(Miniature(replace(sizes, heads=8)), np.array([3]), self.folder / "base")


if __name__ == "__main__":
    unittest.main()
