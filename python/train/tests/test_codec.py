"""The residual VQ, and the normalised chunks that it learns from."""

import io
import json
import tempfile
import unittest
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import torch
from safetensors.torch import load_file, save_file

from inspire_train.actions import Episodes, mask_of, normalise, read_actions
from inspire_train.annotated import open_annotated
from inspire_train.codec import CodecSizes, load, main, measure, save, train_codec
from inspire_train.errors import TrainError

from .synthetic import write_dataset

NAME = "dataset_statistics.json"


def waves(count: int = 40, length: int = 30) -> Episodes:
    """Episodes of smooth motion in three dimensions and a gripper that closes once."""
    generator = np.random.default_rng(1)
    times = np.linspace(0, 1, length)
    parts = []
    for _ in range(count):
        phase = generator.uniform(0, 6, 3)
        motion = np.sin(6 * times[:, None] + phase)
        parts.append(np.column_stack([motion, times < generator.uniform(0.2, 0.8)]))
    ends = np.repeat(np.arange(1, count + 1) * length, length)
    return Episodes(np.concatenate(parts).astype(np.float32), ends, True)


class Chunks(unittest.TestCase):
    def test_stop_at_the_end_of_an_episode(self):
        values = np.arange(12, dtype=np.float32).reshape(6, 2)
        ends = np.array([4, 4, 4, 4, 6, 6])
        rests = Episodes(values, ends, True).chunks(np.array([2, 4]), 3)
        self.assertEqual(rests.tolist(), [[[4, 5], [6, 7], [0, 7]], [[8, 9], [10, 11], [0, 11]]])
        repeats = Episodes(values, ends, False).chunks(np.array([3]), 2)
        self.assertEqual(repeats.tolist(), [[[6, 7], [6, 7]]])

    def test_are_cut_off_at_the_bounds_outside_the_gripper(self):
        statistics = {"q01": [-2, 0, 0], "q99": [2, 0, 1], "mask": [True, True, False], "min": [-3, 5, 0], "max": [3, 5, 1]}
        found = normalise(np.array([[3.0, 5, 0.25], [-1, 5, 1]]), statistics)
        np.testing.assert_allclose(found, [[1, 0, 0.25], [-0.5, 0, 1]], atol=1e-7)

    def test_keep_a_gripper_that_never_moves(self):
        statistics = {"q01": [-2, 1], "q99": [2, 1], "mask": [True, False], "min": [-3, 1], "max": [3, 1]}
        np.testing.assert_allclose(normalise(np.array([[0.0, 1]]), statistics), [[0, 1]], atol=1e-7)


def write_actions(root: Path, recorded: list[float], convention: str | None, name: str = "action") -> Path:
    """A dataset of one episode whose actions have such a gripper, annotated for miniVLA-VQ."""
    write_dataset(root, len(recorded))
    file = root / "data/chunk-000/file-000.parquet"
    actions = pa.array([[float(row), value] for row, value in enumerate(recorded)], pa.list_(pa.float32(), 2))
    table = pq.read_table(file).append_column(name, actions)
    pq.write_table(table.append_column("episode_index", pa.array([0] * len(recorded))), file)
    info = json.loads((root / "meta/info.json").read_text())
    info["features"][name] = {"dtype": "float32", "shape": [2]}
    (root / "meta/info.json").write_text(json.dumps(info))
    options = json.loads((root / "meta/inspire.json").read_text())
    more = {"normalization": "bounds-q99", "gripper": "open-is-one", "statistics": NAME, "beyondEnd": "rest"}
    options["options"]["tokens"] |= more | ({} if convention is None else {"actionGripper": convention})
    (root / "meta/inspire.json").write_text(json.dumps(options))
    bounds = {"q01": [0, 0], "q99": [1, 1], "mask": [True, False], "min": [0, 0], "max": [1, 1]}
    (root / "meta" / NAME).write_text(json.dumps({"data": {"action": bounds}}))
    return root


