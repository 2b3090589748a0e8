"""Trains the residual VQ of miniVLA-VQ on a dataset's own actions.

    python -m inspire_train.codec --data ANNOTATED --out codec --horizon 8 --groups 7 --codes 128

ANNOTATED is any output of `inspire annotate --adapter minivla-vq`, with whichever codec: its actions and statistics are
used, not its tokens. The result is a folder with config.json, model.safetensors and these statistics, which
`inspire annotate --adapter minivla-vq --codec vq-extra:codec` takes.

Source: jayLEE0301/vq_bet_official@09d48512 vqvae/vqvae.py (three linear layers each way, residual VQ with moving averages
of the codes) and Stanford-ILIAD/openvla-mini@0822b362 (chunks of 8 actions, 7 groups of 128 codes).
"""

import argparse
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from .actions import Episodes, read_actions
from .annotated import open_annotated
from .checkpoint import copy_statistics
from .errors import TrainError
from .lessons import check_lesson
from .overrides import whole

HIDDEN = 128
# Given by options; the actions say the rest.
SIZES = ("horizon", "groups", "codes", "latent")

# The reference's name of a group's codes [1, codes, latent].
BOOK = "vq_embedding.layers.{}._codebook.embed"


@dataclass(frozen=True)
class CodecSizes:
    horizon: int = 8
    dimensions: int = 7
    latent: int = 64
    codes: int = 128
    groups: int = 7


class Network(nn.Module):
    """Three linear layers, under the names of the reference's checkpoint."""

    def __init__(self, inputs: int, outputs: int):
        super().__init__()
        first = [nn.Linear(inputs, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, HIDDEN), nn.ReLU()]
        self.encoder = nn.Sequential(*first)
        self.fc = nn.Linear(HIDDEN, outputs)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.encoder(x))


class ResidualQuantizer:
    """Books of codes [groups, codes, latent]; every group codes what the groups before it left over.

    The codes are moving averages of what was assigned to them; one that nothing is assigned to starts anew at a
    random vector of the batch.
    """

    def __init__(self, sizes: CodecSizes, decay: float = 0.99, dead: float = 0.5):
        self.sizes, self.decay, self.dead = sizes, decay, dead
        self.books = torch.zeros(sizes.groups, sizes.codes, sizes.latent)
        self.counts = torch.zeros(sizes.groups, sizes.codes)
        self.sums = torch.zeros_like(self.books)
        self.is_set = False

    def set(self, books: list[Tensor]) -> None:
        """Takes books [1, codes, latent] of all groups; RuntimeError where they are of another size."""
        self.books.copy_(torch.cat(books))
        self.is_set = True

    def quantize(self, latent: Tensor, learn: bool) -> tuple[Tensor, Tensor]:
        """Sum of the nearest codes [batch, latent], and their numbers [batch, groups]."""
        residual, total, chosen = latent.detach(), torch.zeros_like(latent), []
        for group in range(self.sizes.groups):
            if learn and not self.is_set:
                self.restart(group, torch.ones(self.sizes.codes, dtype=torch.bool), residual)
            book = self.books[group]
            code = torch.cdist(residual, book).argmin(-1)
            if learn:
                self.learn(group, residual, code)
            step = book[code]
            residual, total = residual - step, total + step
            chosen.append(code)
        self.is_set = self.is_set or learn
        return total, torch.stack(chosen, -1)

    def learn(self, group: int, residual: Tensor, code: Tensor) -> None:
        hits = functional.one_hot(code, self.sizes.codes).to(residual.dtype)
        self.counts[group].lerp_(hits.sum(0), 1 - self.decay)
        self.sums[group].lerp_(hits.T @ residual, 1 - self.decay)
        self.books[group] = self.sums[group] / self.counts[group].clamp(min=1e-5)[:, None]
        self.restart(group, self.counts[group] < self.dead, residual)

    def restart(self, group: int, which: Tensor, residual: Tensor) -> None:
        found = residual[torch.randint(len(residual), (int(which.sum()),))]
        self.books[group][which] = found
        self.counts[group][which] = 1.0
        self.sums[group][which] = found


class Codec(nn.Module):
    """scale: what the networks divide actions by."""

    def __init__(self, sizes: CodecSizes, scale: float = 1.0):
        super().__init__()
        self.sizes, self.scale = sizes, scale
        self.encoder = Network(sizes.horizon * sizes.dimensions, sizes.latent)
        self.decoder = Network(sizes.latent, sizes.horizon * sizes.dimensions)
        self.quantizer = ResidualQuantizer(sizes)

    def forward(self, chunks: Tensor, learn: bool) -> tuple[Tensor, Tensor, Tensor]:
        """Reconstructions, codes, and the loss of the encoder's distance from its codes."""
        latent = self.encoder(chunks.flatten(1) / self.scale)
        total, codes = self.quantizer.quantize(latent, learn)
        commitment = functional.mse_loss(latent, total)
        # Gradients pass the quantizer as if it were not there.
        return self.decoder(latent + (total - latent).detach()).view_as(chunks) * self.scale, codes, commitment

    def decode(self, codes: Tensor) -> Tensor:
        """Chunks [batch, horizon, dimensions] of codes [batch, n]; with n below all groups, what the first n say."""
        latent = sum(self.quantizer.books[group][codes[:, group]] for group in range(codes.shape[1]))
        return self.decoder(latent).view(len(codes), self.sizes.horizon, self.sizes.dimensions) * self.scale

    def tensors(self) -> dict[str, Tensor]:
        """Weights under the names of the reference's checkpoint."""
        networks = {name: value for name, value in self.state_dict().items()}
        books = {BOOK.format(group): book[None] for group, book in enumerate(self.quantizer.books)}
        return {name: value.contiguous() for name, value in (networks | books).items()}

    def config(self) -> dict:
        sizes = self.sizes
        return {
            "input_dim_h": sizes.horizon,
            "input_dim_w": sizes.dimensions,
            "n_latent_dims": sizes.latent,
            "vqvae_n_embed": sizes.codes,
            "vqvae_groups": sizes.groups,
            "act_scale": self.scale,
        }


