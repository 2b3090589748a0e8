"""What a checkpoint is taken apart into, whichever backbone it is of."""

from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from torch import nn

from decoder import Decoder, Embedding


@dataclass
class ImageParts:
    """How pictures enter: the encoder [n, 3 × towers, height, width] → [n, positions, hidden], and its manifest entry."""

    encoder: nn.Module
    manifest: dict


@dataclass
class ModelParts:
    """A model in the pieces that become graphs."""

    name: str
    embedding: Embedding
    decoder: Decoder
    context_length: int
    # Logits [positions, vocabulary] of the checkpoint's own code, from embeddings and mask [positions, positions].
    reference: Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
    images: ImageParts | None = None
    # Defaults of the manifest: adapter, tokenizer, codec.
    defaults: dict = field(default_factory=dict)
    # What the checkpoint was trained to be asked, and in which layout of the adapter: further members of the options.
    training: dict = field(default_factory=dict)
    # Ids of the tokenizer, and which of them the embedding kept; None for all.
    vocabulary_size: int = 0
    kept: list[int] | None = None

    def rows_of(self, ids: list[int]) -> list[int]:
        """Rows of the embedding for the tokenizer's ids."""
        if self.kept is None:
            return ids
        row_of = {kept: row for row, kept in enumerate(self.kept)}
        return [row_of[one] for one in ids]


def expand_ids(entries: list) -> list[int]:
    """Ids of a list in which those that adjoin may stand as [first, last]."""
    return [one for entry in entries for one in (range(entry[0], entry[1] + 1) if isinstance(entry, list) else [entry])]


def take_rows(table: torch.Tensor, kept: list[int] | None) -> torch.Tensor:
    """The rows of an embedding that are kept."""
    if kept is None:
        return table
    if kept != sorted(set(kept)) or kept[0] < 0 or kept[-1] >= table.shape[0]:
        raise ValueError(f"kept ids must ascend from 0 to below {table.shape[0]}")
    return table[torch.tensor(kept)]


def reference_of(model: nn.Module, head: torch.Tensor) -> Callable[[torch.Tensor, torch.Tensor], torch.Tensor]:
    """Runs a Hugging Face language model without a cache, under a mask of our own."""

    def run(embeddings: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        positions = torch.arange(embeddings.shape[0])[None]
        output = model(
            inputs_embeds=embeddings[None],
            attention_mask=mask[None, None],
            position_ids=positions,
            use_cache=False,
        )
        return output.last_hidden_state[0] @ head.T

    return run
