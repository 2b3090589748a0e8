"""Small random checkpoints of the real architectures, in the files of the real ones.

They stand for weights that cannot be had everywhere: the same loading code reads them.
"""

import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import PaliGemmaConfig, PaliGemmaForConditionalGeneration, Qwen2Config, Qwen2ForCausalLM

import prismatic

TEXT = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_attention_heads": 4,
    "num_hidden_layers": 2,
    "num_key_value_heads": 2,
    "max_position_embeddings": 256,
}


def spread(model: torch.nn.Module) -> None:
    """Weights of a size at which logits differ clearly, biases and norms included."""
    with torch.no_grad():
        for name, weight in model.named_parameters():
            is_norm = weight.ndim == 1 and "norm" in name and name.endswith("weight")
            scale = 0.1 if weight.ndim == 1 else 1.5 / weight[0].numel() ** 0.5
            weight.add_(torch.randn_like(weight) * scale) if is_norm else weight.copy_(torch.randn_like(weight) * scale)


def write_qwen2(folder: Path, seed: int, vocabulary: int = 96, **sizes) -> None:
    """A language model alone."""
    torch.manual_seed(seed)
    config = Qwen2Config(**{**TEXT, **sizes}, vocab_size=vocabulary, tie_word_embeddings=False)
    model = Qwen2ForCausalLM(config)
    spread(model)
    model.save_pretrained(folder)


def paligemma_config(vocabulary: int, image_size: int) -> dict:
    text = {**TEXT, "model_type": "gemma", "num_key_value_heads": 1, "head_dim": 16, "vocab_size": vocabulary}
    vision = {
        "model_type": "siglip_vision_model",
        "hidden_size": 24,
        "intermediate_size": 48,
        "num_attention_heads": 2,
        "num_hidden_layers": 2,
        "patch_size": 14,
        "image_size": image_size,
        "projection_dim": 32,
        "vision_use_head": False,
    }
    return {
        "image_token_index": vocabulary - 1,
        "projection_dim": 32,
        "text_config": {**text, "hidden_activation": "gelu_pytorch_tanh"},
        "vision_config": vision,
    }


def write_paligemma(folder: Path, seed: int, vocabulary: int = 96, image_size: int = 28) -> None:
    """Hugging Face's own format."""
    random_paligemma(seed, vocabulary, image_size).save_pretrained(folder)


def random_paligemma(seed: int, vocabulary: int, image_size: int) -> PaliGemmaForConditionalGeneration:
    torch.manual_seed(seed)
    model = PaliGemmaForConditionalGeneration(PaliGemmaConfig(**paligemma_config(vocabulary, image_size)))
    spread(model)
    return model.eval()


def write_pi0_fast(folder: Path, seed: int, vocabulary: int = 96, image_size: int = 28, **config) -> dict:
    """LeRobot's format; gives the sizes, which its config does not hold. `config`: further members of it."""
    model = random_paligemma(seed, vocabulary, image_size)
    folder.mkdir(parents=True, exist_ok=True)
    prefix = "model.paligemma_with_expert.paligemma."
    save_file({prefix + name: value.clone() for name, value in model.state_dict().items()}, folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps({"type": "pi0_fast", "paligemma_variant": "gemma_2b", **config}))
    return paligemma_config(vocabulary, image_size)


def write_lerobot_normalizer(folder: Path, statistics: dict) -> None:
    """The normaliser as lerobot 0.6.1 saves it, after a step without tensors."""
    file = "policy_preprocessor_step_1_normalizer_processor.safetensors"
    steps = [{"registry_name": "to_batch_processor", "config": {}}, {"registry_name": "normalizer_processor", "config": {}, "state_file": file}]
    (folder / "policy_preprocessor.json").write_text(json.dumps({"name": "policy_preprocessor", "steps": steps}))
    save_file({name: torch.tensor(values) for name, values in statistics.items()}, folder / file)


def minivla_config(image_size: int = 28, **text) -> dict:
    tower = {"embed_dim": 24, "depth": 3, "num_heads": 2}
    return {
        "image_size": image_size,
        "dino": {"name": "vit_large_patch14_reg4_dinov2.lvd142m", "arguments": tower},
        "siglip": {"name": "vit_so400m_patch14_siglip_224", "arguments": tower},
        "text_config": {**TEXT, "rms_norm_eps": 1e-6, "rope_theta": 1_000_000.0, "tie_word_embeddings": True, **text},
    }


def write_minivla(
    folder: Path, seed: int, vocabulary: int = 96, config: dict | None = None, favoured: range | None = None
) -> dict:
    """A Prismatic run folder; gives the sizes, which its config names by id. `favoured`: ids that the model likes to say."""
    torch.manual_seed(seed)
    config = config or minivla_config()
    towers = {name: prismatic.build_tower(config[name], config["image_size"]) for name in ("dino", "siglip")}
    text_config = {key: value for key, value in config["text_config"].items() if key != "rope_theta"}
    rope = {"rope_type": "default", "rope_theta": config["text_config"]["rope_theta"]}
    text = Qwen2ForCausalLM(Qwen2Config(**text_config, rope_parameters=rope, vocab_size=vocabulary))
    width = sum(tower.embed_dim for tower in towers.values())
    projector = prismatic.build_projector(width, text.config.hidden_size)
    for module in (*towers.values(), text, projector):
        spread(module)
    if favoured is not None:
        with torch.no_grad():
            text.lm_head.weight[favoured.start : favoured.stop] *= 2.5
    vision = {f"{name}_featurizer.{key}": value for name, tower in towers.items() for key, value in tower.state_dict().items()}
    parts = {
        "vision_backbone": vision,
        "llm_backbone": {f"llm.{key}": value for key, value in text.state_dict().items()},
        "projector": {f"projector.{key}": value for key, value in projector.state_dict().items()},
    }
    (folder / "checkpoints").mkdir(parents=True, exist_ok=True)
    torch.save({"model": parts}, folder / "checkpoints" / "step-000001-epoch-00-loss=1.0000.pt")
    bounds = {"mean": [0.0] * 7, "std": [0.5] * 7, "min": [-1.0] * 7, "max": [1.0] * 7, "q01": [-1.0] * 7, "q99": [1.0] * 7}
    action = {**bounds, "mask": [True] * 6 + [False]}
    statistics = {"action": action, "proprio": bounds, "num_transitions": 1, "num_trajectories": 1}
    (folder / "dataset_statistics.json").write_text(json.dumps({"random": statistics}))
    return config
