"""python -m unittest discover . (about a minute)"""

import io
import json
import tempfile
import unittest
from contextlib import redirect_stderr
from pathlib import Path

import numpy as np
import onnx
import torch
from safetensors.torch import save_file

import export_model
import paligemma
import prismatic
import random_models
from decoder import rope_theta
from parts import expand_ids, take_rows
from sessions import ReferenceSession


class Exports(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self.temporary.name)
        self.addCleanup(self.temporary.cleanup)

    def export(self, source: str, *options: str) -> tuple[int, dict]:
        out = self.folder / "out"
        status = export_model.main([str(self.folder / source), "--out", str(out), *options])
        return status, json.loads((out / "inspire-model.json").read_text())

    def sizes(self, config: dict) -> str:
        path = self.folder / "sizes.json"
        path.write_text(json.dumps(config))
        return str(path)

    def test_language_model_alone(self):
        random_models.write_qwen2(self.folder / "model", 1)
        status, manifest = self.export("model", "--layout", "single")
        self.assertEqual(status, 0)
        self.assertIsNone(manifest["images"])
        self.assertEqual(list(manifest["files"]), ["model.onnx"])

    def test_paligemma_in_half_precision_has_a_half_cache_and_float_ends(self):
        random_models.write_paligemma(self.folder / "model", 2)
        status, manifest = self.export("model", "--precision", "float16")
        self.assertEqual((status, manifest["images"]["attention"]), (0, "block"))
        decoder = onnx.load(self.folder / "out" / "decoder_model_merged.onnx")
        kinds = {one.name: one.type.tensor_type.elem_type for one in [*decoder.graph.input, *decoder.graph.output]}
        self.assertEqual(kinds["past_key_values.0.key"], onnx.TensorProto.FLOAT16)
        self.assertEqual((kinds["inputs_embeds"], kinds["logits"]), (onnx.TensorProto.FLOAT, onnx.TensorProto.FLOAT))

    def test_minivla_pruned(self):
        config = random_models.write_minivla(self.folder / "model", 3)
        kept = self.folder / "kept.json"
        kept.write_text("[0, [5, 40], 95]")
        status, manifest = self.export(
            "model", "--sizes", self.sizes(config), "--keep-ids", str(kept), "--cameras", "primary,wrist"
        )
        self.assertEqual(status, 0)
        self.assertEqual(manifest["vocabulary"], {"size": 96, "kept": "kept_ids.json"})
        self.assertEqual(manifest["statistics"], "dataset_statistics.json")
        self.assertEqual(json.loads((self.folder / "out" / "kept_ids.json").read_text()), [0, [5, 40], 95])

    def test_int8_is_smaller_and_has_the_same_inputs(self):
        random_models.write_qwen2(self.folder / "model", 4, hidden_size=64, intermediate_size=256)
        _, whole = self.export("model")
        status, reduced = self.export("model", "--precision", "int8")
        name = "decoder_model_merged.onnx"
        self.assertEqual(status, 0)
        self.assertLess(reduced["files"][name]["bytes"], whole["files"][name]["bytes"] / 2)

    def test_a_large_graph_keeps_its_weights_beside_it(self):
        import graphs

        self.addCleanup(setattr, graphs, "LARGEST_GRAPH", graphs.LARGEST_GRAPH)
        graphs.LARGEST_GRAPH = 1000
        random_models.write_qwen2(self.folder / "model", 5)
        status, manifest = self.export("model")
        self.assertEqual(status, 0)
        self.assertIn("decoder_model_merged.onnx_data", manifest["files"])

    def test_a_codec_goes_with_the_model(self):
        random_models.write_qwen2(self.folder / "model", 6)
        codec = self.folder / "fast"
        (codec / "more").mkdir(parents=True)
        (codec / "tokenizer.json").write_text("{}")
        (codec / "more" / "config.json").write_text("{}")
        for source in (codec, self.folder / "out" / "codec"):
            status, manifest = self.export("model", "--codec", f"fast:{source}")
            self.assertEqual((status, manifest["codec"]), (0, "fast:codec"))
            self.assertIn("codec/tokenizer.json", manifest["files"])
            self.assertTrue((self.folder / "out" / "codec" / "more" / "config.json").exists())
        for file in ("vq.config.json", "vq.safetensors"):
            (self.folder / file).write_text("{}")
        _, manifest = self.export("model", "--codec", f"vq-extra:{self.folder / 'vq'}")
        self.assertEqual(manifest["codec"], "vq-extra:codec/vq")
        self.assertEqual([file for file in manifest["files"] if file.startswith("codec/")], ["codec/vq.config.json", "codec/vq.safetensors"])
        _, manifest = self.export("model", "--codec", "bins-extra")
        self.assertEqual(manifest["codec"], "bins-extra")
        self.assertEqual(list(manifest["files"]), ["decoder_model_merged.onnx", "embed_tokens.onnx"])

    def test_the_gripper_is_told_where_it_is_known(self):
        random_models.write_qwen2(self.folder / "model", 9)
        _, manifest = self.export("model")
        self.assertNotIn("actionGripper", manifest["training"])
        _, manifest = self.export("model", "--action-gripper", "open-is-one")
        self.assertEqual(manifest["training"]["actionGripper"], "open-is-one")

    def test_a_policy_of_lerobot_takes_its_statistics_along(self):
        modes = {"VISUAL": "IDENTITY", "STATE": "MEAN_STD", "ACTION": "MEAN_STD"}
        sizes = random_models.write_pi0_fast(self.folder / "model", 10, chunk_size=50, normalization_mapping=modes)
        statistics = {"action.mean": [1.0, 2.0], "action.std": [0.5, 0.25], "observation.state.mean": [3.0], "observation.state.std": [4.0]}
        random_models.write_lerobot_normalizer(self.folder / "model", statistics)
        status, manifest = self.export("model", "--sizes", self.sizes(sizes))
        self.assertEqual((status, manifest["statistics"], manifest["variant"]), (0, "norm_stats.json", "lerobot"))
        self.assertEqual((manifest["training"]["normalization"], manifest["training"]["horizon"]), ("z-score", 50))
        written = json.loads((self.folder / "out" / "norm_stats.json").read_text())["norm_stats"]
        self.assertEqual(written["actions"], {"mean": [1.0, 2.0], "std": [0.5, 0.25], "q01": None, "q99": None})
        self.assertEqual(written["state"]["mean"], [3.0])

    def test_a_policy_of_lerobot_that_normalises_nothing_gets_no_statistics(self):
        """Where there are some, a session takes the adapter's own scheme for a policy that names none."""
        modes = {"VISUAL": "IDENTITY", "STATE": "IDENTITY", "ACTION": "IDENTITY"}
        statistics = {f"{name}.{kind}": [1.0, 2.0] for name in ("action", "observation.state") for kind in ("mean", "std")}
        for mapping, expected in ((modes, None), ({}, None), (None, "norm_stats.json")):
            sizes = random_models.write_pi0_fast(self.folder / "model", 13, normalization_mapping=mapping)
            random_models.write_lerobot_normalizer(self.folder / "model", statistics)
            status, manifest = self.export("model", "--sizes", self.sizes(sizes))
            self.assertEqual((status, manifest["statistics"]), (0, expected))
            self.assertNotIn("normalization", manifest["training"])

    def test_what_a_session_cannot_undo_is_refused(self):
        relative = {"use_relative_actions": True}
        mixed = {"normalization_mapping": {"STATE": "MEAN_STD", "ACTION": "QUANTILES"}}
        for config, reason in ((relative, "relative"), (mixed, "QUANTILES and the state by MEAN_STD")):
            sizes = random_models.write_pi0_fast(self.folder / "model", 11, **config)
            self.assertIn(reason, self.refusal("model", "--sizes", self.sizes(sizes)))

    def test_a_model_without_statistics_is_told(self):
        random_models.write_qwen2(self.folder / "model", 12)
        with redirect_stderr(io.StringIO()) as errors:
            self.export("model")
        self.assertIn("--statistics", errors.getvalue())

    def test_a_graph_gives_new_rows_and_logits_where_asked(self):
        random_models.write_qwen2(self.folder / "model", 7)
        self.export("model")
        graph = onnx.load(self.folder / "out" / "decoder_model_merged.onnx").graph
        self.assertIn("logit_positions", [one.name for one in graph.input])
        shapes = {one.name: [axis.dim_param or axis.dim_value for axis in one.type.tensor_type.shape.dim] for one in graph.output}
        self.assertEqual(shapes["appended.0.key"][2], "positions")
        self.assertEqual(shapes["logits"][1], "wanted")

    def test_a_folder_of_another_kind_is_refused(self):
        (self.folder / "model").mkdir()
        self.assertIn("known kind", self.refusal("model"))
        self.assertIn("is not there", self.refusal("nowhere"))

    def test_a_training_of_another_model_is_refused(self):
        (self.folder / "model").mkdir()
        (self.folder / "model/config.json").write_text(json.dumps({"model": {"factory": "mine:create"}}))
        (self.folder / "model/vocabulary.json").write_text(json.dumps({"kept": [1]}))
        save_file({"weight": torch.zeros(1)}, self.folder / "model/model.safetensors")
        self.assertIn("made by mine:create", self.refusal("model"))

    def test_sizes_that_do_not_fit_are_refused(self):
        config = random_models.write_minivla(self.folder / "model", 14)
        deeper = {**config, "text_config": {**config["text_config"], "num_hidden_layers": 3}}
        self.assertIn("look through --sizes", self.refusal("model", "--sizes", self.sizes(deeper)))
        short = {key: value for key, value in config.items() if key != "siglip"}
        self.assertIn("--sizes lacks siglip;", self.refusal("model", "--sizes", self.sizes(short)))
        policy = random_models.write_pi0_fast(self.folder / "policy", 15)
        policy["text_config"]["intermediate_size"] *= 2
        self.assertIn("policy does not fit", self.refusal("policy", "--sizes", self.sizes(policy)))

    def test_files_of_another_kind_are_refused(self):
        (self.folder / "junk.pt").write_bytes(b"junk of another kind")
        self.assertIn("junk.pt is no checkpoint of a Prismatic run", self.refusal("junk.pt"))
        torch.save({"weights": {}}, self.folder / "other.pt")
        self.assertIn("other.pt is no checkpoint of a Prismatic run", self.refusal("other.pt"))
        random_models.write_qwen2(self.folder / "model", 16)
        for content, reason in (("{}", "holds no JSON list"), ("[[1]]", "no list of ids"), ("[", "is no JSON"), ("[]", "no list of ids")):
            (self.folder / "ids.json").write_text(content)
            self.assertIn(reason, self.refusal("model", "--keep-ids", str(self.folder / "ids.json")))

    def test_a_codec_without_files_is_refused(self):
        random_models.write_qwen2(self.folder / "model", 8)
        self.assertIn("there are no files at", self.refusal("model", "--codec", "vq-extra:not/there"))

    def refusal(self, *options: str) -> str:
        command = [str(self.folder / options[0]), "--out", str(self.folder / "out"), *options[1:]]
        with redirect_stderr(io.StringIO()) as errors:
            self.assertEqual(export_model.main(command), 1)
        return errors.getvalue()