class Mask(unittest.TestCase):
    def test_is_the_files_and_leaves_a_gripper_of_the_backbones_own_out(self):
        statistics = {"q01": [0, 0, 0]}
        self.assertEqual(mask_of(statistics, has_own_gripper=False), [True, True, True])
        self.assertEqual(mask_of({**statistics, "mask": None}, has_own_gripper=True), [True, True, False])
        self.assertEqual(mask_of({**statistics, "mask": [True, False, True]}, has_own_gripper=True), [True, False, False])
        self.assertEqual(mask_of({**statistics, "mask": [False, True, True]}, has_own_gripper=False), [False, True, True])


class Gripper(unittest.TestCase):
    """Of the actions, as `inspire annotate` makes tokens of it: 1 open … 0 closed."""

    def read(self, recorded: list[float], convention: str | None) -> list[float]:
        with tempfile.TemporaryDirectory() as folder:
            root = write_actions(Path(folder) / "data", recorded, convention)
            return read_actions(open_annotated(root)).values[:, -1].tolist()

    def test_is_that_of_the_actions_that_annotation_has_composed(self):
        with tempfile.TemporaryDirectory() as folder:
            root = write_actions(Path(folder) / "data", [1, 0], "open-is-one", "inspire.actions")
            self.assertEqual(read_actions(open_annotated(root)).values[:, -1].tolist(), [1, 0])

    def test_is_turned_where_the_dataset_says_so(self):
        self.assertEqual(self.read([1, 0], "open-is-one"), [1, 0])
        self.assertEqual(self.read([1, 0], "closed-is-one"), [0, 1])
        self.assertEqual(self.read([1, -1], "minus-one-is-open"), [0, 1])

    def test_is_liberos_where_an_older_annotation_does_not_say_it(self):
        self.assertEqual(self.read([1, -1], None), [0, 1])


