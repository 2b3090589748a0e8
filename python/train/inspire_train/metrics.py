"""Loss and accuracy by role, and where they are written."""

import json
import os
import time
from pathlib import Path

import psutil
import torch
from torch import Tensor
from torch.nn import functional


def count_by_role(logits: Tensor, targets: Tensor, loss: Tensor, role: Tensor, roles: int) -> tuple[Tensor, Tensor]:
    """The summed loss of the learnt tokens, and per role [roles, 3]: tokens, right ones, summed loss."""
    learnt = loss.bool()
    chosen, wanted, kind = logits[learnt], targets[learnt], role[learnt].long()
    losses = functional.cross_entropy(chosen.float(), wanted, reduction="none")
    at = counting_device(logits.device)
    right = (chosen.detach().argmax(-1) == wanted).to(at).double()
    counts = torch.zeros(roles, 3, dtype=torch.float64, device=at)
    counts.index_add_(0, kind.to(at), torch.stack([torch.ones_like(right), right, losses.detach().to(at).double()], 1))
    return losses.sum(), counts


def counting_device(device: torch.device) -> torch.device:
    """Where counts in float64 are kept: on the device itself, unless it has no such numbers."""
    return torch.device("cpu") if device.type == "mps" else device


def summarise(counts: Tensor, roles: tuple[str, ...]) -> dict[str, float]:
    """`loss` over all learnt tokens, and for each role that has any: `<role>/loss` and `<role>/accuracy`."""
    total = counts.sum(0)
    summary = {"loss": float(total[2] / total[0].clamp(min=1)), "tokens": float(total[0])}
    for name, (tokens, right, loss) in zip(roles, counts.tolist()):
        if tokens > 0:
            summary |= {f"{name}/accuracy": right / tokens, f"{name}/loss": loss / tokens}
    return summary


def step_of(line: str) -> float:
    """Of a line of metrics; of one that a full disk or a kill cut off, later than any."""
    try:
        return json.loads(line)["step"]
    except (ValueError, KeyError, TypeError):
        return float("inf")


class Clock:
    """Time of some steps."""

    def __init__(self):
        self.began = time.perf_counter()
        self.steps = 0

    def seconds(self) -> float:
        """Of a step, on average."""
        return (time.perf_counter() - self.began) / max(1, self.steps)


class Log:
    """JSON Lines, and TensorBoard where it is installed. Lines after the step that a run resumes at are dropped."""

    def __init__(self, folder: Path, step: int):
        path = folder / "metrics.jsonl"
        old = path.read_text().splitlines() if path.exists() else []
        partial = path.with_name(f".{path.name}.partial")
        partial.write_text("".join(f"{line}\n" for line in old if step_of(line) <= step))
        os.replace(partial, path)
        self.file = path.open("a")
        try:
            from torch.utils.tensorboard import SummaryWriter

            self.board = SummaryWriter(str(folder / "tensorboard"), purge_step=step + 1)
        except ImportError:
            self.board = None

    def write(self, step: int, part: str, values: dict[str, float]) -> None:
        self.file.write(json.dumps({"step": step, "part": part, **values}) + "\n")
        self.file.flush()
        for name, value in values.items():
            if self.board is not None:
                self.board.add_scalar(f"{part}/{name}", value, step)

    def close(self) -> None:
        self.file.close()
        if self.board is not None:
            self.board.close()


def held_memory(device: torch.device) -> float:
    """Memory of this process, MiB: the most that it held of the device; on a CPU what is resident, mapped files included."""
    if device.type == "cuda":
        return torch.cuda.max_memory_allocated(device) / 2**20
    return psutil.Process().memory_info().rss / 2**20
