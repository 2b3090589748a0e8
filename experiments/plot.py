"""Draws the results of experiments/results for docs/results.md.

    pip install matplotlib
    python experiments/plot.py

success.svg has the success rates of every run of a row, with Wilson's 95 % intervals; training.svg has how the loss of
action ids and the answers' accuracy went along the training. Of a row that is evaluated along the training, along.svg has
the success rates after each part of it (Figure 9). Those of other rows than `main` have the row's name before theirs.
"""

import argparse
import json
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402

HERE = Path(__file__).resolve().parent
# Arms without a colour of their own take the others in turn.
COLOURS = {"baseline": "#8a8f98", "inspire": "#1f6feb"}
OTHER_COLOURS = ["#d1671f", "#2a8c55", "#8f4fbf", "#b8961e", "#c23b5a"]
NAMES = {"baseline": "baseline", "inspire": "InSpire", "instruct-first": "InSpire, instruction first"}
# In the order in which the profiles came about; one that is not here comes last.
PROFILES = ["sight", "ground", "long", "keep", "shipped", "recall", "precise", "brief"]


def read_results(folder: Path, row: str) -> list[dict]:
    """The results of a row's runs, by profile, temperature, seed and starts; the first two profiles' have another form."""
    results = [json.loads(path.read_text()) for path in sorted(folder.glob(f"*-{row}-*.json"))]
    known = [one for one in results if one.get("row") == row and one.get("profile") not in ("first", "cpu")]
    return sorted(known, key=lambda one: (place_of(one["profile"]), *temperature_seed_starts(one)))


def place_of(profile: str) -> tuple[int, str]:
    return (PROFILES.index(profile) if profile in PROFILES else len(PROFILES), profile)


def colours_of(arms: list[str]) -> dict[str, str]:
    others = [arm for arm in arms if arm not in COLOURS]
    return {**{arm: COLOURS[arm] for arm in arms if arm in COLOURS}, **dict(zip(others, OTHER_COLOURS * len(others)))}


def temperature_seed_starts(result: dict) -> tuple[float, int, int]:
    evaluation = result.get("evaluation") or {}
    return evaluation.get("temperature") or 0, result["seed"], evaluation.get("seed", 7)


def label_of(result: dict) -> str:
    temperature, seed, starts = temperature_seed_starts(result)
    drawn = f", drawn at {temperature}" if temperature > 0 else ""
    return f"{result['profile']}{drawn}, seed {seed}" + ("" if starts == 7 else f", starts {starts}")


def rates_of(result: dict, split: str, place: int = -1) -> dict[str, tuple[float, float, float]]:
    """Per arm the lower end, rate and upper end in percent, after a part of the training, or after all of it."""
    rates = {}
    for comparison in result["measured"][place]["comparisons"]:
        if comparison["split"] == split:
            tasks = comparison["tasks"]
            rates[comparison["policy"]] = wilson(tasks)
            rates[comparison["against"]] = wilson([task["against"] for task in tasks])
    return rates


def wilson(tasks: list[dict], z: float = 1.959964) -> tuple[float, float, float]:
    episodes, successes = (sum(task[key] for task in tasks) for key in ("episodes", "successes"))
    rate, scale = successes / episodes, 100 / (1 + z * z / episodes)
    middle = rate + z * z / (2 * episodes)
    width = z * ((rate * (1 - rate) + z * z / (4 * episodes)) / episodes) ** 0.5
    return scale * (middle - width), 100 * rate, scale * (middle + width)


def draw_success(results: list[dict]) -> plt.Figure:
    arms = list(dict.fromkeys(arm for one in results for arm in rates_of(one, "seen")))
    colours, apart = colours_of(arms), 0.56 / len(arms)
    height = (0.18 + 0.12 * len(arms)) * len(results) + 1.3
    figure, axes = plt.subplots(1, 2, sharey=True, figsize=(9, height), layout="constrained")
    for axis, split in zip(axes, ["seen", "unseen"]):
        for place, result in enumerate(results):
            rates = rates_of(result, split)
            for number, arm in enumerate(rates):
                low, middle, high = rates[arm]
                bars, shift = [[middle - low], [high - middle]], apart * (number - (len(rates) - 1) / 2)
                axis.errorbar(middle, place + shift, xerr=bars, fmt="o", color=colours[arm], markersize=4, linewidth=1.4)
        axis.set(title=f"{split} tasks", xlabel="success, %", xlim=(0, 100))
        axis.grid(axis="x", alpha=0.3)
    axes[0].set_yticks(range(len(results)), [label_of(one) for one in results])
    axes[0].set_ylim(len(results) - 0.5, -0.5)
    handles = [plt.Line2D([], [], color=colours[arm], marker="o", label=NAMES.get(arm, arm)) for arm in arms]
    figure.legend(handles=handles, loc="outside upper right", ncols=5, frameon=False)
    return figure


