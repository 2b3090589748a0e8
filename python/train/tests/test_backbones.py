"""Trainings of other models than the miniature."""

import unittest

import torch
from safetensors.torch import load_model

from inspire_train.checkpoint import load_base, load_weights, unshared
from inspire_train.errors import TrainError
from inspire_train.model import MiniatureConfig
from inspire_train.trained import load_miniature

from .backbones import Tied
from .synthetic import IDS
from .training import Trainings


class Backbones(Trainings):
    def test_weights_under_two_names_are_saved_once_and_tied_again(self):
        model = "--model=tests.backbones:Tied"
        self.assertEqual(self.train("run", 10, model, "--stop-after=5"), 0, self.errors.getvalue())
        self.assertEqual(self.train("run", 10, model), 0, self.errors.getvalue())
        self.assertEqual(self.train("whole", 10, model), 0)
        description, weights, kept = load_weights(self.folder / "run")
        self.assertEqual(description["model"], {"factory": "tests.backbones:Tied"})
        self.assertNotIn("head.weight", weights)
        self.assertTrue(torch.equal(weights["embedding.weight"], self.weights("whole")["embedding.weight"]))
        with self.assertRaisesRegex(TrainError, "made by tests.backbones:Tied"):
            load_miniature(self.folder / "run")
        sizes = MiniatureConfig(picture_size=16, vocabulary=len(kept), hidden=32, layers=2, heads=4, inner=64)
        fresh = Tied(sizes)
        load_model(fresh, self.folder / "run/model.safetensors")
        self.assertTrue(torch.equal(fresh.head.weight, weights["embedding.weight"]))
        based = Tied(sizes)
        load_base(based, kept, self.folder / "run")
        self.assertTrue(torch.equal(based.head.weight, weights["embedding.weight"]))

    def test_an_average_of_tied_weights_is_tied(self):
        self.assertEqual(self.train("run", 4, "--model=tests.backbones:Tied", "--set=average=0.5"), 0, self.errors.getvalue())
        _, weights, kept = load_weights(self.folder / "run")
        fresh = Tied(MiniatureConfig(picture_size=16, vocabulary=len(kept), hidden=32, layers=2, heads=4, inner=64))
        load_model(fresh, self.folder / "run/model.safetensors")
        self.assertTrue(torch.equal(fresh.head.weight, weights["embedding.weight"]))

    def test_a_factory_learns_which_ids_are_kept(self):
        still = ("--set=learning_rate=0", "--set=final_learning_rate=0")
        self.assertEqual(self.train("run", 1, "--model=tests.backbones:create_pretrained", *still), 0, self.errors.getvalue())
        _, weights, kept = load_weights(self.folder / "run")
        self.assertIn(IDS["start"], kept)
        self.assertEqual(weights["embedding.weight"][:, 0].tolist(), kept.tolist())

    def test_parts_of_a_tensor_are_copied(self):
        whole = torch.arange(6.0).view(2, 3)
        alone, aliases = unshared({"a": whole[0], "b": whole[1], "c": whole, "d": whole[0], "e": torch.empty(0), "f": torch.empty(0)})
        self.assertEqual((list(alone), aliases), (["a", "b", "c", "e", "f"], {"d": "a"}))
        self.assertEqual(alone["b"].tolist(), [3, 4, 5])
        blocks = {value.untyped_storage().data_ptr() for name, value in alone.items() if name in "abc"}
        self.assertEqual(len(blocks), 3)


if __name__ == "__main__":
    unittest.main()
