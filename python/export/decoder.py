"""The decoder as it is exported: a Gemma or Qwen2 language model with its cache as inputs and outputs.

It takes the weights of a Hugging Face model, but is written out here, so that the graph has what InSpire needs: an
additive mask of any shape (blocks that see each other, rewound positions that nobody sees), positions of its own,
logits of the positions that are asked for, and keys and values of the new positions alone: whoever runs it keeps the
cache, in tensors that need not be written anew in every step. `check_logits.py` compares it with the Hugging Face model.
"""

import torch
from torch import nn


class Norm(nn.Module):
    """RMS normalisation; Gemma's weights are stored as a difference to 1."""

    def __init__(self, weight: torch.Tensor, epsilon: float):
        super().__init__()
        self.weight = nn.Parameter(weight.detach().clone())
        self.epsilon = epsilon

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.weight * (x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.epsilon))


def rotate(x: torch.Tensor, cosine: torch.Tensor, sine: torch.Tensor) -> torch.Tensor:
    """Rotary position embedding of [1, heads, positions, head size]."""
    half = x.shape[-1] // 2
    return x * cosine + torch.cat((-x[..., half:], x[..., :half]), dim=-1) * sine


class Layer(nn.Module):
    """One decoder layer; heads of the query that share a key are rows of one product, so that keys are not repeated."""

    def __init__(self, layer: nn.Module, config, offset: float):
        super().__init__()
        self.heads = config.num_attention_heads
        self.key_value_heads = config.num_key_value_heads
        self.head_size = getattr(config, "head_dim", None) or config.hidden_size // self.heads
        self.attention, self.mlp = layer.self_attn, layer.mlp
        epsilon = config.rms_norm_eps
        self.before_attention = Norm(layer.input_layernorm.weight + offset, epsilon)
        self.before_mlp = Norm(layer.post_attention_layernorm.weight + offset, epsilon)

    def forward(self, x, mask, cosine, sine, past_key, past_value, wanted=None):
        """`wanted`: of the last layer, the positions that are asked for; of the others only keys and values matter."""
        normal = self.before_attention(x)
        key = rotate(self.split(self.attention.k_proj(normal), self.key_value_heads), cosine, sine)
        value = self.split(self.attention.v_proj(normal), self.key_value_heads)
        if wanted is not None:
            x, normal = torch.index_select(x, 1, wanted), torch.index_select(normal, 1, wanted)
            cosine, sine = torch.index_select(cosine, 0, wanted), torch.index_select(sine, 0, wanted)
            mask = torch.index_select(mask, 2, wanted)
        query = self.split(self.attention.q_proj(normal), self.heads)
        query = rotate(query, cosine, sine) * self.head_size**-0.5
        keys, values = torch.cat((past_key, key), dim=2), torch.cat((past_value, value), dim=2)
        x = x + self.attention.o_proj(self.attend(query, keys, values, mask))
        normal = self.before_mlp(x)
        return x + self.mlp(normal), key, value

    def split(self, x: torch.Tensor, heads: int) -> torch.Tensor:
        return x.view(1, -1, heads, self.head_size).transpose(1, 2)

    def attend(self, query, key, value, mask):
        shared = self.heads // self.key_value_heads
        rows = query.reshape(1, self.key_value_heads, -1, self.head_size)
        scores = torch.matmul(rows, key.transpose(2, 3))
        if shared == 1:
            scores = scores + mask
        else:
            count = query.shape[2]
            split = scores.view(1, self.key_value_heads, shared, count, -1)
            scores = (split + mask.unsqueeze(2)).view(1, self.key_value_heads, shared * count, -1)
        mixed = torch.matmul(torch.softmax(scores, dim=-1), value)
        by_head = mixed.reshape(1, self.heads, -1, self.head_size)
        return by_head.transpose(1, 2).reshape(1, -1, self.heads * self.head_size)


class Decoder(nn.Module):
    """Embeddings [1, positions, hidden] → logits [1, wanted, vocabulary], and their keys and values."""

    def __init__(self, model: nn.Module, head: torch.Tensor, offset: float):
        """`model`: a Hugging Face GemmaModel or Qwen2Model. `head` [vocabulary, hidden]. `offset`: 1 for Gemma."""
        super().__init__()
        config = model.config
        self.layers = nn.ModuleList(Layer(layer, config, offset) for layer in model.layers)
        self.norm = Norm(model.norm.weight + offset, config.rms_norm_eps)
        self.head = nn.Linear(head.shape[1], head.shape[0], bias=False)
        self.head.weight = nn.Parameter(head.detach().clone())
        first = self.layers[0]
        self.key_value_heads, self.head_size = first.key_value_heads, first.head_size
        self.hidden_size = config.hidden_size
        theta = rope_theta(config)
        steps = torch.arange(0, self.head_size, 2, dtype=torch.float32)
        self.register_buffer("frequencies", 1.0 / theta ** (steps / self.head_size))

    def forward(self, inputs_embeds, attention_mask, position_ids, logit_positions, *past):
        angles = position_ids[0, :, None].to(torch.float32) * self.frequencies
        angles = torch.cat((angles, angles), dim=-1)
        cosine, sine = angles.cos(), angles.sin()
        x = inputs_embeds
        appended = []
        for index, layer in enumerate(self.layers):
            wanted = logit_positions if index == len(self.layers) - 1 else None
            x, key, value = layer(x, attention_mask, cosine, sine, past[2 * index], past[2 * index + 1], wanted)
            appended += [key, value]
        return (self.head(self.norm(x)), *appended)


class WholeCacheDecoder(nn.Module):
    """The signature of earlier exports: logits of the last positions, and the cache as a whole. For tests that old folders still load."""

    def __init__(self, decoder: Decoder):
        super().__init__()
        self.decoder = decoder

    def forward(self, inputs_embeds, attention_mask, position_ids, num_logits_to_keep, *past):
        length = inputs_embeds.shape[1]
        kept = torch.arange(length - num_logits_to_keep, length)
        logits, *appended = self.decoder(inputs_embeds, attention_mask, position_ids, kept, *past)
        return (logits, *(torch.cat(pair, dim=2) for pair in zip(past, appended)))


class SingleGraph(nn.Module):
    """Embedding and decoder in one: ids and image features, and the order in which they stand."""

    def __init__(self, embedding: nn.Module, decoder: Decoder, has_images: bool):
        super().__init__()
        self.embedding, self.decoder, self.has_images = embedding, decoder, has_images

    def forward(self, input_ids, *rest):
        embeddings = self.embedding(input_ids)
        if not self.has_images:
            return self.decoder(embeddings, *rest)
        image_features, sequence_order, *rest = rest
        everything = torch.cat((embeddings[0], image_features), dim=0)
        return self.decoder(torch.index_select(everything, 0, sequence_order)[None], *rest)


class Embedding(nn.Module):
    """Ids [1, positions] → embeddings; Gemma's factor is within the table."""

    def __init__(self, table: torch.Tensor):
        super().__init__()
        self.table = nn.Embedding.from_pretrained(table.detach().clone())

    def forward(self, input_ids):
        return self.table(input_ids)


def rope_theta(config) -> float:
    """The base of the rotary embedding, of a config of any version of transformers; refuses scaled ones."""
    parameters = getattr(config, "rope_parameters", None) or {}
    kind = parameters.get("rope_type", "default")
    if kind != "default":
        raise ValueError(f"rotary embeddings of the kind {kind} are not supported")
    return float(parameters.get("rope_theta", getattr(config, "rope_theta", 10_000.0)))
