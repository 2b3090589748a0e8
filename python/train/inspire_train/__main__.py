"""python -m inspire_train --data ANNOTATED --out RUN [--validation ANNOTATED] [--preset miniature] …"""

import argparse
import hashlib
import importlib
import inspect
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from accelerate import Accelerator, PartialState

from .annotated import Annotated, open_annotated
from .batches import Layout
from .cache import unpack
from .checkpoint import load_base
from .errors import TrainError
from .grounding import NAMES
from .job import Job
from .model import Miniature, MiniatureConfig, check_sizes
from .overrides import counted, overridden, whole
from .precision import resolved
from .presets import PRESETS, Preset
from .rehearsal import open_rehearsal
from .trainer import train
from .vision import load_vision
from .vocabulary import kept_ids, table_of


def main(arguments: list[str] | None = None) -> int:
    options = parse(arguments)
    try:
        preset, sizes = overridden(PRESETS[options.preset], MiniatureConfig(), options.set)
        device = PartialState(cpu=options.cpu).device.type
        preset = replace(preset, precision=resolved(preset.precision, device))
        accelerator = Accelerator(cpu=options.cpu, mixed_precision=preset.precision)
        torch.use_deterministic_algorithms(True)
        torch.manual_seed(options.seed)
        train(create_job(options, preset, sizes, accelerator), accelerator)
    except TrainError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="inspire_train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="output of `inspire annotate --adapter`")
    parser.add_argument("--validation", type=Path, help="another such output, annotated in the same way")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run; the run goes on where it is")
    parser.add_argument("--preset", choices=PRESETS, default="miniature")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a preset's value, or a size")
    parser.add_argument("--also", type=Path, action="append", default=[], help="JSON Lines with ids to keep")
    parser.add_argument("--camera", action="append", default=[], metavar="BACKBONE=FEATURE")
    parser.add_argument("--model", default=None, metavar="MODULE:FACTORY", help="another model than the miniature")
    start = parser.add_mutually_exclusive_group()
    start.add_argument("--vision", type=Path, help="weights of the vision encoder to begin with")
    start.add_argument("--base", type=Path, help="folder of a model that finds what phrases name, to begin with")
    parser.add_argument("--rehearse", type=Path, metavar="SCENES", help="what the base was taught from, so that it is kept")
    parser.add_argument("--seed", type=whole, default=0)
    parser.add_argument("--cpu", action="store_true", help="even where there is a GPU")
    parser.add_argument("--cache", type=Path, help="where pictures are unpacked (default: beside the run)")
    parser.add_argument("--log-every", type=counted, default=50)
    parser.add_argument("--save-every", type=counted, default=500)
    parser.add_argument("--evaluate-every", type=counted, default=1_000)
    parser.add_argument("--stop-after", type=counted, help="end at this step; the same command goes on later")
    return parser.parse_args(arguments)


