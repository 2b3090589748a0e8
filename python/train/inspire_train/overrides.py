"""What `--set` changes: values of a preset, and sizes of the miniature."""

from dataclasses import fields, replace

from .errors import TrainError
from .model import MiniatureConfig
from .presets import Preset


def overridden(preset: Preset, sizes: MiniatureConfig, pairs: list[str]) -> tuple[Preset, MiniatureConfig]:
    for pair in pairs:
        name, _, text = pair.partition("=")
        in_preset = name in {field.name for field in fields(Preset)}
        target = preset if in_preset else sizes
        try:
            value = type(getattr(target, name))(text)
        except (AttributeError, ValueError, TypeError) as error:
            known = [field.name for kind in (Preset, MiniatureConfig) for field in fields(kind)]
            raise TrainError(f"{pair} cannot be set", "--set", f"numbers of: {', '.join(known)}") from error
        if in_preset:
            preset = replace(preset, **{name: value})
        else:
            sizes = replace(sizes, **{name: value})
    return preset, sizes
