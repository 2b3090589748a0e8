"""Named hyperparameters, each with the code that they stand in.

The tables 5 to 7 of the paper's appendix were not at hand when this was written; the values are those of the published
configurations that they describe.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Preset:
    """What a run is made of, besides model and data."""

    steps: int
    batch: int
    """Sequences per step, over all processes."""
    learning_rate: float
    final_learning_rate: float
    warmup: int
    """Steps from 0 to the full learning rate."""
    decay: str = "constant"
    """`constant`, or `cosine` down to the final learning rate."""
    weight_decay: float = 0.0
    betas: tuple[float, float] = (0.9, 0.999)
    clip: float = 1.0
    """Greatest norm of the gradient."""
    average: float | None = None
    """Decay of the moving average of the weights that is saved; None for none."""
    rank: int | None = None
    """LoRA: rank of the added matrices, all else frozen; None trains everything."""
    shift: int = 0
    """Random shifts of the pictures by at most so many pixels."""
    part: int = 0
    """Sequences that pass the model at once, those of about one length together; 0 for the whole batch."""
    rehearsed: int = 8
    """Frames of scenes in a step, per process, where a base's lesson is rehearsed (`--rehearse`)."""
    rehearsal_weight: float = 1.0
    """Of the rehearsal's loss, beside the mean over all learnt ids."""
    rehearsal_action_weight: float = 0.0
    """The same beside the mean over the learnt action ids alone: arms that learn more ids per action rehearse no more."""
    precision: str = "no"
    """Of the passes, as accelerate names it: `no` (float32), `bf16`, `fp16`; `auto` takes the second where the device computes in it,
    else the first. Weights stay in float32."""


PRESETS = {
    # Koorye/Inspire@c61328bc prismatic/conf/vla.py, `prism-qwen25-dinosiglip-224px+0_5b+mx-libero-90`: 4 GPUs x 32.
    # It counts epochs (10); the steps are those of LIBERO-90's 569,230 frames.
    "minivla": Preset(steps=44_471, batch=128, learning_rate=1e-5, final_learning_rate=1e-5, warmup=0),
    # Physical-Intelligence/openpi@15a9616a src/openpi/training/config.py `pi0_fast_libero` and optimizer.py.
    "pi0-fast": Preset(
        steps=30_000,
        batch=32,
        learning_rate=2.5e-5,
        final_learning_rate=2.5e-6,
        warmup=1_000,
        decay="cosine",
        weight_decay=1e-10,
        betas=(0.9, 0.95),
        average=0.99,
    ),
    # After `pi0_fast_libero_low_mem_finetune`: rank 16, no average. It differs from it: openpi freezes the language model alone and
    # trains the vision encoder whole; here all that a model brings is frozen, and matrices are added to the linear layers of all of it.
    "pi0-fast-lora": Preset(
        steps=30_000,
        batch=32,
        learning_rate=2.5e-5,
        final_learning_rate=2.5e-6,
        warmup=1_000,
        decay="cosine",
        weight_decay=1e-10,
        betas=(0.9, 0.95),
        rank=16,
    ),
    # Ours, for models of a few million parameters from scratch.
    "miniature": Preset(
        steps=20_000,
        batch=64,
        learning_rate=6e-4,
        final_learning_rate=3e-5,
        warmup=200,
        decay="cosine",
        weight_decay=0.05,
        betas=(0.9, 0.95),
        shift=4,
        part=16,
        precision="auto",
    ),
}
