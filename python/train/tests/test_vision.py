"""The vision encoder's first lesson: what is where."""

import io
import json
import tempfile
import unittest
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

from inspire_train.errors import TrainError
from inspire_train.model import Miniature, MiniatureConfig
from inspire_train.vision import load_vision, main, open_scenes, targets, train_vision

SIZES = MiniatureConfig(cameras=1, picture_size=32, vocabulary=8, hidden=16, layers=1, heads=2, inner=16, stem=(8, 16, 16))


def write_scenes(folder: Path, count: int = 200, size: int = 32) -> Path:
    """A red and a green square somewhere on grey."""
    random = np.random.default_rng(3)
    pictures = np.full((count, 1, size, size, 3), 128, np.uint8)
    classes = np.zeros((count, 1, size, size), np.uint8)
    for picture, kinds in zip(pictures[:, 0], classes[:, 0]):
        for kind, colour in ((1, (255, 0, 0)), (2, (0, 255, 0))):
            top, left = random.integers(0, size - 6, 2)
            picture[top : top + 6, left : left + 6] = colour
            kinds[top : top + 6, left : left + 6] = kind
    header = {"frames": count, "cameras": 1, "size": size, "classes": ["nothing", "red", "green"]}
    (folder / "header.json").write_text(json.dumps(header))
    pictures.tofile(folder / "pictures.bin")
    classes.tofile(folder / "classes.bin")
    return folder


class Lesson(unittest.TestCase):
    def test_of_the_command_line_makes_its_folder_and_refuses_what_is_no_size(self):
        with tempfile.TemporaryDirectory() as name, redirect_stderr(io.StringIO()) as errors, redirect_stdout(io.StringIO()):
            scenes, out = write_scenes(Path(name), 20), Path(name) / "new/vision.safetensors"
            options = ["--data", str(scenes), "--out", str(out), "--batch=2", "--set=stem=8,8", "--set=hidden=8"]
            self.assertEqual(main([*options, "--steps=2"]), 0)
            self.assertTrue(out.exists())
            for wrong in ("--set=steps=5", "--set=stem=8,8,8,8,8,8", "--steps=0"):
                self.assertEqual(main([*options, "--steps=2", wrong]), 1, wrong)
        self.assertIn("steps=5 cannot be set", errors.getvalue())


class Vision(unittest.TestCase):
    def test_targets_say_what_is_in_which_square_and_where(self):
        classes = torch.zeros(1, 8, 8, dtype=torch.uint8)
        classes[0, 0:2, 4:8] = 2  # the upper half of the upper right square
        classes[0, 7, 0] = 1  # too little to count
        present, middles = targets(classes, 2, 2)
        self.assertEqual(present.tolist(), [[[0, 0], [0, 1], [0, 0], [0, 0]]])
        self.assertEqual(middles[0, 1, 1].tolist(), [0, -0.5])

    def test_learns_and_goes_into_a_model(self):
        with tempfile.TemporaryDirectory() as name, redirect_stderr(io.StringIO()):
            folder = Path(name)
            scenes = open_scenes(write_scenes(folder))
            model, figures = train_vision(scenes, SIZES, 400, 32, 0)
            self.assertGreater(figures["recall"], 0.8)
            self.assertGreater(figures["precision"], 0.8)
            save_file(model.encoder.state_dict(), folder / "vision.safetensors")
            whole = Miniature(SIZES)
            load_vision(whole, folder / "vision.safetensors")
            pixels = torch.rand(2, 3, 32, 32)
            torch.testing.assert_close(whole.vision(pixels), model.encoder(pixels))
            other = Miniature(MiniatureConfig(cameras=1, picture_size=32, vocabulary=8, hidden=32, layers=1, heads=2))
            with self.assertRaises(TrainError):
                load_vision(other, folder / "vision.safetensors")
            with self.assertRaises(TrainError):
                open_scenes(folder / "absent")


if __name__ == "__main__":
    unittest.main()
