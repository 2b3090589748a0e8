"""Models of others, as `--model` takes them."""

import numpy as np
import torch
from torch import nn

from inspire_train.model import Miniature, MiniatureConfig


class Tied(Miniature):
    """Has its embedding under two names, as Hugging Face's models have, and says no word of `kept`."""

    def __init__(self, sizes: MiniatureConfig):
        super().__init__(sizes)
        self.positions = sizes.positions
        self.head = nn.Linear(sizes.hidden, sizes.vocabulary, bias=False)
        self.head.weight = self.embedding.weight


def create_pretrained(sizes: MiniatureConfig, kept: np.ndarray) -> Tied:
    """Places the rows of an embedding of all ids, each of which says its id."""
    model = Tied(sizes)
    with torch.no_grad():
        model.embedding.weight[:, 0] = torch.from_numpy(kept).float()
    return model
