"""Trainings of two processes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from unittest import TestCase

# By this name accelerate starts processes where there is no GPU too; without it, on a CPU, it starts one.
LAUNCH = ("-m", "accelerate.commands.launch", "--multi_gpu", "--num_processes=2", "--num_machines=1")
LAUNCH += ("--mixed_precision=no", "--dynamo_backend=no", "--main_process_port=0", "-m", "inspire_train")


def train_in_two(case: TestCase, out: Path, *options: str) -> None:
    """Sees that there were two, since a launcher may start one without a word."""
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    command = [sys.executable, *LAUNCH, "--out", str(out), *options, "--cpu"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    case.assertEqual(done.returncode, 0, done.stderr[-2000:])
    case.assertEqual(json.loads((out / "run.json").read_text())["processes"], 2)
