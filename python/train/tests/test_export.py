"""The exported miniature, compared with PyTorch; needs the packages of python/export."""

import io
import json
import subprocess
import sys
import tempfile
import unittest
from contextlib import redirect_stdout
from pathlib import Path

from inspire_train.__main__ import main

from .synthetic import write_dataset

EXPORT = Path(__file__).resolve().parents[2] / "export/export_model.py"


class Export(unittest.TestCase):
    def test_logits_equal_those_of_the_training(self):
        try:
            import onnxruntime  # noqa: F401
            import timm  # noqa: F401
        except ImportError as error:
            self.skipTest(f"{error.name} is not installed")
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            data = write_dataset(folder / "data", block=True)
            (data / "meta/dataset_statistics.json").write_text("{}")
            described = json.loads((data / "meta/inspire.json").read_text())
            described["options"]["tokens"]["actionGripper"] = "closed-is-one"
            (data / "meta/inspire.json").write_text(json.dumps(described))
            small = ["--set=hidden=32", "--set=layers=2", "--set=heads=4", "--set=inner=64", "--set=batch=8"]
            with redirect_stdout(io.StringIO()):
                status = main(["--data", str(data), "--out", str(folder / "run"), "--cpu", "--set=steps=3", *small])
            self.assertEqual(status, 0)
            command = [sys.executable, str(EXPORT), str(folder / "run"), "--out", str(folder / "model")]
            done = subprocess.run([*command, "--adapter=a", "--tokenizer=b"], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr[-2000:])
            result = json.loads(done.stdout.splitlines()[-1])
            self.assertLess(result["difference"], 1e-4)
            self.assertEqual(result["agreed"], result["rows"])
            manifest = json.loads((folder / "model/inspire-model.json").read_text())
            self.assertEqual(manifest["images"]["attention"], "block")
            self.assertEqual(manifest["training"]["actionGripper"], "closed-is-one")
            self.assertEqual(manifest["statistics"], "dataset_statistics.json")
            self.assertIn("dataset_statistics.json", manifest["files"])


if __name__ == "__main__":
    unittest.main()
