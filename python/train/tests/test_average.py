"""The moving average of the weights."""

import unittest
from types import SimpleNamespace

import torch
from accelerate import Accelerator
from torch import nn

from inspire_train.__main__ import create_job, parse
from inspire_train.model import MiniatureConfig
from inspire_train.optimisation import Average
from inspire_train.presets import PRESETS
from inspire_train.trainer import Run

from .training import Trainings

AVERAGE = "--set=average=0.9"


class Averages(Trainings):
    def test_stands_where_the_model_is_moved_to(self):
        """The device `meta` stands for a GPU: tensors of another cannot be put together with its own."""
        options = parse(["--data", str(self.data), "--out", str(self.folder / "run"), "--cpu"])
        job = create_job(options, PRESETS["pi0-fast"], MiniatureConfig(hidden=16, layers=1, heads=2, inner=16), Accelerator(cpu=True))
        moved = SimpleNamespace(prepare=lambda model, optimiser: (model.to("meta"), optimiser), num_processes=1)
        run = Run(job, job.model, moved)
        run.average.update(run.raw)
        run.average.load({name: torch.zeros(value.shape) for name, value in run.average.weights.items()})
        run.average.update(run.raw)
        self.assertEqual({value.device.type for value in run.average.weights.values()}, {"meta"})

    def test_is_taken_up_in_place(self):
        average = Average(nn.Linear(2, 1), 0.5)
        held = average.weights["weight"]
        average.load({"weight": torch.ones(1, 2), "bias": torch.zeros(1)})
        self.assertIs(average.weights["weight"], held)
        self.assertEqual(held.tolist(), [[1, 1]])

    def test_goes_on_where_it_was_stopped(self):
        self.train("whole", 20, AVERAGE)
        self.train("parts", 20, AVERAGE, "--stop-after=10")
        self.train("parts", 20, AVERAGE)
        for name, value in self.weights("whole").items():
            self.assertTrue(torch.equal(value, self.weights("parts")[name]), name)

    def test_is_what_validation_measures(self):
        """The same with and without: the weights that are saved, and a training that it does not disturb."""
        slow = ("--set=average=0.999", "--validation", str(self.data))
        self.train("run", 20, *slow, "--evaluate-every=10")
        first, last = self.metrics("run", "validation")
        trained = self.metrics("run")[-1]["loss"]
        self.assertLess(trained, first["loss"] - 0.2)
        self.assertGreater(last["loss"], trained + 0.2)
        self.train("alone", 20, "--set=average=0.999")
        self.assertEqual(trained, self.metrics("alone")[-1]["loss"])
        for name, value in self.weights("alone").items():
            self.assertTrue(torch.equal(value, self.weights("run")[name]), name)


if __name__ == "__main__":
    unittest.main()
