"""Which position sees which, from the causal flags: as openpi's `make_attn_mask` (Physical-Intelligence/openpi@15a9616a)."""

import numpy as np
import torch

from .annotated import ImageEntry


def interleave(images: tuple[ImageEntry, ...], positions: int, length: int) -> tuple[np.ndarray, np.ndarray]:
    """Columns of the whole sequence where ids stand [length], and where each camera's embeddings stand.

    positions: embeddings per camera. The second result is [cameras, positions].
    """
    ids = np.arange(length)
    starts = []
    for count, entry in enumerate(images):
        ids[entry.position :] += positions
        starts.append(entry.position + count * positions)
    return ids, np.asarray(starts, dtype=np.int64).reshape(-1, 1) + np.arange(positions)


def additive_mask(causal: torch.Tensor, valid: torch.Tensor) -> torch.Tensor:
    """0 where a position sees another, -inf elsewhere: [batch, 1, length, length] from flags [batch, length].

    A flag of 1 begins a causal step; positions see their own step and all before it. Padding is seen by nobody but
    itself, so that no row is empty.
    """
    step = causal.long().cumsum(1)
    sees = (step[:, None, :] <= step[:, :, None]) & valid[:, None, :].bool()
    sees |= torch.eye(causal.shape[1], dtype=torch.bool, device=causal.device)
    return torch.zeros(sees.shape, device=causal.device).masked_fill(~sees, -torch.inf)[:, None]
