"""Checkpoints: written beside and renamed when whole, so that a run that is killed goes on from the last one."""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import nn

from .errors import TrainError
from .model import MiniatureConfig


@dataclass(frozen=True)
class RunIdentity:
    """What must be the same for a run to go on, or for its weights to be used."""

    preset: dict
    model: dict
    fingerprint: str
    has_questions: bool
    data: list[str]
    """SHA-256 of each dataset's metadata."""
    seed: int
    start: str | None = None
    """SHA-256 of weights that the model began with."""
    rehearsal: str | None = None
    """SHA-256 of what is rehearsed."""
    cameras: dict | None = None
    """Picture feature of each of the backbone's cameras."""
    kept: str | None = None
    """SHA-256 of the ids that the rows of the vocabulary stand for."""
    processes: int | None = None
    """Where something is rehearsed: each draws frames of its own."""

    def check(self, other: dict, at: Path) -> None:
        then, now = (flatten(json.loads(json.dumps(value))) for value in (other, asdict(self)))
        # What an earlier version did not write down cannot be compared.
        differing = [name for name in now if name in then and then[name] != now[name]]
        if differing:
            details = "; ".join(f"{name} was {then.get(name)}, is {now[name]}" for name in differing)
            raise TrainError(f"the run was begun otherwise: {details}", str(at), "use the same options, or another --out")


def flatten(value: dict, prefix: str = "") -> dict:
    """Leaves by their dotted names."""
    leaves = {}
    for name, inner in value.items():
        leaves |= flatten(inner, f"{prefix}{name}.") if isinstance(inner, dict) else {f"{prefix}{name}": inner}
    return leaves


def save_state(folder: Path, step: int, state: dict) -> None:
    """Everything that the next step depends on."""
    partial = folder / ".state.partial.pt"
    torch.save({"step": step, **state}, partial)
    os.replace(partial, folder / "state.pt")


def load_state(folder: Path) -> dict | None:
    path = folder / "state.pt"
    return torch.load(path, map_location="cpu", weights_only=True) if path.exists() else None


def save_weights(folder: Path, weights: dict, kept: np.ndarray, description: dict) -> None:
    """What inference needs: `model.safetensors`, `vocabulary.json` and `config.json`."""
    partial = folder / ".model.partial.safetensors"
    alone, aliases = unshared(weights)
    # As safetensors' own `save_model` names them, so that its `load_model` ties them again.
    save_file(alone, partial, metadata=aliases or None)
    os.replace(partial, folder / "model.safetensors")
    write_json(folder / "vocabulary.json", {"kept": kept.tolist()})
    write_json(folder / "config.json", description)


def unshared(weights: dict) -> tuple[dict, dict[str, str]]:
    """Tensors that share no memory, which safetensors refuses, and names of the others: `head.weight` -> `embedding.weight`
    where they are one tensor. What is a part of another tensor is copied."""
    alone, aliases, first, blocks = {}, {}, {}, set()
    for name, value in weights.items():
        block = value.untyped_storage().data_ptr()
        place = (block, value.storage_offset(), value.shape, value.stride(), value.dtype)
        if block and place in first:  # Without memory there is nothing to share.
            aliases[name] = first[place]
            continue
        first[place] = name
        alone[name] = value.clone(memory_format=torch.contiguous_format) if block in blocks else value.contiguous()
        blocks.add(block)
    return alone, aliases


def load_weights(folder: Path) -> tuple[dict, dict, np.ndarray]:
    """Description, weights and kept ids of a finished or running training."""
    try:
        description = json.loads((folder / "config.json").read_text())
        kept = np.asarray(json.loads((folder / "vocabulary.json").read_text())["kept"])
        return description, load_file(folder / "model.safetensors"), kept
    except (OSError, ValueError, KeyError, SafetensorError) as error:
        raise TrainError(f"no trained model is there ({error})", str(folder), "give the --out of a training") from error


def load_base(model: nn.Module, kept: np.ndarray, folder: Path) -> None:
    """Puts a base's weights into a model whose vocabulary keeps the given ids; ids that the base lacks stay as they are.

    Raises TrainError where the sizes differ.
    """
    description, weights, known = load_weights(folder)
    check_base(model, description, folder)
    rows = {int(token): row for row, token in enumerate(known)}
    try:
        embedding = model.state_dict()["embedding.weight"].clone()
        for row, token in enumerate(kept):
            if int(token) in rows:
                embedding[row] = weights["embedding.weight"][rows[int(token)]]
        # What shares its weights has a name in the model, and none in the file.
        tied = {name: one for name, one in unshared(model.state_dict())[1].items() if name not in weights}
        placed = {**weights, "embedding.weight": embedding}
        model.load_state_dict({**placed, **{name: placed[one] for name, one in tied.items()}})
    except (RuntimeError, KeyError) as error:
        raise TrainError(f"the base does not fit ({error})", str(folder), "train it with the same --set") from error


def check_base(model: nn.Module, description: dict, folder: Path) -> None:
    """Raises TrainError for a base of other sizes: weights of another number of heads have the same shapes."""
    config = getattr(model, "config", None)
    if not isinstance(config, MiniatureConfig):
        return
    sizes, made = json.loads(json.dumps(config.as_json())), description.get("model", {})
    differing = [name for name in sizes if name != "vocabulary" and name in made and made[name] != sizes[name]]
    if differing:
        details = "; ".join(f"{name} was {made[name]}, is {sizes[name]}" for name in differing)
        raise TrainError(f"the base does not fit ({details})", str(folder), "train it with the same --set, on pictures of the same size")


# As `inspire annotate` names them, by backbone.
STATISTICS = ("dataset_statistics.json", "norm_stats.json")


def copy_statistics(meta: Path, folder: Path) -> None:
    """Takes a dataset's statistics of actions and state along with its training: a policy needs them."""
    for name in STATISTICS:
        if (meta / name).exists():
            shutil.copyfile(meta / name, folder / name)


def write_json(path: Path, value: dict) -> None:
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(json.dumps(value, indent=2) + "\n")
    os.replace(partial, path)
