"""From the Hugging Face folder to the CTranslate2 folder that the embedded engine runs, on plain arrays.

Needs neither torch nor transformers; the steps follow CTranslate2's own Llama converter.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from ctranslate2.specs import common_spec
from ctranslate2.specs.transformer_spec import TransformerDecoderModelSpec

from reasoning.seedling.hf import load_weights
from reasoning.seedling.tokenizer import END, PAD, ChatTokenizer


def convert(hf: Path, ct2: Path, quantization: str | None = "int8") -> None:
    """Writes the CTranslate2 model of a Hugging Face folder; a `quantization` of None keeps float32."""
    config = json.loads((hf / "config.json").read_text())
    arrays = load_weights(hf)
    tokenizer = ChatTokenizer.load(hf / "tokenizer.json")
    spec = TransformerDecoderModelSpec.from_config(
        config["num_hidden_layers"],
        config["num_attention_heads"],
        activation=common_spec.Activation.SWISH,
        pre_norm=True,
        ffn_glu=True,
        rms_norm=True,
        rotary_dim=0,
        rotary_interleave=False,
        rotary_base=config["rope_theta"],
    )
    decoder = spec.decoder
    decoder.scale_embeddings = False
    decoder.embeddings.weight = arrays["model.embed_tokens.weight"]
    decoder.projection.weight = arrays["model.embed_tokens.weight"]
    decoder.layer_norm.gamma = arrays["model.norm.weight"]
    for number, layer in enumerate(decoder.layer):
        name = f"model.layers.{number}."
        attention = [arrays[f"{name}self_attn.{part}_proj.weight"] for part in "qkv"]
        layer.self_attention.layer_norm.gamma = arrays[f"{name}input_layernorm.weight"]
        layer.self_attention.linear[0].weight = np.concatenate(attention)
        layer.self_attention.linear[1].weight = arrays[f"{name}self_attn.o_proj.weight"]
        layer.ffn.layer_norm.gamma = arrays[f"{name}post_attention_layernorm.weight"]
        layer.ffn.linear_0.weight = arrays[f"{name}mlp.gate_proj.weight"]
        layer.ffn.linear_0_noact.weight = arrays[f"{name}mlp.up_proj.weight"]
        layer.ffn.linear_1.weight = arrays[f"{name}mlp.down_proj.weight"]
    spec.config.bos_token = PAD
    spec.config.eos_token = END
    spec.config.unk_token = PAD
    spec.config.layer_norm_epsilon = config["rms_norm_eps"]
    spec.register_vocabulary(tokenizer.vocabulary())
    spec.validate()
    spec.optimize(quantization=quantization)
    ct2.mkdir(parents=True, exist_ok=True)
    spec.save(str(ct2))
