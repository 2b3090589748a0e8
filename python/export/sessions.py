"""The same session twice: PyTorch computing everything anew for every call, and onnxruntime with the exported graphs.

A script is a list of calls: {"extend": ids, "attention", "images": [{"camera", "position"}]} or {"rewind": length}.
Logits are compared call by call: one row per id.
"""

from pathlib import Path

import declined_telemetry  # noqa: F401
import numpy as np
import onnxruntime
import torch

from parts import ModelParts


def normalize(picture: np.ndarray, normalizations: list[dict]) -> np.ndarray:
    """A picture [height, width, 3] of 8 bits → [3 × normalisations, height, width]."""
    scaled = picture.astype(np.float32).transpose(2, 0, 1) / np.float32(255)
    stack = [
        (scaled - np.array(one["mean"], np.float32)[:, None, None])
        / np.array(one["standardDeviation"], np.float32)[:, None, None]
        for one in normalizations
    ]
    return np.concatenate(stack).astype(np.float32)


def lay_out(call: dict, embed, features: dict[str, np.ndarray], image_attention: str):
    """Embeddings of one call, what each position sees of the call, and the positions of its ids."""
    ids, attention = call["extend"], call.get("attention", "causal")
    table = embed(ids)
    pieces, id_positions, runs, length = [], [], [], 0
    for index in range(len(ids) + 1):
        for image in call.get("images", []):
            if image["position"] != index:
                continue
            block = features[image["camera"]]
            if runs and runs[-1][1] == length:
                runs[-1][1] += len(block)
            else:
                runs.append([length, length + len(block)])
            pieces.append(block)
            length += len(block)
        if index < len(ids):
            pieces.append(table[index : index + 1])
            id_positions.append(length)
            length += 1
    visible = np.arange(1, length + 1)
    blocks = [[0, length]] if attention == "block" else runs if image_attention == "block" else []
    for start, end in blocks:
        visible[start:end] = end
    return np.concatenate(pieces), visible, id_positions


class ReferenceSession:
    """PyTorch, without a cache."""

    def __init__(self, parts: ModelParts, pictures: dict[str, np.ndarray]):
        self.parts = parts
        self.embeddings = np.zeros((0, parts.decoder.hidden_size), np.float32)
        self.visible: list[int] = []
        self.features: dict[str, np.ndarray] = {}
        self.image_attention = "causal"
        if parts.images is not None:
            manifest = parts.images.manifest
            self.image_attention = manifest["attention"]
            for camera, picture in pictures.items():
                pixels = torch.from_numpy(normalize(picture, manifest["normalizations"]))[None]
                with torch.no_grad():
                    self.features[camera] = parts.images.encoder(pixels)[0].numpy()

    def embed(self, ids: list[int]) -> np.ndarray:
        with torch.no_grad():
            return self.parts.embedding(torch.tensor([self.parts.rows_of(ids)]))[0].numpy()

    def extend(self, call: dict) -> np.ndarray:
        start = len(self.visible)
        added, visible, id_positions = lay_out(call, self.embed, self.features, self.image_attention)
        self.embeddings = np.concatenate((self.embeddings, added))
        self.visible += [start + int(count) for count in visible]
        length = len(self.visible)
        mask = torch.full((length, length), float("-inf"))
        for position, count in enumerate(self.visible):
            mask[position, :count] = 0
        with torch.no_grad():
            logits = self.parts.reference(torch.from_numpy(self.embeddings), mask).numpy()
        return logits[[start + position for position in id_positions]]

    def rewind(self, length: int) -> None:
        self.embeddings = self.embeddings[:length]
        self.visible = self.visible[:length]


class GraphSession:
    """onnxruntime, with a cache that is cropped where it is rewound."""

    def __init__(self, folder: Path, manifest: dict, parts: ModelParts, pictures: dict[str, np.ndarray], options=None):
        graphs = manifest["graphs"]
        open_graph = lambda name: onnxruntime.InferenceSession(folder / name, options, providers=["CPUExecutionProvider"])
        self.parts, self.manifest = parts, manifest
        self.decoder = open_graph(graphs["decoder"])
        self.embedding = open_graph(graphs["embedTokens"]) if graphs["layout"] == "split" else None
        self.features: dict[str, np.ndarray] = {}
        if manifest["images"] is not None:
            encoder = open_graph(graphs["visionEncoder"])
            pixels = [normalize(one, manifest["images"]["normalizations"]) for one in pictures.values()]
            if pixels:
                (features,) = encoder.run(None, {"pixel_values": np.stack(pixels)})
                self.features = dict(zip(pictures, features))
        dims = manifest["dimensions"]
        inputs = {one.name: one for one in self.decoder.get_inputs()}
        kind = np.float16 if "float16" in inputs["past_key_values.0.key"].type else np.float32
        empty = np.zeros((1, dims["keyValueHeads"], 0, dims["headSize"]), kind)
        self.cache = {name: empty for name in inputs if name.startswith("past_key_values.")}
        self.outputs = [one.name for one in self.decoder.get_outputs()]
        self.length = 0

    def embed(self, ids: list[int]) -> np.ndarray:
        rows = np.array([self.parts.rows_of(ids)])
        if self.embedding is None:
            with torch.no_grad():
                return self.parts.embedding(torch.from_numpy(rows))[0].numpy()
        return self.embedding.run(None, {"input_ids": rows})[0][0]

    def entries(self, call: dict, joined: np.ndarray, id_positions: list[int]) -> dict:
        if self.embedding is not None:
            return {"inputs_embeds": joined[None]}
        ids = np.array([self.parts.rows_of(call["extend"])])
        if self.manifest["images"] is None:
            return {"input_ids": ids}
        of_images = [position for position in range(len(joined)) if position not in set(id_positions)]
        order = np.zeros(len(joined), np.int64)
        order[id_positions] = np.arange(len(id_positions))
        order[of_images] = len(id_positions) + np.arange(len(of_images))
        return {"input_ids": ids, "image_features": joined[of_images], "sequence_order": order}

    def extend(self, call: dict) -> np.ndarray:
        image_attention = (self.manifest["images"] or {}).get("attention", "causal")
        joined, visible, id_positions = lay_out(call, self.embed, self.features, image_attention)
        count = len(joined)
        mask = np.full((1, 1, count, self.length + count), -np.inf, np.float32)
        for query, seen in enumerate(visible):
            mask[0, 0, query, : self.length + seen] = 0
        feeds = {
            **self.entries(call, joined, id_positions),
            "attention_mask": mask,
            "position_ids": self.length + np.arange(count)[None],
            "logit_positions": np.array(id_positions),
            **self.cache,
        }
        logits, *appended = self.decoder.run(self.outputs, feeds)
        self.cache = {name: np.concatenate((old, new), axis=2) for (name, old), new in zip(self.cache.items(), appended)}
        self.length += count
        return logits[0]

    def rewind(self, length: int) -> None:
        self.cache = {name: value[:, :, :length] for name, value in self.cache.items()}
        self.length = length


def play(session, script: list[dict]) -> list[np.ndarray]:
    """Logits [ids, vocabulary] of every `extend` of a script."""
    results = []
    for call in script:
        if "rewind" in call:
            session.rewind(call["rewind"])
        else:
            results.append(session.extend(call))
    return results