class Checkpoints(unittest.TestCase):
    def test_paligemma_is_joined_as_hugging_face_joins_it(self):
        """Scale of the embeddings, features of the pictures, and the bidirectional prefix, end to end."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            random_models.write_paligemma(folder, 6)
            parts = paligemma.load(folder, None, ["front"])
            model = paligemma.load_model(folder, None)
            picture = np.random.default_rng(0).integers(0, 256, (28, 28, 3), dtype=np.uint8)
            session = ReferenceSession(parts, {"front": picture})
            images = [{"camera": "front", "position": 0}]
            found = session.extend({"extend": [2, 7, 9], "attention": "block", "images": images})
            pixels = torch.from_numpy(picture.transpose(2, 0, 1)).float()[None] / 127.5 - 1
            ids = torch.tensor([[95, 95, 95, 95, 2, 7, 9]])
            with torch.no_grad():
                expected = model(
                    input_ids=ids,
                    pixel_values=pixels,
                    attention_mask=torch.ones_like(ids),
                    token_type_ids=torch.zeros_like(ids),
                ).logits[0, 4:]
            np.testing.assert_allclose(found, expected.numpy(), atol=1e-4)

    def test_weights_that_are_missing_are_named(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            config = random_models.write_pi0_fast(folder, 7)
            config["text_config"]["num_hidden_layers"] = 3
            with self.assertRaisesRegex(ValueError, "layers.2"):
                paligemma.load_model(folder, config)

    def test_a_checkpoint_that_was_trained_in_part_is_refused(self):
        with tempfile.TemporaryDirectory() as name:
            torch.save({"model": {"projector": {}}}, Path(name) / "part.pt")
            with self.assertRaisesRegex(ValueError, "vision_backbone, llm_backbone"):
                prismatic.read_checkpoint(Path(name) / "part.pt")

    def test_rotary_embeddings_of_another_kind_are_refused(self):
        class Config:
            rope_parameters = {"rope_type": "yarn", "rope_theta": 1.0}

        with self.assertRaisesRegex(ValueError, "yarn"):
            rope_theta(Config())


class KeptIds(unittest.TestCase):
    def test_runs(self):
        self.assertEqual(expand_ids([1, [3, 5]]), [1, 3, 4, 5])

    def test_must_ascend(self):
        table = torch.zeros(4, 2)
        for wrong in ([2, 1], [1, 1], [4]):
            with self.assertRaises(ValueError):
                take_rows(table, wrong)


if __name__ == "__main__":
    unittest.main()
