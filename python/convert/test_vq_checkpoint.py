"""python -m unittest discover python/convert (needs requirements.txt)"""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import torch
from safetensors.torch import load_file
from vq_checkpoint import ConversionError, convert, flatten

GOLDENS = Path(__file__).resolve().parents[3] / "shared" / "goldens"
CONFIG = {"input_dim_h": 2, "input_dim_w": 3, "n_latent_dims": 4, "vqvae_n_embed": 5, "vqvae_groups": 2}


def checkpoint() -> dict:
    """A VqVae's state of the sizes in CONFIG, with the optimizer state that a training run leaves behind."""

    def network(inputs: int, outputs: int) -> dict:
        sizes = {"encoder.0": (inputs, 128), "encoder.2": (128, 128), "fc": (128, outputs)}
        layers = {f"{name}.weight": torch.randn(to, of) for name, (of, to) in sizes.items()}
        return layers | {f"{name}.bias": torch.randn(to) for name, (_, to) in sizes.items()}

    books = {f"layers.{group}._codebook.embed": torch.randn(1, 5, 4) for group in range(2)}
    optimizer = torch.optim.Adam([torch.nn.Parameter(torch.zeros(1))]).state_dict()
    return {"encoder": network(6, 4), "decoder": network(4, 6), "vq_embedding": books, "optimizer": optimizer}


class ConvertTest(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.run_folder = Path(self.folder.name) / "run"
        (self.run_folder / "checkpoints").mkdir(parents=True)
        self.out = Path(self.folder.name) / "out"

    def write(self, state: dict, config: dict = CONFIG) -> None:
        torch.save(state, self.run_folder / "checkpoints" / "model.pt")
        (self.run_folder / "config.json").write_text(json.dumps(config))

    def convert(self) -> None:
        convert(self.run_folder / "checkpoints" / "model.pt", self.run_folder / "config.json", self.out)

    def test_writes_every_tensor_but_the_optimizer_as_it_was(self) -> None:
        state = checkpoint()
        self.write(state)
        self.convert()
        written = load_file(self.out / "model.safetensors")
        expected = flatten(state)
        self.assertEqual(written.keys(), expected.keys())
        self.assertEqual(len(written), 14)
        for name, tensor in expected.items():
            self.assertTrue(torch.equal(written[name], tensor), name)
        self.assertEqual(json.loads((self.out / "config.json").read_text()), CONFIG)
        self.assertEqual(sorted(path.name for path in self.out.iterdir()), ["config.json", "model.safetensors"])

    def test_refuses_weights_of_another_run_and_other_checkpoints(self) -> None:
        self.write(checkpoint(), CONFIG | {"vqvae_groups": 3})
        with self.assertRaisesRegex(ConversionError, r"layers\.2\._codebook\.embed has shape None"):
            self.convert()
        self.write({"model": {}})
        with self.assertRaisesRegex(ConversionError, "lacks encoder, decoder, vq_embedding"):
            self.convert()
        (self.run_folder / "checkpoints" / "model.pt").write_bytes(b"junk of another kind")
        with self.assertRaisesRegex(ConversionError, "is no checkpoint of tensors"):
            self.convert()
        self.assertFalse(self.out.exists())

    def test_runs_on_a_run_folder_from_the_command_line(self) -> None:
        self.write(checkpoint())
        script = [sys.executable, str(Path(__file__).with_name("vq_checkpoint.py"))]
        done = subprocess.run([*script, str(self.run_folder), "--out", str(self.out)], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("14 tensors", done.stdout)
        failed = subprocess.run([*script, self.folder.name, "--out", str(self.out)], capture_output=True, text=True)
        self.assertEqual(failed.returncode, 1)
        self.assertRegex(failed.stderr, "^error: .*model.pt")

    @unittest.skipUnless(GOLDENS.exists(), "the authors' own checkpoint stands beside the repository, not in it")
    def test_gives_the_tensors_of_the_recorded_conversion(self) -> None:
        convert(GOLDENS / "vq_small.model.pt", GOLDENS / "vq_small.config.json", self.out)
        written = load_file(self.out / "model.safetensors")
        expected = load_file(GOLDENS / "vq_small.safetensors")
        self.assertEqual(written.keys(), expected.keys())
        for name, tensor in expected.items():
            self.assertEqual(written[name].dtype, tensor.dtype, name)
            self.assertTrue(torch.equal(written[name], tensor), name)


if __name__ == "__main__":
    unittest.main()
