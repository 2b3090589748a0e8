"""A base's lesson, rehearsed while acting is learnt."""

import io
import json
import tempfile
import unittest
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from inspire_train import grounding
from inspire_train.__main__ import main
from inspire_train.checkpoint import load_weights

from .launch import train_in_two
from .synthetic import write_dataset
from .test_grounding import write_names, write_pairs

SIZES = [f"--set={pair}" for pair in ("hidden=32", "layers=2", "heads=4", "inner=64")]
SETTINGS = ["--set=batch=8", "--set=warmup=5", "--set=rehearsed=4", "--cpu", "--log-every=10", "--save-every=10"]


class Rehearsal(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.data = write_dataset(self.folder / "data")
        self.scenes = write_pairs(self.folder / "scenes", 200, 16)
        self.base = self.folder / "base"
        names = write_names(self.folder / "names.jsonl")
        self.quietly(grounding.main, "--data", self.scenes, "--names", names, "--like", self.data, "--out", self.base, "--steps=60")

    def quietly(self, program, *arguments) -> int:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as self.errors:
            return program([*map(str, arguments), *SIZES])

    def options(self, out: str, steps: int) -> list:
        return ["--data", self.data, "--out", self.folder / out, "--base", self.base, f"--set=steps={steps}", *SETTINGS]

    def rehearsed(self, out: str) -> list[float]:
        lines = map(json.loads, (self.folder / out / "metrics.jsonl").read_text().splitlines())
        return [line["rehearsal/loss"] for line in lines if line["part"] == "train"]

    def test_a_training_begins_with_the_lesson_as_it_was_learnt(self):
        rehearse = ["--rehearse", self.scenes, "--set=learning_rate=1e-9"]
        self.assertEqual(self.quietly(main, *self.options("kept", 10), *rehearse), 0)
        head = self.base / grounding.HEAD
        save_file({name: torch.zeros_like(value) for name, value in load_file(head).items()}, head)
        self.assertEqual(self.quietly(main, *self.options("blank", 10), *rehearse), 0)
        self.assertLess(self.rehearsed("kept")[0], self.rehearsed("blank")[0] - 0.1)
        head.unlink()
        self.assertEqual(self.quietly(main, *self.options("none", 10), *rehearse), 1)
        self.assertIn("cannot be rehearsed", self.errors.getvalue())
        self.assertFalse((self.folder / "none").exists())

    def test_what_is_rehearsed_is_learnt_on(self):
        self.assertEqual(self.quietly(main, *self.options("run", 100), "--rehearse", self.scenes, "--set=learning_rate=3e-3"), 0)
        losses = self.rehearsed("run")
        self.assertLess(losses[-1], losses[0])

    def test_weighs_as_much_as_is_wanted(self):
        options = [*self.options("run", 60), "--rehearse", self.scenes, "--set=learning_rate=3e-3", "--set=rehearsal_weight=0"]
        ends = []
        for weight in ("0", "4"):
            options[3] = self.folder / f"run-{weight}"
            self.assertEqual(self.quietly(main, *options, f"--set=rehearsal_action_weight={weight}"), 0)
            ends.append(self.rehearsed(f"run-{weight}")[-1])
        self.assertGreater(ends[0], ends[1] + 0.1)

    def test_goes_on_where_it_was_stopped(self):
        rehearse = ["--rehearse", self.scenes]
        self.quietly(main, *self.options("whole", 20), *rehearse)
        self.quietly(main, *self.options("parts", 20), *rehearse, "--stop-after=10")
        self.quietly(main, *self.options("parts", 20), *rehearse)
        whole, parts = (load_weights(self.folder / name)[1] for name in ("whole", "parts"))
        for name, value in whole.items():
            self.assertTrue(torch.equal(value, parts[name]), name)
        self.assertEqual(self.rehearsed("whole"), self.rehearsed("parts"))
        self.assertEqual(self.quietly(main, *self.options("parts", 20)), 1)
        self.assertIn("rehearsal was", self.errors.getvalue())

    def test_two_processes_rehearse_together(self):
        options = map(str, [*self.options("two", 20), "--rehearse", self.scenes])
        train_in_two(self, self.folder / "two", *options, *SIZES)
        self.assertEqual(len(self.rehearsed("two")), 2)
        self.assertEqual(self.quietly(main, *self.options("two", 20), "--rehearse", self.scenes), 1)
        self.assertIn("processes was 2, is 1", self.errors.getvalue())

    def test_refuses_what_does_not_fit(self):
        options = self.options("run", 10)
        without = [*options[:4], *options[6:]]
        self.assertEqual(self.quietly(main, *without, "--rehearse", self.scenes), 1)
        self.assertIn("nothing to rehearse", self.errors.getvalue())
        self.assertEqual(self.quietly(main, *options, "--rehearse", self.scenes, "--set=rehearsed=0"), 1)
        self.assertIn("nothing is rehearsed", self.errors.getvalue())
        (self.base / grounding.NAMES).rename(self.folder / "elsewhere")
        self.assertEqual(self.quietly(main, *options, "--rehearse", self.scenes), 1)
        self.assertIn("the base lacks the names", self.errors.getvalue())
        (self.folder / "elsewhere").rename(self.base / grounding.NAMES)
        others = write_pairs(self.folder / "others", 20, 32)
        self.assertEqual(self.quietly(main, *options, "--rehearse", others), 1)
        self.assertIn("of 32 pixels do not fit", self.errors.getvalue())

    def test_refuses_scenes_of_other_classes(self):
        header = self.scenes / "header.json"
        whole = json.loads(header.read_text())
        nothing, *things = whole["classes"]
        rehearse = [*self.options("run", 10), "--rehearse", self.scenes]
        for classes, reason in ((things[::-1], "class 1 is blue, was red"), (things[:-1], "have 2 classes, the base was taught 3")):
            header.write_text(json.dumps({**whole, "classes": [nothing, *classes]}))
            self.assertEqual(self.quietly(main, *rehearse), 1)
            self.assertIn(reason, self.errors.getvalue())
        self.assertFalse((self.folder / "run").exists())
        # A base of an earlier version names no classes.
        config = json.loads((self.base / "config.json").read_text())
        del config["classes"]
        (self.base / "config.json").write_text(json.dumps(config))
        self.assertEqual(self.quietly(main, *rehearse), 1)
        header.write_text(json.dumps(whole))
        self.assertEqual(self.quietly(main, *rehearse), 0)


if __name__ == "__main__":
    unittest.main()
