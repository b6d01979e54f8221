"""A tiny CTranslate2 model with random weights, in the layout of the seedling's folder."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from ctranslate2.specs import common_spec
from ctranslate2.specs.transformer_spec import TransformerDecoderModelSpec

from reasoning.seedling.tokenizer import END, PAD, ChatTokenizer, build

CORPUS = ["two plus two is four", "three apples and five pears", "1. Add the numbers.\n2. Check.\nAnswer: 42"]


def write_weights(folder: Path, *, layers: int = 2, heads: int = 4, width: int = 64) -> Path:
    """`folder` with `hf/` (tokenizer and config) and `ct2/` (a random Llama); returns `folder`."""
    tokenizer = ChatTokenizer(build(CORPUS))
    (folder / "hf").mkdir(parents=True)
    tokenizer.save(folder / "hf" / "tokenizer.json")
    (folder / "hf" / "config.json").write_text(json.dumps({"max_position_embeddings": 256}))
    rng = np.random.default_rng(1)

    def matrix(*shape: int) -> np.ndarray:
        return rng.normal(0, 0.1, shape).astype(np.float32)

    spec = TransformerDecoderModelSpec.from_config(
        layers,
        heads,
        activation=common_spec.Activation.SWISH,
        pre_norm=True,
        ffn_glu=True,
        rms_norm=True,
        rotary_dim=0,
        rotary_interleave=False,
        rotary_base=10_000,
    )
    decoder, vocabulary = spec.decoder, tokenizer.vocabulary()
    decoder.scale_embeddings = False
    decoder.embeddings.weight = matrix(len(vocabulary), width)
    decoder.projection.weight = matrix(len(vocabulary), width)
    decoder.layer_norm.gamma = np.ones(width, np.float32)
    for layer in decoder.layer:
        layer.self_attention.layer_norm.gamma = np.ones(width, np.float32)
        layer.self_attention.linear[0].weight = matrix(3 * width, width)
        layer.self_attention.linear[1].weight = matrix(width, width)
        layer.ffn.layer_norm.gamma = np.ones(width, np.float32)
        layer.ffn.linear_0.weight = matrix(2 * width, width)
        layer.ffn.linear_0_noact.weight = matrix(2 * width, width)
        layer.ffn.linear_1.weight = matrix(width, 2 * width)
    spec.config.bos_token = spec.config.unk_token = PAD
    spec.config.eos_token = END
    spec.config.layer_norm_epsilon = 1e-5
    spec.register_vocabulary(vocabulary)
    spec.validate()
    spec.optimize(quantization="int8")
    (folder / "ct2").mkdir()
    spec.save(str(folder / "ct2"))
    return folder
