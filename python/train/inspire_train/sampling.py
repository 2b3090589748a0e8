"""Which frames a step sees: a function of seed and step alone, so that resumed and parallel runs see the same."""

from functools import lru_cache

import numpy as np


def frames_at(step: int, batch: int, frames: int, seed: int) -> np.ndarray:
    """Indices [batch] of step `step`; every epoch is a new permutation, and batches may span two."""
    first = step * batch
    indices = np.empty(batch, dtype=np.int64)
    done = 0
    while done < batch:
        epoch, offset = divmod(first + done, frames)
        part = order_of(epoch, frames, seed)[offset : offset + batch - done]
        indices[done : done + len(part)] = part
        done += len(part)
    return indices


@lru_cache(maxsize=2)
def order_of(epoch: int, frames: int, seed: int) -> np.ndarray:
    return np.random.Generator(np.random.PCG64([seed, epoch])).permutation(frames)


def shifts_at(step: int, batch: int, cameras: int, pixels: int, seed: int) -> np.ndarray:
    """Random shifts in whole pixels [batch, cameras, 2] of a step."""
    generator = np.random.Generator(np.random.PCG64([seed, step, 1]))
    return generator.integers(-pixels, pixels + 1, size=(batch, cameras, 2))


def shift(pictures: np.ndarray, shifts: np.ndarray) -> np.ndarray:
    """Pictures [batch, cameras, height, width, 3] moved by whole pixels, with their borders repeated."""
    height, width = pictures.shape[2:4]
    moved = np.empty_like(pictures)
    for index in np.ndindex(*pictures.shape[:2]):
        down, right = shifts[index]
        rows = np.clip(np.arange(height) - down, 0, height - 1)
        columns = np.clip(np.arange(width) - right, 0, width - 1)
        moved[index] = pictures[index][rows][:, columns]
    return moved
