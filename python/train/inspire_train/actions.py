"""Action chunks of an annotated dataset, normalised as `inspire annotate` normalises them before it makes tokens."""

from dataclasses import dataclass

import numpy as np

from .annotated import Annotated, read_json, read_rows
from .errors import TrainError

NAMES = ("inspire.actions", "actions", "action")


@dataclass(frozen=True)
class Episodes:
    """Normalised actions [frames, dimensions] of all episodes in a row, and where each ends (exclusive) [frames]."""

    values: np.ndarray
    ends: np.ndarray
    rests: bool
    """Beyond the end of an episode: no motion with the last gripper, instead of the last action again."""

    @property
    def frames(self) -> int:
        return len(self.values)

    def chunks(self, frames: np.ndarray, horizon: int) -> np.ndarray:
        """Chunks [frames, horizon, dimensions] that begin at these frames."""
        steps = frames[:, None] + np.arange(horizon)
        last = self.ends[frames][:, None] - 1
        chosen = self.values[np.minimum(steps, last)]
        if self.rests:
            chosen[..., :-1] *= (steps <= last)[..., None]
        return chosen


def read_actions(dataset: Annotated) -> Episodes:
    """Raises TrainError where the dataset has no actions, or was normalised by another scheme than bounds-q99."""
    scheme = dataset.tokens.get("normalization")
    if scheme != "bounds-q99":
        raise TrainError(f"the tokens are normalised by {scheme}", str(dataset.root), "annotate for minivla-vq")
    name = next((name for name in NAMES if name in dataset.info["features"]), None)
    if name is None:
        raise TrainError("the dataset has no actions", str(dataset.root), "train on demonstrations")
    parts, episodes = [], []
    for batch in read_rows(dataset, [name, "episode_index"], 8_192):
        parts.append(np.stack(batch.column(name).to_numpy(zero_copy_only=False)))
        episodes.append(batch.column("episode_index").to_numpy(zero_copy_only=False))
    values, episode = np.concatenate(parts).astype(np.float64), np.concatenate(episodes)
    has_own_gripper = dataset.tokens.get("gripper") == "open-is-one"
    if has_own_gripper:
        share = values[:, -1].clip(0, 1)
        values[:, -1] = share if dataset.tokens.get("actionGripper") == "open-is-one" else 1 - share
    starts = np.flatnonzero(np.diff(episode, prepend=episode[0] - 1))
    lengths = np.diff(np.append(starts, len(values)))
    ends = np.repeat(starts + lengths, lengths)
    statistics = statistics_of(dataset)
    normalised = normalise(values, {**statistics, "mask": mask_of(statistics, has_own_gripper)})
    return Episodes(normalised.astype(np.float32), ends, dataset.tokens.get("beyondEnd") == "rest")


def statistics_of(dataset: Annotated) -> dict:
    file = dataset.root / "meta" / dataset.tokens["statistics"]
    return next(iter(read_json(file, "annotate the dataset again").values()))["action"]


def mask_of(statistics: dict, has_own_gripper: bool) -> list[bool]:
    """The numbers that are normalised: all where the file does not say, and never a gripper of the backbone's own."""
    mask = list(statistics.get("mask") or [True] * len(statistics["q01"]))
    return [*mask[:-1], mask[-1] and not has_own_gripper]


def normalise(values: np.ndarray, statistics: dict) -> np.ndarray:
    """q01 and q99 to -1 and 1, cut off there; dimensions outside the mask stay, and others without spread become 0.

    Source: openvla-mini@0822b362 prismatic/vla/datasets/rlds/utils/data_utils.py `normalize_action_and_proprio`.
    """
    low, high, mask = (np.asarray(statistics[name]) for name in ("q01", "q99", "mask"))
    least, most = np.asarray(statistics["min"]), np.asarray(statistics["max"])
    scaled = np.clip(2 * (values - low) / (high - low + 1e-8) - 1, -1, 1)
    return np.where(mask, np.where(least == most, 0.0, scaled), values)