def train_codec(episodes: Episodes, sizes: CodecSizes, steps: int, batch: int, seed: int) -> Codec:
    """The last weights after `steps`; the same seed gives the same codec."""
    torch.manual_seed(seed)
    random = np.random.Generator(np.random.PCG64(seed))
    codec = Codec(sizes)
    optimiser = torch.optim.Adam(codec.parameters(), lr=1e-3, weight_decay=1e-4)
    rate = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps, 1e-5)
    for _ in range(steps):
        frames = random.integers(episodes.frames, size=batch)
        chunks = torch.from_numpy(episodes.chunks(frames, sizes.horizon))
        rebuilt, _, commitment = codec(chunks, learn=True)
        loss = functional.l1_loss(rebuilt, chunks) + functional.mse_loss(rebuilt, chunks) + commitment
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        rate.step()
    return codec


@torch.no_grad()
def measure(codec: Codec, episodes: Episodes, limit: int = 20_000) -> dict[str, float]:
    """Mean absolute error by part of an action that there is, in the normalised range, and the share of codes in use."""
    frames = np.unique(np.linspace(0, episodes.frames - 1, min(limit, episodes.frames)).astype(np.int64))
    chunks = torch.from_numpy(episodes.chunks(frames, codec.sizes.horizon))
    rebuilt, codes, _ = codec(chunks, learn=False)
    wrong = (rebuilt - chunks).abs().mean((0, 1))
    used = [len(codes[:, group].unique()) for group in range(codec.sizes.groups)]
    motion = wrong[:-1]
    parts = {"position": motion[:3], "rotation": motion[3:], "gripper": wrong[-1:]}
    return {
        **{name: float(part.mean()) for name, part in parts.items() if len(part) > 0},
        "gripperFlips": float(((rebuilt[..., -1] > 0.5) != (chunks[..., -1] > 0.5)).float().mean()),
        "usedCodes": sum(used) / (codec.sizes.groups * codec.sizes.codes),
    }


def save(codec: Codec, folder: Path, figures: dict) -> None:
    try:
        config = json.dumps(codec.config() | {"measured": figures}, indent=2, allow_nan=False)
    except ValueError as error:
        fix = "see whether the actions and their statistics are numbers"
        raise TrainError(f"the codec has learnt nothing ({figures})", str(folder), fix) from error
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(config + "\n")
    partial = folder / ".model.partial.safetensors"
    save_file(codec.tensors(), partial)
    os.replace(partial, folder / "model.safetensors")


def load(folder: Path) -> Codec:
    """A codec that was saved, or another in the reference's form; TrainError where a file is missing or does not fit."""
    try:
        config = json.loads((folder / "config.json").read_text())
        keys = ("input_dim_h", "input_dim_w", "n_latent_dims", "vqvae_n_embed", "vqvae_groups")
        codec = Codec(CodecSizes(*(config[key] for key in keys)), float(config.get("act_scale", 1.0)))
        tensors = load_file(folder / "model.safetensors")
        books = [tensors[BOOK.format(group)] for group in range(codec.sizes.groups)]
        # A checkpoint of the reference also holds how its books were learnt.
        codec.load_state_dict({name: value for name, value in tensors.items() if name.startswith(("encoder.", "decoder."))})
        codec.quantizer.set(books)
    except (OSError, KeyError, ValueError, TypeError, RuntimeError, SafetensorError) as error:
        raise TrainError(f"no codec is there ({error})", str(folder), "give the --out of inspire_train.codec") from error
    return codec


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="inspire_train.codec", description="Trains the residual VQ of miniVLA-VQ.")
    parser.add_argument("--data", type=Path, required=True, help="output of `inspire annotate --adapter minivla-vq`")
    parser.add_argument("--out", type=Path, required=True, help="folder of the codec")
    for name in SIZES:
        parser.add_argument(f"--{name}", type=int, default=getattr(CodecSizes, name))
    parser.add_argument("--steps", type=int, default=6_000)
    parser.add_argument("--batch", type=int, default=1_024)
    parser.add_argument("--seed", type=whole, default=0)
    options = parser.parse_args(arguments)
    try:
        print(json.dumps(make(options)))
    except TrainError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def make(options: argparse.Namespace) -> dict[str, float]:
    """Trains and saves a codec; gives its figures."""
    check_lesson(options.steps, options.batch)
    for name in SIZES:
        if getattr(options, name) < 1:
            raise TrainError(f"{getattr(options, name)} is no size of a codec", f"--{name}", "give at least 1")
    episodes = read_actions(open_annotated(options.data))
    sizes = CodecSizes(options.horizon, episodes.values.shape[1], options.latent, options.codes, options.groups)
    codec = train_codec(episodes, sizes, options.steps, options.batch, options.seed)
    figures = measure(codec, episodes)
    save(codec, options.out, figures)
    # So that `inspire annotate` can tell where it is used under others.
    copy_statistics(options.data / "meta", options.out)
    return figures


if __name__ == "__main__":
    sys.exit(main())
