"""What LeRobot says of a policy beside its weights: actions per chunk, and how its numbers are normalised.

Source: lerobot 0.6.1 policies/pi0_fast/configuration_pi0_fast.py and processor/pipeline.py, which saves the processors that
stand around a policy as `policy_preprocessor.json` and one file of tensors per step.
"""

import json
from pathlib import Path

from safetensors.torch import load_file

STATISTICS = "norm_stats.json"

# LeRobot's modes, and the scheme of the session that is the same up to 1e-6.
SCHEMES = {"MEAN_STD": "z-score", "QUANTILES": "quantile"}


def read_training(config: dict) -> dict:
    """What the manifest says of the training. Raises ValueError for what a session cannot undo."""
    if config.get("use_relative_actions"):
        raise ValueError("the policy acts relative to its state (use_relative_actions), which a session does not undo")
    horizon = config.get("chunk_size")
    return {
        "variant": "lerobot",
        **({} if horizon is None else {"horizon": horizon}),
        **({} if scheme_of(config) is None else {"normalization": scheme_of(config)}),
    }


def scheme_of(config: dict) -> str | None:
    """The scheme of actions and state; None where the config does not say it, or leaves them as they are."""
    if config.get("normalization_mapping") is None or takes_numbers_as_they_are(config):
        return None
    action, state = modes_of(config)
    if action != state or action not in SCHEMES:
        raise ValueError(f"actions are normalised by {action} and the state by {state}; known for both: {', '.join(SCHEMES)}")
    return SCHEMES[action]


def takes_numbers_as_they_are(config: dict) -> bool:
    """Whether a policy says that it normalises neither actions nor state: a session that had statistics would rescale them."""
    return config.get("normalization_mapping") is not None and modes_of(config) == ("IDENTITY", "IDENTITY")


def modes_of(config: dict) -> tuple[str, str]:
    """LeRobot's modes of actions and state. What a mapping leaves out it leaves as it is."""
    modes = config["normalization_mapping"]
    return modes.get("ACTION", "IDENTITY"), modes.get("STATE", "IDENTITY")


def read_statistics(folder: Path) -> dict | None:
    """The statistics of a policy's normaliser in openpi's form, or None where the folder has none."""
    path = folder / "policy_preprocessor.json"
    if not path.exists():
        return None
    steps = json.loads(path.read_text())["steps"]
    step = next((one for one in steps if one.get("registry_name") == "normalizer_processor"), None)
    if step is None or "state_file" not in step:
        return None
    tensors = load_file(folder / step["state_file"])
    features = {"state": "observation.state", "actions": "action"}
    found = {name: statistics_of(tensors, key) for name, key in features.items()}
    return {"norm_stats": {name: one for name, one in found.items() if one is not None}}


def statistics_of(tensors: dict, feature: str) -> dict | None:
    named = {name: tensors.get(f"{feature}.{name}") for name in ("mean", "std", "q01", "q99")}
    if named["mean"] is None or named["std"] is None:
        return None
    return {name: None if one is None else one.double().flatten().tolist() for name, one in named.items()}


def write_statistics(folder: Path, out: Path) -> Path | None:
    """Writes the statistics as `norm_stats.json`; None where there are none, or nothing is normalised by them."""
    is_identity = takes_numbers_as_they_are(json.loads((folder / "config.json").read_text()))
    statistics = None if is_identity else read_statistics(folder)
    if statistics is None:
        return None
    out.mkdir(parents=True, exist_ok=True)
    path = out / STATISTICS
    path.write_text(json.dumps(statistics, indent=2) + "\n")
    return path
