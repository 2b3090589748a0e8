"""Optimiser, learning rate, LoRA and the moving average."""

import math
from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from .checkpoint import unshared
from .errors import TrainError
from .presets import Preset

# Where peft keeps what a layer was, beside what it adds.
BASE = ".base_layer."


def rate_at(step: int, preset: Preset) -> float:
    """Learning rate of a step."""
    if step < preset.warmup:
        return preset.learning_rate * (step + 1) / preset.warmup
    if preset.decay == "constant":
        return preset.learning_rate
    share = min(1.0, (step - preset.warmup) / max(1, preset.steps - preset.warmup))
    span = preset.learning_rate - preset.final_learning_rate
    return preset.final_learning_rate + span * 0.5 * (1 + math.cos(math.pi * share))


def create_optimiser(model: nn.Module, preset: Preset) -> torch.optim.Optimizer:
    """AdamW; vectors (norms, biases) are not decayed."""
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    groups = [
        {"params": [p for p in trained if p.ndim >= 2], "weight_decay": preset.weight_decay},
        {"params": [p for p in trained if p.ndim < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=preset.learning_rate, betas=preset.betas, fused=False)


def add_lora(model: nn.Module, rank: int) -> nn.Module:
    """Freezes a model, its vision encoder too, and adds trainable matrices of a rank to all its linear layers, by the package peft."""
    try:
        from peft import LoraConfig, inject_adapter_in_model
    except ImportError as error:
        raise TrainError("LoRA needs the package peft", "--preset", "pip install -r requirements-lora.txt") from error
    names = [name for name, module in model.named_modules() if isinstance(module, nn.Linear)]
    return inject_adapter_in_model(LoraConfig(r=rank, lora_alpha=rank, target_modules=names), model)


def merge_lora(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Weights under the model's own names, with what `add_lora` added to its matrices summed up; others as they are."""
    merged = {}
    for name, value in weights.items():
        if ".lora_" in name:
            continue
        layer, base, end = name.rpartition(BASE)
        added = layer + ".lora_{}.default.weight"
        if base and end == "weight":
            # Alpha is the rank, so that nothing scales the product.
            value = value + weights[added.format("B")] @ weights[added.format("A")]
        merged[f"{layer}.{end}" if base else name] = value
    return merged


class Average:
    """The moving average of the trained weights; of those that are one tensor under two names, under the first."""

    def __init__(self, model: nn.Module, decay: float):
        self.decay = decay
        self.weights = {name: value.detach().clone() for name, value in unshared(model.state_dict())[0].items()}

    def load(self, weights: dict[str, Tensor]) -> None:
        """Takes up an average from wherever it is; this one stays where the model is."""
        for name, value in self.weights.items():
            value.copy_(weights[name])

    @contextmanager
    def lent_to(self, model: nn.Module) -> Iterator[None]:
        """The model has the average's weights meanwhile, and then its own again."""
        state = model.state_dict()
        own = {name: state[name].clone() for name in self.weights}
        put(self.weights, model)
        try:
            yield
        finally:
            put(own, model)

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        state = model.state_dict()
        for name, mean in self.weights.items():
            if state[name].is_floating_point():
                mean.lerp_(state[name], 1 - self.decay)
            else:
                mean.copy_(state[name])


def put(weights: dict[str, Tensor], model: nn.Module) -> None:
    state = model.state_dict()
    for name, value in weights.items():
        state[name].copy_(value)
