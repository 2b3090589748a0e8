"""Compares an exported folder with PyTorch: prefill, step by step with the cache, and after a rewind."""

from pathlib import Path

import numpy as np

from parts import ModelParts
from sessions import GraphSession, ReferenceSession, play


def random_pictures(manifest: dict, generator: np.random.Generator) -> dict[str, np.ndarray]:
    """A picture of noise for every camera."""
    images = manifest["images"]
    if images is None:
        return {}
    size = (images["height"], images["width"], 3)
    return {camera: generator.integers(0, 256, size, dtype=np.uint8) for camera in images["cameras"]}


def random_script(parts: ModelParts, manifest: dict, generator: np.random.Generator) -> list[dict]:
    """A prompt with every picture, a block, steps, a rewind, and steps of another kind."""
    known = parts.kept or range(parts.vocabulary_size)
    ids = lambda count: [int(known[i]) for i in generator.integers(0, len(known), count)]
    images = manifest["images"]
    cameras = [] if images is None else images["cameras"]
    attention = "causal" if images is None else images["attention"]
    position = 0 if attention == "block" else 1
    prompt = {
        "extend": ids(9),
        "attention": attention,
        "images": [{"camera": camera, "position": position} for camera in cameras],
    }
    start = 9 + len(cameras) * (0 if images is None else images["positions"])
    steps = [{"extend": ids(1)} for _ in range(4)]
    block = [{"extend": ids(5), "attention": "block"}]
    return [prompt, *steps, {"rewind": start + 1}, {"extend": ids(3)}, *block, *[{"extend": ids(1)} for _ in range(2)]]


def compare(parts: ModelParts, folder: Path, manifest: dict, seed: int = 0) -> dict:
    """Greatest difference of a logit, that difference in units of their spread, and how many arg-max agree."""
    generator = np.random.default_rng(seed)
    pictures = random_pictures(manifest, generator)
    script = random_script(parts, manifest, generator)
    expected = np.concatenate(play(ReferenceSession(parts, pictures), script))
    found = np.concatenate(play(GraphSession(folder, manifest, parts, pictures), script))
    difference = float(np.abs(expected - found).max())
    agreed = int((expected.argmax(axis=1) == found.argmax(axis=1)).sum())
    return {
        "difference": difference,
        "relative": difference / float(expected.std()),
        "rows": len(expected),
        "agreed": agreed,
    }
