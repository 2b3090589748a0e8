"""A miniature vision-language-action model in the three parts of the session layout: vision encoder, embedding, decoder.

Any model with these three methods can be trained: `encode_pictures`, `embed` and `decode`.
"""

from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from .errors import TrainError


# Of channels that are normalised together.
GROUPS = 8


@dataclass(frozen=True)
class MiniatureConfig:
    """Sizes. The defaults are about 6 million parameters."""

    cameras: int = 2
    picture_size: int = 96
    vocabulary: int = 1024
    """Rows of the pruned vocabulary."""
    hidden: int = 256
    layers: int = 6
    heads: int = 8
    inner: int = 704
    context: int = 512
    """Positions at most, picture embeddings included."""
    stem: tuple[int, ...] = (32, 64, 128, 256)
    """Channels of the convolutions, each of which halves the picture."""

    @property
    def positions(self) -> int:
        """Embeddings of one camera."""
        return (self.picture_size // 2 ** len(self.stem)) ** 2

    def as_json(self) -> dict:
        return asdict(self)


def check_sizes(config: MiniatureConfig) -> None:
    """Raises TrainError for sizes that no miniature can have."""
    least = 2 ** len(config.stem)
    if config.picture_size < least or config.picture_size % least > 0:
        fix = f"give pictures of a multiple of {least} pixels (annotate --image-size), or another --set stem=…"
        raise TrainError(f"{len(config.stem)} convolutions cannot halve {config.picture_size} pixels", "stem", fix)
    if any(channels % GROUPS > 0 for channels in config.stem):
        raise TrainError(f"the channels {config.stem} are not all in {GROUPS} groups", "stem", f"give multiples of {GROUPS}")
    if config.hidden % config.heads > 0:
        fix = "give a multiple of the heads"
        raise TrainError(f"{config.hidden} cannot be shared by {config.heads} heads", "hidden", fix)


Cache = list[tuple[Tensor, Tensor]]


class Miniature(nn.Module):
    """Pictures and token ids in, logits over the pruned vocabulary out."""

    def __init__(self, config: MiniatureConfig):
        super().__init__()
        self.config = config
        self.vision = VisionEncoder(config)
        self.embedding = nn.Embedding(config.vocabulary, config.hidden)
        self.decoder = Decoder(config)
        self.apply(initialise)

    def encode_pictures(self, pixels: Tensor) -> Tensor:
        """Embeddings [batch, cameras, positions, hidden] of pictures [batch, cameras, 3, height, width] in -1..1."""
        return self.vision(pixels.flatten(0, 1)).unflatten(0, pixels.shape[:2])

    def embed(self, rows: Tensor) -> Tensor:
        return self.embedding(rows)

    def decode(self, embeddings: Tensor, mask: Tensor, places: Tensor, cache: Cache | None = None):
        """Logits [batch, length, vocabulary] and the KV cache with these positions appended."""
        hidden, cache = self.decoder(embeddings, mask, places, cache)
        return functional.linear(hidden, self.embedding.weight), cache


class VisionEncoder(nn.Module):
    """Strided convolutions, the same for every camera: where an embedding stands in the sequence says whose it is.

    Two channels say where a pixel is.
    """

    def __init__(self, config: MiniatureConfig):
        super().__init__()
        size = config.picture_size
        line = torch.linspace(-1, 1, size)
        place = torch.stack([line.expand(size, size), line[:, None].expand(size, size)])
        self.register_buffer("place", place, persistent=False)
        self.stem = stem(config)

    def forward(self, pixels: Tensor) -> Tensor:
        """Embeddings [pictures, positions, hidden] of pictures [pictures, 3, height, width]."""
        place = self.place.expand(pixels.shape[0], -1, -1, -1)
        return self.stem(torch.cat([pixels, place], 1)).flatten(2).transpose(1, 2)


def stem(config: MiniatureConfig) -> nn.Sequential:
    channels = [5, *config.stem]
    layers: list[nn.Module] = []
    for index, (before, after) in enumerate(zip(channels, channels[1:])):
        kernel = 5 if index == 0 else 3
        layers += [nn.Conv2d(before, after, kernel, stride=2, padding=kernel // 2), nn.GroupNorm(GROUPS, after), nn.SiLU()]
    return nn.Sequential(*layers, nn.Conv2d(channels[-1], config.hidden, 1))


class Decoder(nn.Module):
    """A causal transformer with learnt places."""

    def __init__(self, config: MiniatureConfig):
        super().__init__()
        self.places = nn.Embedding(config.context, config.hidden)
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.norm = Norm(config.hidden)

    def forward(self, embeddings: Tensor, mask: Tensor, places: Tensor, cache: Cache | None):
        hidden = embeddings + self.places(places)
        grown: Cache = []
        for index, block in enumerate(self.blocks):
            hidden, pair = block(hidden, mask, None if cache is None else cache[index])
            grown.append(pair)
        return self.norm(hidden), grown


class Block(nn.Module):
    def __init__(self, config: MiniatureConfig):
        super().__init__()
        self.heads = config.heads
        self.attention_norm = Norm(config.hidden)
        self.project = nn.Linear(config.hidden, 3 * config.hidden, bias=False)
        self.output = nn.Linear(config.hidden, config.hidden, bias=False)
        self.inner_norm = Norm(config.hidden)
        self.gate = nn.Linear(config.hidden, 2 * config.inner, bias=False)
        self.down = nn.Linear(config.inner, config.hidden, bias=False)

    def forward(self, hidden: Tensor, mask: Tensor, past: tuple[Tensor, Tensor] | None):
        batch, length, width = hidden.shape
        parts = self.project(self.attention_norm(hidden)).view(batch, length, 3, self.heads, -1)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        if past is not None:
            key, value = torch.cat([past[0], key], 2), torch.cat([past[1], value], 2)
        seen = attend(query, key, value, mask)
        hidden = hidden + self.output(seen.transpose(1, 2).reshape(batch, length, width))
        gate, up = self.gate(self.inner_norm(hidden)).chunk(2, -1)
        return hidden + self.down(functional.silu(gate) * up), (key, value)


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
    """Attention [batch, heads, length, size] under an additive mask."""
    if query.device.type == "cpu" and torch.is_grad_enabled():
        # Backwards, PyTorch's fused kernel takes some ten times as long as these products on a CPU.
        scores = query @ key.transpose(-2, -1) * query.shape[-1] ** -0.5 + mask
        return scores.softmax(-1).to(value.dtype) @ value
    return functional.scaled_dot_product_attention(query, key, value, attn_mask=mask.to(query.dtype))


class Norm(nn.Module):
    """RMS normalisation, written out so that it exports to any ONNX operator set."""

    def __init__(self, size: int, epsilon: float = 1e-6):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        return self.weight * (x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.epsilon))


def initialise(module: nn.Module) -> None:
    if isinstance(module, nn.Linear | nn.Embedding):
        nn.init.normal_(module.weight, std=0.02)
