"""In which numbers passes are computed."""

import torch


def has_bfloat16(device: str) -> bool:
    """Whether a kind of device computes in bfloat16.

    A processor that does not still takes it, element by element: steps of the miniature take 7.7 s there in place of 0.3.
    """
    if device == "cuda":
        return torch.cuda.is_bf16_supported()
    return device == "cpu" and torch.backends.mkldnn.is_available() and torch.ops.mkldnn._is_mkldnn_bf16_supported()


def resolved(precision: str, device: str) -> str:
    """What accelerate is told: `auto` is `bf16` where the device computes in it, else `no` (float32)."""
    if precision != "auto":
        return precision
    return "bf16" if has_bfloat16(device) else "no"
