"""Whole trainings on a dataset with a rule that can be learnt."""

import json
import unittest
from dataclasses import replace
from types import SimpleNamespace

import torch
from accelerate import Accelerator
from torch import nn

from inspire_train.__main__ import create_job, parse
from inspire_train.errors import TrainError
from inspire_train.model import MiniatureConfig
from inspire_train.optimisation import add_lora, merge_lora
from inspire_train.presets import PRESETS
from inspire_train.trainer import Run, train

from .launch import train_in_two
from .synthetic import write_dataset
from .training import SMALL, Trainings


class Training(Trainings):
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

    def test_metrics_do_not_tell_where_a_run_was_stopped(self):
        self.train("whole", 24, "--save-every=100")
        for step in (7, 10, 13):
            self.train("parts", 24, "--save-every=100", f"--stop-after={step}")
        self.train("parts", 24, "--save-every=100")
        whole, parts = ([[line[name] for name in ("step", "loss", "tokens")] for line in self.metrics(out)] for out in ("whole", "parts"))
        self.assertEqual(whole, parts)
        self.assertEqual([step for step, *_ in whole], [10, 20, 24])

    def test_validation_does_not_tell_where_a_run_was_stopped(self):
        checked = ("--validation", str(self.data), "--evaluate-every=8")
        self.train("whole", 12, *checked)
        self.train("parts", 12, *checked, "--stop-after=5")
        self.train("parts", 12, *checked)
        self.assertEqual(self.metrics("whole", "validation"), self.metrics("parts", "validation"))
        self.assertEqual([line["step"] for line in self.metrics("parts", "validation")], [8, 12])

    def test_the_scale_of_float16_goes_on_where_it_was(self):
        options = parse(["--data", str(self.data), "--out", str(self.folder / "run"), "--cpu"])
        sizes = MiniatureConfig(hidden=16, layers=1, heads=2, inner=16)
        scales = []
        for start in (8.0, 65_536.0):
            accelerator = Accelerator(cpu=True)
            job = create_job(options, PRESETS["miniature"], sizes, accelerator)
            run = Run(job, job.model, accelerator)
            accelerator.scaler = torch.amp.GradScaler("cpu", init_scale=start)
            job.out.mkdir(exist_ok=True)
            run.resume()
            run.save()
            run.finish()
            scales.append(accelerator.scaler.get_scale())
        self.assertEqual(scales, [8, 8])

    def test_does_not_go_back_to_an_earlier_step(self):
        self.train("run", 20)
        self.assertEqual(self.train("run", 20, "--stop-after=10"), 1)
        self.assertIn("the run is at step 20", self.errors.getvalue())

    def test_a_kill_between_the_state_and_the_weights_loses_nothing(self):
        self.train("run", 20)
        last = self.weights("run")
        with (self.folder / "run/metrics.jsonl").open("a") as metrics:
            metrics.write('{"step": 2')  # A line that was cut off.
        (self.folder / "run/model.safetensors").unlink()
        self.assertEqual(self.train("run", 20), 0)
        for name, value in self.weights("run").items():
            self.assertTrue(torch.equal(value, last[name]), name)
        self.assertEqual([line["step"] for line in self.metrics("run")], [10, 20])

    def test_goes_on_with_a_run_that_knew_fewer_settings(self):
        self.train("run", 10)
        state = torch.load(self.folder / "run/state.pt", weights_only=True)
        del state["identity"]["preset"]["rehearsed"], state["identity"]["cameras"], state["identity"]["kept"]
        torch.save(state, self.folder / "run/state.pt")
        self.assertEqual(self.train("run", 10), 0)

    def test_cameras_are_taken_in_order_and_once(self):
        self.assertEqual(self.train("run", 10, "--stop-after=5", "--camera=primary=wrist_image"), 0)
        config = json.loads((self.folder / "run/config.json").read_text())
        self.assertEqual(config["cameras"], {"primary": "wrist_image", "wrist": "image"})
        self.assertEqual(self.train("run", 10), 1)
        self.assertIn("cameras.primary was wrist_image, is image", self.errors.getvalue())

    def test_refuses_settings_that_cannot_be(self):
        wrong = {
            "decay=linear": "constant, cosine",
            "betas=0.9": "cannot be set",
            "positions=3": "cannot be set",
            "cameras=1": "cannot be set",
            "stem=8,12": "multiples of 8",
            "stem=8,8,8,8,8": "cannot halve",
            "heads=3": "cannot be shared",
            "context=6": "a sequence has",
            "steps=0": "at least 1",
            "batch=0": "at least 1",
            "heads=0": "at least 1",
            "rank=0": "at least 1",
            "stem=0,8": "at least 1",
            "learning_rate=nan": "at least 0",
            "betas=0.9,1": "at least 0 and below 1",
            "average=1": "at least 0 and below 1",
        }
        for pair, message in wrong.items():
            self.assertEqual(self.train("wrong", 10, f"--set={pair}"), 1, pair)
            self.assertIn(message, self.errors.getvalue())
        for name in ("log-every", "save-every", "evaluate-every", "stop-after"):
            with self.assertRaises(SystemExit):
                self.train("wrong", 10, f"--{name}=0")
            self.assertIn(f"--{name}: 0 is no whole number of at least 1", self.errors.getvalue())
        self.assertFalse((self.folder / "wrong").exists())
        self.assertEqual(self.train("run", 2, "--set=betas=0.8,0.9"), 0)

    def test_seeds_differ(self):
        self.train("zero", 10)
        self.train("one", 10, "--seed=1")
        self.assertNotEqual(self.metrics("zero")[0]["loss"], self.metrics("one")[0]["loss"])

    def test_two_processes_give_the_losses_of_one(self):
        self.train("one", 20)
        train_in_two(self, self.folder / "two", "--data", str(self.data), "--set=steps=20", "--log-every=10", *SMALL)
        for one, two in zip(self.metrics("one"), self.metrics("two"), strict=True):
            self.assertAlmostEqual(one["loss"], two["loss"], delta=1e-4 * one["loss"])
            self.assertEqual(one["tokens"], two["tokens"])

    def test_refuses_fewer_sequences_than_processes(self):
        options = parse(["--data", str(self.data), "--out", str(self.folder / "run"), "--cpu"])
        preset = replace(PRESETS["miniature"], batch=1)
        job = create_job(options, preset, MiniatureConfig(hidden=16, layers=1, heads=2, inner=16), Accelerator(cpu=True))
        with self.assertRaisesRegex(TrainError, "1 sequences for 2 processes"):
            train(job, SimpleNamespace(num_processes=2))
        self.assertFalse((self.folder / "run").exists())

    def test_refuses_to_go_on_otherwise(self):
        self.train("run", 10)
        self.assertEqual(self.train("run", 10, "--seed=1"), 1)
        self.assertIn("begun otherwise: seed was 0, is 1\n", self.errors.getvalue())
        other = write_dataset(self.folder / "other", fingerprint="b" * 64)
        self.assertEqual(self.train("run", 10, data=other), 1)
        self.assertEqual(self.train("new", 10, "--validation", str(other)), 1)

    def test_refuses_to_go_on_with_other_ids_of_the_same_number(self):
        for name, word in (("one", 1_000), ("other", 2_000)):
            (self.folder / f"{name}.jsonl").write_text(json.dumps({"ids": [word]}) + "\n")
        self.assertEqual(self.train("run", 10, "--also", str(self.folder / "one.jsonl"), "--stop-after=5"), 0)
        self.assertEqual(self.train("run", 10, "--also", str(self.folder / "other.jsonl")), 1)
        self.assertIn("begun otherwise: kept was", self.errors.getvalue())
        self.assertEqual(self.train("run", 10, "--also", str(self.folder / "one.jsonl")), 0)

    def test_blocks_and_block_pictures_train(self):
        data = write_dataset(self.folder / "block", block=True)
        self.assertEqual(self.train("run", 10, data=data), 0)

    def test_lora_trains_the_added_matrices_only(self):
        try:
            import peft  # noqa: F401
        except ImportError:
            self.skipTest("peft is not installed")
        lora = ("--preset=pi0-fast-lora", "--set=rank=4")
        self.assertEqual(self.train("before", 1, *lora, "--set=learning_rate=0", "--set=final_learning_rate=0"), 0)
        self.assertEqual(self.train("run", 10, *lora), 0)
        before, after = self.weights("before"), self.weights("run")
        self.assertEqual(before.keys(), after.keys())
        changed = {name: after[name] - before[name] for name in before if not torch.equal(before[name], after[name])}
        self.assertIn("decoder.blocks.0.project.weight", changed)
        self.assertNotIn("embedding.weight", changed)
        for name, change in changed.items():
            self.assertLessEqual(torch.linalg.matrix_rank(change, rtol=1e-4), 4, name)

    def test_what_lora_has_trained_acts_as_it_was_trained(self):
        try:
            import peft  # noqa: F401
        except ImportError:
            self.skipTest("peft is not installed")
        torch.manual_seed(0)
        plain = nn.Sequential(nn.Linear(6, 5), nn.Linear(5, 3))
        model = add_lora(plain, 2)
        for value in model.parameters():
            nn.init.normal_(value)
        given = torch.randn(4, 6)
        fresh = nn.Sequential(nn.Linear(6, 5), nn.Linear(5, 3))
        fresh.load_state_dict(merge_lora(model.state_dict()))
        torch.testing.assert_close(fresh(given), model(given))


if __name__ == "__main__":
    unittest.main()
