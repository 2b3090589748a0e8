"""What tests of whole trainings have in common."""

import io
import json
import tempfile
import unittest
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from accelerate.state import AcceleratorState

from inspire_train.__main__ import main
from inspire_train.checkpoint import load_weights

from .synthetic import write_dataset

SMALL = [f"--set={pair}" for pair in ("hidden=32", "layers=2", "heads=4", "inner=64", "batch=16", "warmup=5")]
SMALL += ["--set=learning_rate=3e-3", "--set=shift=1", "--cpu"]


def forget_accelerators() -> None:
    AcceleratorState._reset_state(reset_partial_state=True)


class Trainings(unittest.TestCase):
    def setUp(self):
        # What the first Accelerator of a process was told holds for all later ones.
        forget_accelerators()
        self.addCleanup(forget_accelerators)
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