class Codec(unittest.TestCase):
    def test_learns_smooth_motion(self):
        episodes, sizes = waves(), CodecSizes(horizon=4, dimensions=4, latent=16, codes=32, groups=3)
        before = measure(train_codec(episodes, sizes, 1, 256, 0), episodes)
        after = measure(train_codec(episodes, sizes, 400, 256, 0), episodes)
        self.assertLess(after["position"], 0.15)
        self.assertLess(after["position"], before["position"] / 3)
        self.assertLess(after["gripperFlips"], 0.05)

    def test_is_the_same_for_the_same_seed(self):
        sizes = CodecSizes(horizon=2, dimensions=4, latent=4, codes=4, groups=2)
        one, two = (train_codec(waves(4), sizes, 5, 16, 3).tensors() for _ in range(2))
        for name, value in one.items():
            torch.testing.assert_close(value, two[name], rtol=0, atol=0)

    def test_takes_the_statistics_along_under_which_it_was_trained(self):
        with tempfile.TemporaryDirectory() as name, redirect_stdout(io.StringIO()):
            data, out = write_actions(Path(name) / "data", [0, 1, 1, 0], "open-is-one"), Path(name) / "codec"
            sizes = ["--horizon=1", "--groups=1", "--codes=2", "--steps=1", "--batch=4"]
            self.assertEqual(main(["--data", str(data), "--out", str(out), *sizes]), 0)
            self.assertEqual((out / NAME).read_text(), (data / "meta" / NAME).read_text())

    def test_measures_the_parts_that_there_are(self):
        """Two dimensions are one of position and the gripper."""
        sizes = ["--horizon=1", "--groups=1", "--codes=2", "--steps=1", "--batch=4"]
        with tempfile.TemporaryDirectory() as name, redirect_stdout(io.StringIO()):
            data, out = write_actions(Path(name) / "data", [0, 1, 1, 0], "open-is-one"), Path(name) / "codec"
            self.assertEqual(main(["--data", str(data), "--out", str(out), *sizes]), 0)
            text = (out / "config.json").read_text()
        self.assertEqual(set(json.loads(text)["measured"]), {"position", "gripper", "gripperFlips", "usedCodes"})
        self.assertNotIn("NaN", text)

    def test_figures_that_are_no_numbers_are_not_saved(self):
        codec = train_codec(waves(4), CodecSizes(2, 4, 4, 4, 2), 1, 16, 0)
        with tempfile.TemporaryDirectory() as name, self.assertRaisesRegex(TrainError, "nan"):
            save(codec, Path(name) / "codec", {"position": float("nan")})

    def test_refuses_sizes_of_nothing(self):
        with tempfile.TemporaryDirectory() as name, redirect_stderr(io.StringIO()) as errors:
            data, out = write_actions(Path(name) / "data", [0, 1], "open-is-one"), Path(name) / "codec"
            for wrong in ("horizon", "groups", "codes", "latent", "steps", "batch"):
                self.assertEqual(main(["--data", str(data), "--out", str(out), f"--{wrong}=0"]), 1)
                self.assertIn(f"--{wrong}", errors.getvalue())
            with self.assertRaises(SystemExit):
                main(["--data", str(data), "--out", str(out), "--seed=-1"])
            self.assertFalse(out.exists())

    def test_is_saved_in_the_reference_form(self):
        sizes = CodecSizes(horizon=2, dimensions=4, latent=4, codes=4, groups=2)
        with tempfile.TemporaryDirectory() as name, redirect_stdout(io.StringIO()):
            save(train_codec(waves(4), sizes, 2, 16, 0), Path(name), {})
            config = json.loads((Path(name) / "config.json").read_text())
            tensors = load_file(Path(name) / "model.safetensors")
        self.assertEqual([config["input_dim_h"], config["input_dim_w"], config["vqvae_groups"]], [2, 4, 2])
        self.assertEqual(tuple(tensors["vq_embedding.layers.1._codebook.embed"].shape), (1, 4, 4))
        self.assertEqual(tuple(tensors["decoder.fc.weight"].shape), (8, 128))

    def test_is_loaded_as_it_was_saved(self):
        sizes = CodecSizes(horizon=2, dimensions=4, latent=4, codes=8, groups=2)
        episodes = waves(4)
        codec = train_codec(episodes, sizes, 5, 64, 0)
        chunks = torch.from_numpy(episodes.chunks(np.arange(20), 2))
        with tempfile.TemporaryDirectory() as name, torch.no_grad():
            save(codec, Path(name), {})
            loaded = load(Path(name))
            rebuilt, codes, _ = codec(chunks, learn=False)
            torch.testing.assert_close(loaded.decode(codes), rebuilt)
            torch.testing.assert_close(loaded(chunks, learn=False)[1], codes)
            with self.assertRaises(TrainError):
                load(Path(name) / "absent")

    def test_is_loaded_from_a_conversion_of_the_reference(self):
        """python/convert keeps every tensor of the checkpoint, and its config; `act_scale` scales actions."""
        sizes = CodecSizes(horizon=2, dimensions=4, latent=4, codes=8, groups=2)
        codec = train_codec(waves(4), sizes, 5, 64, 0)
        chunks = torch.from_numpy(waves(4).chunks(np.arange(20), 2))
        with tempfile.TemporaryDirectory() as name, torch.no_grad():
            save(codec, Path(name), {})
            tensors = load_file(Path(name) / "model.safetensors")
            tensors |= {f"vq_embedding.layers.0._codebook.{one}": torch.ones(1) for one in ("initted", "cluster_size", "embed_avg")}
            save_file(tensors, Path(name) / "model.safetensors")
            (Path(name) / "config.json").write_text(json.dumps(codec.config() | {"act_scale": 2.0}))
            loaded = load(Path(name))
            rebuilt, codes, _ = codec(chunks, learn=False)
            doubled, same, _ = loaded(2 * chunks, learn=False)
            self.assertTrue(torch.equal(codes, same))
            torch.testing.assert_close(doubled, 2 * rebuilt)
            torch.testing.assert_close(loaded.decode(codes), 2 * rebuilt)
            self.assertEqual(loaded.config()["act_scale"], 2.0)


if __name__ == "__main__":
    unittest.main()
