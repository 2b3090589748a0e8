"""Converts a VQ-BeT checkpoint of miniVLA (config.json and checkpoints/model.pt) to safetensors.

    python vq_checkpoint.py vq/pretrain_vq+mx-libero_90+fach-7+ng-7+nemb-128+nlatent-512 --out vq-libero-90
    inspire tokenize --adapter minivla-vq --codec vq-extra:vq-libero-90 ...

The output folder holds `config.json`, copied, and `model.safetensors`: encoder.*, decoder.* and vq_embedding.* as
float32, under the checkpoint's own names. Optimizer state is left out. The checkpoint is read as tensors only, so that
a file from a stranger cannot run code.
"""

import argparse
import json
import os
import shutil
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

# As written by jayLEE0301/vq_bet_official@09d48512 vqvae/vqvae.py `VqVae.state_dict`.
PARTS = ("encoder", "decoder", "vq_embedding")
SIZES = ("input_dim_h", "input_dim_w", "n_latent_dims", "vqvae_n_embed", "vqvae_groups")


class ConversionError(Exception):
    """What is wrong with the input, for a person."""


def load(source: Path) -> dict:
    """The checkpoint, read as tensors only."""
    try:
        checkpoint = torch.load(source, map_location="cpu", weights_only=True)
    except OSError:
        raise
    except Exception as error:  # On bytes of another kind, PyTorch's reader raises whatever it stumbles over.
        raise ConversionError(f"{source} is no checkpoint of tensors ({type(error).__name__}: {error})") from error
    if not isinstance(checkpoint, dict):
        raise ConversionError(f"{source} holds a {type(checkpoint).__name__}, not a checkpoint")
    return checkpoint


def flatten(checkpoint: dict) -> dict[str, torch.Tensor]:
    """The tensors that inference needs, by the names `<part>.<name>`."""
    missing = [part for part in PARTS if not isinstance(checkpoint.get(part), dict)]
    if missing:
        raise ConversionError(f"the checkpoint lacks {', '.join(missing)}; is it one of a VqVae?")
    return {
        f"{part}.{name}": tensor.detach().to(torch.float32).contiguous().clone()
        for part in PARTS
        for name, tensor in checkpoint[part].items()
    }


def check_sizes(config: dict, tensors: dict[str, torch.Tensor]) -> None:
    """Raises where the weights are of another run than the config."""
    unset = [key for key in SIZES if not isinstance(config.get(key), int)]
    if unset:
        raise ConversionError(f"config.json lacks {', '.join(unset)}")
    size = config["input_dim_h"] * config["input_dim_w"]
    books = (1, config["vqvae_n_embed"], config["n_latent_dims"])
    expected = {"encoder.encoder.0.weight": (128, size), "decoder.fc.weight": (size, 128)}
    for group in range(config["vqvae_groups"]):
        expected[f"vq_embedding.layers.{group}._codebook.embed"] = books
    for name, shape in expected.items():
        found = tuple(tensors[name].shape) if name in tensors else None
        if found != shape:
            raise ConversionError(f"{name} has shape {found}, config.json asks for {shape}")


def convert(source: Path, config: Path, out: Path) -> dict[str, torch.Tensor]:
    """Writes `out`/config.json and `out`/model.safetensors; returns the tensors."""
    tensors = flatten(load(source))
    check_sizes(json.loads(config.read_text()), tensors)
    out.mkdir(parents=True, exist_ok=True)
    # Under another name first, so that an interrupted run leaves no half a file.
    partial = out / "model.safetensors.partial"
    save_file(tensors, partial, metadata={"format": "pt"})
    os.replace(partial, out / "model.safetensors")
    if config.resolve() != (out / "config.json").resolve():
        shutil.copyfile(config, out / "config.json")
    return tensors


def main() -> int:
    parser = argparse.ArgumentParser(description="Convert a VQ-BeT checkpoint of miniVLA to safetensors.")
    parser.add_argument("source", type=Path, help="folder with config.json and checkpoints/model.pt, or a .pt file")
    parser.add_argument("--config", type=Path, help="config.json, where it is not beside the checkpoint")
    parser.add_argument("--out", type=Path, required=True, help="folder to write")
    arguments = parser.parse_args()
    is_folder = arguments.source.is_dir()
    weights = arguments.source / "checkpoints" / "model.pt" if is_folder else arguments.source
    config = arguments.config or (arguments.source if is_folder else arguments.source.parent) / "config.json"
    try:
        tensors = convert(weights, config, arguments.out)
    except (ConversionError, OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{len(tensors)} tensors written to {arguments.out / 'model.safetensors'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