def draw_training(results: list[dict], profile: str) -> plt.Figure:
    """One line per arm and seed: evaluations of one training hold the same lines."""
    by_seed = {one["seed"]: one["metrics"] for one in results if one["profile"] == profile and one.get("metrics")}
    colours = colours_of(list(dict.fromkeys(arm for metrics in by_seed.values() for arm in metrics)))
    figure, axes = plt.subplots(1, 2, figsize=(9, 3), layout="constrained")
    for number, metrics in enumerate(by_seed.values()):
        for arm, lines in metrics.items():
            for axis, key, factor in zip(axes, ["action/loss", "answer/accuracy"], [1, 100]):
                points = [(line["step"], factor * line[key]) for line in lines if key in line]
                label = NAMES.get(arm, arm) if number == 0 else None
                if points:
                    axis.plot(*zip(*points), color=colours[arm], marker=".", linewidth=1.2, label=label)
    axes[0].set(title="loss of action ids, nats", xlabel="step")
    axes[1].set(title="answers right on the training data, %", xlabel="step")
    for axis in axes:
        axis.grid(alpha=0.3)
    axes[0].legend(frameon=False)
    return figure


def draw_along(results: list[dict]) -> plt.Figure:
    """Success after each part of the training that was evaluated: one line per run and arm."""
    colours = colours_of(list(dict.fromkeys(arm for one in results for arm in rates_of(one, "seen"))))
    figure, axes = plt.subplots(1, 2, figsize=(9, 3), layout="constrained")
    for axis, split in zip(axes, ["seen", "unseen"]):
        for number, result in enumerate(results):
            steps = [part["share"] * result["training"]["steps"] for part in result["measured"]]
            rates = [rates_of(result, split, place) for place in range(len(steps))]
            for arm in rates[-1]:
                low, middle, high = zip(*(one[arm] for one in rates))
                bars = [[m - l for m, l in zip(middle, low)], [h - m for m, h in zip(middle, high)]]
                label = NAMES.get(arm, arm) if number == 0 else None
                axis.errorbar(steps, middle, bars, color=colours[arm], marker="o", markersize=4, linewidth=1.4, label=label)
        axis.set(title=f"{split} tasks, success, %", xlabel="step", xlim=(0, None), ylim=(0, 100))
        axis.grid(alpha=0.3)
    axes[0].legend(frameon=False, loc="lower right")
    return figure


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--row", default="main")
    parser.add_argument("--training", default="precise", help="profile whose training is drawn")
    parser.add_argument("--results", type=Path, default=HERE / "results")
    parser.add_argument("--out", type=Path, default=HERE.parent / "docs/images")
    options = parser.parse_args()
    results = read_results(options.results, options.row)
    if not results:
        parser.error(f"{options.results} has no result of the row {options.row}")
    if all(one["profile"] != options.training for one in results):
        parser.error(f"--training: no result of the row {options.row} is of the profile {options.training}")
    # Text as text, no date and no random names: the same results give the same file.
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "inspire", "font.size": 9})
    figures = {
        "success": ("Success rates of all runs", draw_success(results)),
        "training": ("Losses and answers along the training", draw_training(results, options.training)),
    }
    along = [one for one in results if len(one["measured"]) > 1]
    if along:
        figures["along"] = ("Success rates along the training", draw_along(along))
    before = "" if options.row == "main" else f"{options.row}-"
    for name, (title, figure) in figures.items():
        figure.savefig(options.out / f"{before}{name}.svg", metadata={"Date": None, "Title": title})
        print(options.out / f"{before}{name}.svg")


if __name__ == "__main__":
    main()
