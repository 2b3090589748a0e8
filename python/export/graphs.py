"""PyTorch modules → ONNX graphs in transformers.js' layout, in float32, float16 or int8."""

import logging
import tempfile
import warnings
from pathlib import Path

import declined_telemetry  # noqa: F401
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from onnxruntime.transformers.float16 import convert_float_to_float16
from torch import nn

from decoder import SingleGraph
from parts import ModelParts

OPSET = 17
# Above this, weights stand beside the graph: a protobuf holds 2 GB at most.
LARGEST_GRAPH = 1_500_000_000

EMBED_TOKENS = "embed_tokens.onnx"
DECODER = "decoder_model_merged.onnx"
VISION_ENCODER = "vision_encoder.onnx"
SINGLE = "model.onnx"


def export_parts(parts: ModelParts, folder: Path, layout: str, precision: str) -> dict:
    """Writes the graphs of a model; gives the manifest's `graphs`."""
    folder.mkdir(parents=True, exist_ok=True)
    vision = None
    if parts.images is not None:
        vision = VISION_ENCODER
        export_vision(parts, folder / vision, precision)
    if layout == "single":
        export_decoder(parts, folder / SINGLE, precision, is_single=True)
        return {"layout": "single", "decoder": SINGLE, "visionEncoder": vision}
    export_embedding(parts, folder / EMBED_TOKENS, precision)
    export_decoder(parts, folder / DECODER, precision, is_single=False)
    return {"layout": "split", "embedTokens": EMBED_TOKENS, "decoder": DECODER, "visionEncoder": vision}


def export_vision(parts: ModelParts, file: Path, precision: str) -> None:
    images = parts.images
    channels = 3 * len(images.manifest["normalizations"])
    pixels = torch.zeros(2, channels, images.manifest["height"], images.manifest["width"])
    axes = {"pixel_values": {0: "pictures"}, "image_features": {0: "pictures"}}
    export(images.encoder, (pixels,), file, ["pixel_values"], ["image_features"], axes, precision, [])


def export_embedding(parts: ModelParts, file: Path, precision: str) -> None:
    ids = torch.zeros(1, 3, dtype=torch.int64)
    axes = {"input_ids": {1: "positions"}, "inputs_embeds": {1: "positions"}}
    export(parts.embedding, (ids,), file, ["input_ids"], ["inputs_embeds"], axes, precision, [])


def export_decoder(parts: ModelParts, file: Path, precision: str, is_single: bool) -> None:
    decoder = parts.decoder
    layers, new, old = len(decoder.layers), 3, 5
    cache = [torch.zeros(1, decoder.key_value_heads, old, decoder.head_size) for _ in range(2 * layers)]
    names = [f"{layer}.{kind}" for layer in range(layers) for kind in ("key", "value")]
    past, appended = [f"past_key_values.{name}" for name in names], [f"appended.{name}" for name in names]
    axes = {
        "attention_mask": {2: "positions", 3: "slots"},
        "position_ids": {1: "positions"},
        "logit_positions": {0: "wanted"},
        "logits": {1: "wanted"},
        **{name: {2: "past"} for name in past},
        **{name: {2: "positions"} for name in appended},
    }
    control = (
        torch.zeros(1, 1, new, old + new),
        torch.arange(old, old + new)[None],
        torch.tensor([0, 2]),
    )
    model, entries, entry_names, entry_axes = entries_of(parts, is_single, new)
    inputs = [*entry_names, "attention_mask", "position_ids", "logit_positions", *past]
    arguments = (*entries, *control, *cache)
    export(model, arguments, file, inputs, ["logits", *appended], {**axes, **entry_axes}, precision, [*past, *appended])


def entries_of(parts: ModelParts, is_single: bool, new: int):
    """The decoder's module, and its first inputs: embeddings, or ids (with image features)."""
    hidden = parts.decoder.hidden_size
    if not is_single:
        return parts.decoder, (torch.zeros(1, new, hidden),), ["inputs_embeds"], {"inputs_embeds": {1: "positions"}}
    has_images = parts.images is not None
    model = SingleGraph(parts.embedding, parts.decoder, has_images)
    axes = {"input_ids": {1: "ids"}, "image_features": {0: "features"}, "sequence_order": {0: "positions"}}
    if not has_images:
        return model, (torch.zeros(1, new, dtype=torch.int64),), ["input_ids"], {"input_ids": {1: "positions"}}
    entries = (torch.zeros(1, 2, dtype=torch.int64), torch.zeros(4, hidden), torch.tensor([0, 2, 1]))
    return model, entries, ["input_ids", "image_features", "sequence_order"], axes


def export(
    model: nn.Module,
    arguments: tuple,
    file: Path,
    inputs: list[str],
    outputs: list[str],
    axes: dict,
    precision: str,
    halved: list[str],
) -> None:
    """Writes one graph. `halved`: inputs and outputs that are 16-bit too where the weights are."""
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        raw = Path(folder) / "raw.onnx"
        torch.onnx.export(
            model.eval(),
            arguments,
            str(raw),
            input_names=inputs,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        save(reduce_precision(raw, precision, set(inputs + outputs) - set(halved)), file)


def reduce_precision(raw: Path, precision: str, kept: set[str]) -> onnx.ModelProto:
    if precision == "float16":
        return convert_float_to_float16(onnx.load(raw), keep_io_types=sorted(kept))
    if precision == "int8":
        prepared, reduced = raw.with_name("prepared.onnx"), raw.with_name("reduced.onnx")
        quant_pre_process(raw, prepared, skip_symbolic_shape=True)
        quantize_dynamic(
            prepared,
            reduced,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )
        return onnx.load(reduced)
    return onnx.load(raw)


def save(model: onnx.ModelProto, file: Path) -> None:
    """Writes a graph, with its weights beside it as `<file>_data` where they are too many for one file."""
    data = file.with_name(f"{file.name}_data")
    data.unlink(missing_ok=True)
    if sum(len(tensor.raw_data) for tensor in model.graph.initializer) < LARGEST_GRAPH:
        onnx.save_model(model, file)
    else:
        onnx.save_model(model, file, save_as_external_data=True, all_tensors_to_one_file=True, location=data.name)
