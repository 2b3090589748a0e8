"""Whole trainings on a dataset with a rule that can be learnt."""

import io
import json
import os
import subprocess
import sys
import tempfile
import unittest
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import torch

from inspire_train.__main__ import main
from inspire_train.checkpoint import load_weights

from .synthetic import write_dataset

SMALL = [f"--set={pair}" for pair in ("hidden=32", "layers=2", "heads=4", "inner=64", "batch=16", "warmup=5")]
SMALL += ["--set=learning_rate=3e-3", "--set=shift=1", "--cpu"]


class Training(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)
        self.data = write_dataset(self.folder / "data")

    def train(self, out: str, steps: int, *more: str, data: Path | None = None) -> int:
        arguments = ["--data", str(data or self.data), "--out", str(self.folder / out), f"--set=steps={steps}"]
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as self.errors:
            return main([*arguments, "--log-every=10", "--save-every=10", *SMALL, *more])

    def metrics(self, out: str, part: str = "train") -> list[dict]:
        lines = (self.folder / out / "metrics.jsonl").read_text().splitlines()
        return [value for value in map(json.loads, lines) if value["part"] == part]

    def weights(self, out: str) -> dict:
        return load_weights(self.folder / out)[1]

    def test_learns_the_rule_and_reports_by_role(self):
        self.assertEqual(self.train("run", 150, "--validation", str(self.data)), 0)
        first, last = self.metrics("run")[0], self.metrics("run")[-1]
        self.assertLess(last["loss"], first["loss"] / 4)
        [checked] = self.metrics("run", "validation")
        self.assertGreater(checked["answer/accuracy"], 0.9)
        self.assertGreater(checked["action/accuracy"], 0.9)
        self.assertNotIn("question/accuracy", checked)

    def test_resumed_training_gives_the_same_weights_and_metrics(self):
        self.train("whole", 30)
        self.train("parts", 30, "--stop-after=10")
        self.train("parts", 30, "--stop-after=20")
        self.train("parts", 30)
        for name, value in self.weights("whole").items():
            self.assertTrue(torch.equal(value, self.weights("parts")[name]), name)
        losses = [[line["loss"] for line in self.metrics(out)] for out in ("whole", "parts")]
        self.assertEqual(*losses)

    def test_seeds_differ(self):
        self.train("zero", 10)
        self.train("one", 10, "--seed=1")
        self.assertNotEqual(self.metrics("zero")[0]["loss"], self.metrics("one")[0]["loss"])

    def test_two_processes_give_the_losses_of_one(self):
        self.train("one", 20)
        launch = [sys.executable, "-m", "accelerate.commands.launch", "--cpu", "--num_processes=2", "--num_machines=1"]
        launch += ["--mixed_precision=no", "--dynamo_backend=no", "--main_process_port=0", "-m", "inspire_train"]
        run = ["--data", str(self.data), "--out", str(self.folder / "two"), "--set=steps=20", "--log-every=10", *SMALL]
        environment = os.environ | {"OMP_NUM_THREADS": "1"}
        done = subprocess.run([*launch, *run], capture_output=True, text=True, env=environment)
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        for one, two in zip(self.metrics("one"), self.metrics("two"), strict=True):
            self.assertAlmostEqual(one["loss"], two["loss"], delta=1e-4 * one["loss"])
            self.assertEqual(one["tokens"], two["tokens"])

    def test_refuses_to_go_on_otherwise(self):
        self.train("run", 10)
        self.assertEqual(self.train("run", 10, "--seed=1"), 1)
        self.assertIn("begun otherwise: seed was 0, is 1\n", self.errors.getvalue())
        other = write_dataset(self.folder / "other", fingerprint="b" * 64)
        self.assertEqual(self.train("run", 10, data=other), 1)
        self.assertEqual(self.train("new", 10, "--validation", str(other)), 1)

    def test_blocks_and_block_pictures_train(self):
        data = write_dataset(self.folder / "block", block=True)
        self.assertEqual(self.train("run", 10, data=data), 0)

    def test_lora_trains_the_added_matrices_only(self):
        try:
            import peft  # noqa: F401
        except ImportError:
            self.skipTest("peft is not installed")
        self.assertEqual(self.train("run", 10, "--set=rank=4", "--preset=pi0-fast-lora"), 0)
        names = [name for name in self.weights("run") if "lora" in name]
        self.assertTrue(names)


if __name__ == "__main__":
    unittest.main()
