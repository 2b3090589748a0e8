"""What options give: `--set` changes values of a preset and sizes of the miniature."""

import argparse
from dataclasses import fields, replace

from .errors import TrainError
from .model import MiniatureConfig
from .presets import Preset

# Values that are words.
CHOICES = {"decay": ("constant", "cosine"), "precision": ("auto", "no", "bf16", "fp16")}
# What values are at least; a run would end in a traceback, or in weights that are no numbers.
LEAST = {
    **dict.fromkeys(("steps", "batch", "rank", "hidden", "layers", "heads", "inner", "context", "stem"), 1),
    **dict.fromkeys(("warmup", "shift", "part", "rehearsed", "rehearsal_weight", "rehearsal_action_weight"), 0),
    **dict.fromkeys(("learning_rate", "final_learning_rate", "weight_decay", "betas", "average", "clip"), 0),
}
BELOW = {"betas": 1, "average": 1}
OF_PRESET = {field.name for field in fields(Preset)}
# The rest is the data's.
OF_SIZES = {field.name for field in fields(MiniatureConfig)} - {"cameras", "picture_size", "vocabulary"}


def overridden(preset: Preset, sizes: MiniatureConfig, pairs: list[str]) -> tuple[Preset, MiniatureConfig]:
    """Raises TrainError for a name that there is not, and a value that it cannot have."""
    for pair in pairs:
        name, _, text = pair.partition("=")
        if name in OF_PRESET:
            preset = replace(preset, **{name: within(pair, parse(pair, getattr(preset, name)))})
        elif name in OF_SIZES:
            sizes = replace(sizes, **{name: within(pair, parse(pair, getattr(sizes, name)))})
        else:
            raise wrong(pair, f"one of: {', '.join(sorted(OF_PRESET | OF_SIZES))}")
    return preset, sizes


def with_sizes(pairs: list[str]) -> MiniatureConfig:
    """The sizes for a lesson before the training, which has settings of its own.

    Raises TrainError for a name that is no size.
    """
    for pair in pairs:
        if pair.partition("=")[0] not in OF_SIZES:
            raise wrong(pair, f"sizes of the model: {', '.join(sorted(OF_SIZES))}; steps and batch are options")
    return overridden(Preset(1, 1, 1.0, 1.0, 0), MiniatureConfig(), pairs)[1]


def whole(text: str) -> int:
    """A seed, for argparse."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is no whole number of at least 0")
    return int(text)


def counted(text: str) -> int:
    """A number of steps, for argparse."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no whole number of at least 1")
    return int(text)


def parse(pair: str, now: object) -> object:
    """The value in a pair, of the kind that it has now."""
    name, _, text = pair.partition("=")
    if name in CHOICES:
        if text not in CHOICES[name]:
            raise wrong(pair, f"one of: {', '.join(CHOICES[name])}")
        return text
    try:
        if isinstance(now, tuple):
            values = tuple(type(now[0])(part) for part in text.split(","))
            if name != "betas" or len(values) == len(now):
                return values
            raise ValueError(f"{len(now)} numbers")
        # What may be left out is a number where it is given.
        return (float if name == "average" else int)(text) if now is None else type(now)(text)
    except ValueError as error:
        raise wrong(pair, "a number, or numbers with commas between for betas and stem") from error


def within(pair: str, value: object) -> object:
    """The value; raises TrainError where it lies outside what it can be. No number at all lies outside."""
    name = pair.partition("=")[0]
    if name in LEAST:
        least, below = LEAST[name], BELOW.get(name)
        values = value if isinstance(value, tuple) else (value,)
        if not all(least <= one and (below is None or one < below) for one in values):
            raise wrong(pair, f"at least {least}" + (f" and below {below}" if name in BELOW else ""))
    return value


def wrong(pair: str, fix: str) -> TrainError:
    return TrainError(f"{pair} cannot be set", "--set", fix)
