"""What lessons before the training have in common: one loop, and the mean over what is there."""

import json
import sys
from collections.abc import Callable

import torch
from torch import Tensor, nn

from .errors import TrainError

Figures = dict[str, float]


def learn(
    model: nn.Module,
    optimiser: torch.optim.Optimizer,
    draw: Callable[[], tuple[Tensor, Figures]],
    steps: int,
    clip: float = float("inf"),
) -> None:
    """Takes steps on the losses that `draw` gives, at one cycle of the optimiser's rate; clip: greatest norm of the gradient."""
    peak = optimiser.param_groups[0]["lr"]
    # A way up of exactly one step divides by zero in PyTorch.
    up = min(0.75, max(0.05, 1.5 / steps))
    rate = torch.optim.lr_scheduler.OneCycleLR(optimiser, peak, total_steps=steps, pct_start=up)
    for step in range(steps):
        loss, figures = draw()
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), clip)
        optimiser.step()
        rate.step()
        if (step + 1) % 200 == 0:
            print(f"step {step + 1} loss {float(loss.detach()):.4g} {json.dumps(figures)}", file=sys.stderr, flush=True)
    model.eval()


def check_lesson(steps: int, batch: int) -> None:
    """Raises TrainError for a lesson of nothing."""
    if min(steps, batch) < 1:
        raise TrainError(f"{steps} steps of {batch} are no lesson", "--steps, --batch", "give at least 1 of each")


def mean_over(values: Tensor, where: Tensor) -> Tensor:
    """Mean of the values where the flag is set; 0 where it is set nowhere."""
    return (values * where).sum() / where.sum().clamp(min=1)
