"""The miniature of python/train, taken apart: the same weights under the signature of the session layout."""

import sys
from pathlib import Path

import torch
from torch import nn

from parts import ImageParts, ModelParts

sys.path.append(str(Path(__file__).resolve().parent.parent / "train"))

from inspire_train.checkpoint import STATISTICS  # noqa: E402
from inspire_train.errors import TrainError  # noqa: E402, F401
from inspire_train.model import Miniature, MiniatureConfig  # noqa: E402
from inspire_train.trained import load_miniature  # noqa: E402


class MiniatureDecoder(nn.Module):
    """The trained blocks, with the cache as inputs, the new positions of it as outputs, and logits where they are asked for."""

    def __init__(self, model: Miniature):
        super().__init__()
        config = model.config
        self.layers = model.decoder.blocks
        self.places, self.norm = model.decoder.places, model.decoder.norm
        self.head = nn.Linear(config.hidden, config.vocabulary, bias=False)
        self.head.weight = model.embedding.weight
        self.key_value_heads, self.head_size = config.heads, config.hidden // config.heads
        self.hidden_size = config.hidden

    def forward(self, inputs_embeds, attention_mask, position_ids, logit_positions, *past):
        x = inputs_embeds + self.places(position_ids)
        appended = []
        for index, block in enumerate(self.layers):
            x, pair = block(x, attention_mask, (past[2 * index], past[2 * index + 1]))
            appended += [one[:, :, past[0].shape[2] :] for one in pair]
        return (self.head(self.norm(torch.index_select(x, 1, logit_positions))), *appended)


def load(folder: Path) -> ModelParts:
    """Takes a training of `python -m inspire_train` apart."""
    trained = load_miniature(folder)
    model, description, config = trained.model, trained.description, trained.model.config
    return ModelParts(
        name="miniature",
        embedding=model.embedding,
        decoder=MiniatureDecoder(model),
        context_length=config.context,
        reference=reference_of(model),
        images=ImageParts(model.vision, images_of(config, description)),
        defaults={key: description["tokens"][key] for key in ("adapter", "tokenizer", "codec")},
        vocabulary_size=int(trained.kept[-1]) + 1,
        kept=[int(one) for one in trained.kept],
        training=training_of(description),
    )


def find_statistics(folder: Path) -> Path | None:
    """The statistics that the training took along from its dataset."""
    return next((folder / name for name in STATISTICS if (folder / name).exists()), None)


def training_of(description: dict) -> dict:
    """What the model was trained to be asked, in which layout, and on which numbers."""
    tokens = description["tokens"]
    numbers = {key: tokens.get(key) for key in ("variant", "normalization", "horizon")}
    told = {**description["training"], **numbers, "action_gripper": tokens.get("actionGripper")}
    return {"questions": description["questions"], **{key: value for key, value in told.items() if value is not None}}


def is_training(folder: Path) -> bool:
    return (folder / "vocabulary.json").exists() and (folder / "model.safetensors").exists()


def images_of(config: MiniatureConfig, description: dict) -> dict:
    """Pictures as the trainer gives them: 0..255 to -1..1, never resized."""
    middle = {"mean": [0.5, 0.5, 0.5], "standardDeviation": [0.5, 0.5, 0.5]}
    return {
        "cameras": list(description["cameras"]),
        "width": config.picture_size,
        "height": config.picture_size,
        "resize": "stretch",
        "interpolation": "lanczos3",
        "normalizations": [middle],
        "positions": config.positions,
        "attention": "block" if description["blockImages"] else "causal",
    }


def reference_of(model: Miniature):
    def run(embeddings: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        places = torch.arange(embeddings.shape[0])[None]
        logits, _ = model.decode(embeddings[None], mask[None, None], places)
        return logits[0]

    return run
