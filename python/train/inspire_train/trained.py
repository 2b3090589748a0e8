"""A miniature as a training or a lesson has left it."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .checkpoint import load_weights
from .errors import TrainError
from .model import Miniature, MiniatureConfig


@dataclass(frozen=True)
class Trained:
    model: Miniature
    """Ready to be asked, not to be trained."""
    description: dict
    """What stands in its config.json."""
    kept: np.ndarray
    """The ids of its rows."""


def load_miniature(folder: Path) -> Trained:
    """Raises TrainError where there is none: another model, which `--model` named, is made by its own code."""
    description, weights, kept = load_weights(folder)
    try:
        sizes = description["model"]
        if "factory" in sizes:
            fix = "load its weights with the code that made it"
            raise TrainError(f"the model was made by {sizes['factory']} and is no miniature", str(folder), fix)
        model = Miniature(MiniatureConfig(**{**sizes, "stem": tuple(sizes["stem"])}))
        model.load_state_dict(weights)
    except (KeyError, TypeError, RuntimeError) as error:
        raise TrainError(f"no miniature is there ({error})", str(folder), "give the --out of a training") from error
    return Trained(model.eval(), description, kept)