def create_job(
    options: argparse.Namespace, preset: Preset, sizes: MiniatureConfig, accelerator: Accelerator
) -> Job:
    dataset = open_annotated(options.data)
    validation = None if options.validation is None else open_annotated(options.validation)
    check_same(dataset, validation)
    cameras = cameras_of(dataset, options.camera)
    cache = options.cache or options.out.parent / "unpacked"
    with accelerator.main_process_first():
        arrays = unpack(dataset, cameras, cache)
        checked = None if validation is None else unpack(validation, cameras, cache)
    check_rehearsal(options, preset)
    named = [] if options.rehearse is None else [options.base / NAMES]
    kept = kept_ids([data for data in (arrays, checked) if data is not None], [*options.also, *named])
    height, width = arrays.pictures.shape[2:4]
    if height != width:
        raise TrainError(f"the pictures are {height} × {width}", str(dataset.root), "annotate with --image-size")
    sizes = replace(sizes, cameras=len(cameras), picture_size=height, vocabulary=len(kept))
    model, positions = create_model(options.model, sizes, kept)
    if options.vision is not None:
        load_vision(model, options.vision)
    if options.base is not None:
        load_base(model, kept, options.base)
    layout = Layout(dataset.images, positions, dataset.length, dataset.roles.index("padding"))
    if options.model is None and layout.total > sizes.context:
        fix = f"--set context={layout.total}, or annotate with smaller pictures or a smaller --max-length"
        raise TrainError(f"a sequence has {layout.total} positions, the model {sizes.context}", "context", fix)
    rehearsal = None
    if options.rehearse is not None:
        rehearsal = open_rehearsal(model, options.rehearse, options.base, layout, table_of(kept))
    start = options.vision if options.base is None else options.base / "model.safetensors"
    description = {
        "model": sizes.as_json() if options.model is None else {"factory": options.model},
        "cameras": cameras,
        "fingerprint": dataset.fingerprint,
        "questions": dataset.has_questions,
        "blockImages": any(entry.is_block for entry in dataset.images),
        "tokens": dataset.tokens,
        "training": dataset.formulation,
    }
    return Job(
        model=model,
        description=description,
        preset=preset,
        dataset=dataset,
        arrays=arrays,
        validation=checked,
        layout=layout,
        kept=kept,
        table=table_of(kept),
        start=None if start is None else hashlib.sha256(start.read_bytes()).hexdigest(),
        rehearsal=rehearsal,
        out=options.out,
        seed=options.seed,
        log_every=options.log_every,
        save_every=options.save_every,
        evaluate_every=options.evaluate_every,
        stop_after=options.stop_after,
    )


def check_rehearsal(options: argparse.Namespace, preset: Preset) -> None:
    if options.rehearse is None:
        return
    if options.base is None:
        raise TrainError("there is nothing to rehearse", "--rehearse", "name what the scenes taught with --base")
    if not (options.base / NAMES).exists():
        fix = "make the base with this version of inspire_train.grounding"
        raise TrainError("the base lacks the names that it was taught", str(options.base / NAMES), fix)
    if preset.rehearsed < 1:
        raise TrainError("nothing is rehearsed", "--set rehearsed", "give at least 1 frame, or leave --rehearse out")


def create_model(name: str | None, sizes: MiniatureConfig, kept: np.ndarray):
    """The model, and the number of embeddings that it gives per camera.

    A factory that has a parameter `kept` is told which ids the rows of the vocabulary are.
    """
    if name is None:
        check_sizes(sizes)
        return Miniature(sizes), sizes.positions
    module, _, factory = name.partition(":")
    try:
        create = getattr(importlib.import_module(module), factory)
        model = create(sizes, kept=kept) if "kept" in inspect.signature(create).parameters else create(sizes)
        return model, model.positions
    except (ImportError, AttributeError) as error:
        raise TrainError(f"the model cannot be made ({error})", name, "give MODULE:FACTORY, see README") from error


def cameras_of(dataset: Annotated, pairs: list[str]) -> dict[str, str]:
    """Backbone's camera -> picture feature: as given, else in order."""
    names = [entry.camera for entry in dataset.images]
    given = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    if len(given) < len(pairs) or not set(given) <= set(names):
        raise TrainError(f"{pairs} names no cameras", "--camera", f"give BACKBONE=FEATURE with {names}")
    spare = iter([feature for feature in dataset.features if feature not in given.values()])
    found = {name: given.get(name) or next(spare, None) for name in names}
    if None in found.values():
        fix = f"name a feature for each of {names} with --camera"
        raise TrainError(f"the layout has {len(names)} cameras, the data {dataset.features}", str(dataset.root), fix)
    return found


def check_same(dataset: Annotated, validation: Annotated | None) -> None:
    if validation is None:
        return
    for name in ("fingerprint", "roles", "images", "has_questions", "length"):
        if getattr(dataset, name) != getattr(validation, name):
            fix = "annotate both with the same adapter, tokenizer, codec, mask and --max-length"
            raise TrainError(f"{name} differs from that of {dataset.root}", str(validation.root), fix)


if __name__ == "__main__":
    sys.exit(main())
