"""What is to be trained, and how a run of it is told from others."""

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from torch import nn

from .annotated import Annotated
from .batches import Layout
from .cache import Arrays
from .checkpoint import RunIdentity
from .presets import Preset
from .rehearsal import Rehearsal


@dataclass(frozen=True)
class Job:
    """One training."""

    model: nn.Module
    description: dict
    """Of the model, for its files."""
    preset: Preset
    dataset: Annotated
    arrays: Arrays
    validation: Arrays | None
    layout: Layout
    kept: np.ndarray
    table: np.ndarray
    out: Path
    start: str | None = None
    """SHA-256 of weights that the model begins with; None where it begins at random."""
    rehearsal: Rehearsal | None = None
    seed: int = 0
    log_every: int = 50
    save_every: int = 500
    evaluate_every: int = 1_000
    stop_after: int | None = None
    """Ends the process early, as a kill would, but after a checkpoint; for schedulers with time limits."""


def identity_of(job: Job, processes: int) -> RunIdentity:
    meta = (job.dataset.root / "meta/inspire.json").read_bytes()
    return RunIdentity(
        preset=asdict(job.preset),
        model=job.description["model"],
        fingerprint=job.dataset.fingerprint,
        has_questions=job.dataset.has_questions,
        cameras=job.description["cameras"],
        data=[hashlib.sha256(meta).hexdigest()],
        seed=job.seed,
        start=job.start,
        kept=hashlib.sha256(job.kept.astype("<i8").tobytes()).hexdigest(),
        rehearsal=None if job.rehearsal is None else job.rehearsal.sha256,
        processes=None if job.rehearsal is None else processes,
    )
