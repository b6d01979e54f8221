"""A tiny model with random weights, in the layouts of the seedling's folder."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from reasoning.seedling import CT2, HF
from reasoning.seedling.convert import convert
from reasoning.seedling.hf import write_hf
from reasoning.seedling.tokenizer import ChatTokenizer, build

CORPUS = ["two plus two is four", "three apples and five pears", "1. Add the numbers.\n2. Check.\nAnswer: 42"]


def write_weights(folder: Path, *, layers: int = 2, heads: int = 4, width: int = 64) -> Path:
    """`folder` with `hf/` and `ct2/` (a random Llama); returns `folder`."""
    tokenizer = ChatTokenizer(build(CORPUS))
    rng = np.random.default_rng(1)

    def matrix(*shape: int) -> np.ndarray:
        return rng.normal(0, 0.1, shape).astype(np.float32)

    sizes = {
        "vocab_size": len(tokenizer.vocabulary()),
        "hidden_size": width,
        "intermediate_size": 2 * width,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "max_position_embeddings": 256,
        "rope_theta": 10_000.0,
        "rms_norm_eps": 1e-5,
    }
    arrays = {
        "model.embed_tokens.weight": matrix(sizes["vocab_size"], width),
        "model.norm.weight": np.ones(width),
    }
    for number in range(layers):
        layer = f"model.layers.{number}."
        arrays |= {f"{layer}self_attn.{part}_proj.weight": matrix(width, width) for part in "qkvo"}
        arrays |= {f"{layer}mlp.{part}_proj.weight": matrix(2 * width, width) for part in ("gate", "up")}
        arrays[f"{layer}mlp.down_proj.weight"] = matrix(width, 2 * width)
        arrays |= {
            f"{layer}{norm}.weight": np.ones(width)
            for norm in ("input_layernorm", "post_attention_layernorm")
        }
    write_hf(folder / HF, sizes, arrays, tokenizer)
    convert(folder / HF, folder / CT2)
    return folder
