"""The model folder: graphs, kept ids, statistics, and the manifest that names them."""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from graphs import export_parts
from parts import ModelParts

MANIFEST = "inspire-model.json"


@dataclass
class FolderOptions:
    """What a checkpoint does not say of itself."""

    layout: str = "split"
    precision: str = "float32"
    adapter: str | None = None
    tokenizer: str | None = None
    codec: str | None = None
    statistics: Path | None = None
    formulation: str = "direction-1d"
    words: str = "paper"
    order: str = "vqa-first"
    questions: bool = True
    variant: str | None = None
    action_gripper: str | None = None
    normalization: str | None = None
    horizon: int | None = None
    name: str | None = None


def write_folder(parts: ModelParts, folder: Path, options: FolderOptions) -> dict:
    """Exports a model and writes its manifest, last, so that a folder with one is complete."""
    # Known before an hour of exporting rather than after.
    codec = options.codec or parts.defaults["codec"]
    find_codec(codec)
    (folder / MANIFEST).unlink(missing_ok=True)
    graphs = export_parts(parts, folder, options.layout, options.precision)
    files = [path for key, path in graphs.items() if key != "layout" and path is not None]
    files += [f"{file}_data" for file in files if (folder / f"{file}_data").exists()]
    kept = write_kept(parts, folder)
    statistics = copy_statistics(options.statistics, folder)
    codec, codec_files = copy_codec(codec, folder)
    files += [file for file in (kept, statistics, *codec_files) if file is not None]
    decoder, defaults = parts.decoder, parts.defaults
    manifest = {
        "formatVersion": 1,
        "name": options.name or parts.name,
        "adapter": options.adapter or defaults["adapter"],
        "tokenizer": options.tokenizer or defaults["tokenizer"],
        "codec": codec,
        "variant": options.variant,
        "statistics": statistics,
        "training": training_of(options),
        "images": None if parts.images is None else parts.images.manifest,
        "graphs": graphs,
        "dimensions": {
            "layers": len(decoder.layers),
            "keyValueHeads": decoder.key_value_heads,
            "headSize": decoder.head_size,
            "hiddenSize": decoder.hidden_size,
            "contextLength": parts.context_length,
        },
        "vocabulary": {"size": parts.vocabulary_size, "kept": kept},
        "precision": options.precision,
        "files": {file: describe(folder / file) for file in sorted(files)},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n")
    return manifest


def training_of(options: FolderOptions) -> dict:
    told = {key: getattr(options, key) for key in ("formulation", "words", "order", "questions")}
    numbers = {"actionGripper": options.action_gripper, "normalization": options.normalization, "horizon": options.horizon}
    return told | {key: value for key, value in numbers.items() if value is not None}


def write_kept(parts: ModelParts, folder: Path) -> str | None:
    """The kept ids, those that adjoin as [first, last]."""
    if parts.kept is None:
        return None
    runs: list[list[int]] = []
    for one in parts.kept:
        if runs and runs[-1][1] == one - 1:
            runs[-1][1] = one
        else:
            runs.append([one, one])
    name = "kept_ids.json"
    (folder / name).write_text(json.dumps([first if first == last else [first, last] for first, last in runs]) + "\n")
    return name


def copy_statistics(source: Path | None, folder: Path) -> str | None:
    if source is None:
        return None
    if source.resolve() != (folder / source.name).resolve():
        shutil.copyfile(source, folder / source.name)
    return source.name


def find_codec(codec: str | None) -> tuple[str, Path, list[Path]]:
    """Kind and place of a codec such as `fast:DIR`, and what stands there: a folder, or files such as `<stem>.config.json`.

    Raises ValueError where it names a place with nothing.
    """
    name, _, path = (codec or "").partition(":")
    source = Path(path)
    if not path:
        return name, source, []
    found = [source] if source.is_dir() else sorted(source.parent.glob(f"{source.name}.*"))
    if not found:
        raise ValueError(f"--codec {codec}: there are no files at {path}")
    return name, source, found


def copy_codec(codec: str | None, folder: Path) -> tuple[str | None, list[str]]:
    """Takes the files of a codec such as `fast:DIR` into the folder, so that it is whole; gives the codec from there, and its files."""
    name, source, found = find_codec(codec)
    if not found:
        return codec, []
    target = folder / "codec"
    if not found[0].resolve().is_relative_to(target.resolve()):
        shutil.rmtree(target, ignore_errors=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns(".*", "__pycache__"))
        else:
            target.mkdir()
            for one in found:
                shutil.copyfile(one, target / one.name)
    copied = sorted(file.relative_to(folder).as_posix() for file in target.rglob("*") if file.is_file())
    return f"{name}:codec" if source.is_dir() else f"{name}:codec/{source.name}", copied


def describe(file: Path) -> dict:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return {"bytes": file.stat().st_size, "sha256": digest.hexdigest()}
