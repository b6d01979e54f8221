"""Export: the Hugging Face folder that vLLM serves, and the CTranslate2 folder that the embedded engine runs.

Works on plain arrays, so that a conversion needs neither torch nor transformers.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.specs import common_spec
from ctranslate2.specs.transformer_spec import TransformerDecoderModelSpec
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from reasoning.seedling import CT2, HF
from reasoning.seedling.mixture import held_out
from reasoning.seedling.tasks import FAMILIES
from reasoning.seedling.tasks.arithmetic import LEVELS
from reasoning.seedling.tokenizer import CHAT_TEMPLATE, END, PAD, SPECIAL, ChatTokenizer

REFERENCE = "greedy.json"  # greedy replies of the network that was exported, for a test to compare
Arrays = Mapping[str, NDArray[Any]]


def write_hf(folder: Path, shape: Mapping[str, Any], arrays: Arrays, tokenizer: ChatTokenizer) -> None:
    """Writes the Hugging Face Llama layout, with float16 weights. `arrays` have Hugging Face names."""
    folder.mkdir(parents=True, exist_ok=True)
    config = {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "dtype": "float16",
        "torch_dtype": "float16",
        "hidden_act": "silu",
        **shape,
        "num_key_value_heads": shape["num_attention_heads"],
        "head_dim": shape["hidden_size"] // shape["num_attention_heads"],
        "attention_bias": False,
        "mlp_bias": False,
        "attention_dropout": 0.0,
        "tie_word_embeddings": True,
        "initializer_range": 0.02,
        "rope_scaling": None,
        "use_cache": True,
        "bos_token_id": None,
        "eos_token_id": tokenizer.end,
        "pad_token_id": tokenizer.pad,
    }
    tokenizer_config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "chat_template": CHAT_TEMPLATE,
        "bos_token": None,
        "eos_token": END,
        "pad_token": PAD,
        "additional_special_tokens": [token for token in SPECIAL if token not in (END, PAD)],
        "add_bos_token": False,
        "clean_up_tokenization_spaces": False,
        "model_max_length": shape["max_position_embeddings"],
    }
    generation = {
        "eos_token_id": tokenizer.end,
        "pad_token_id": tokenizer.pad,
        "do_sample": True,
        "temperature": 0.7,
        "max_new_tokens": 256,
    }
    _write_json(folder / "config.json", config)
    _write_json(folder / "tokenizer_config.json", tokenizer_config)
    _write_json(folder / "generation_config.json", generation)
    tokenizer.save(folder / "tokenizer.json")
    halves = {name: np.ascontiguousarray(array, dtype=np.float16) for name, array in arrays.items()}
    save_file(halves, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "model.safetensors").chmod(0o644)  # the library makes it private


def convert(hf: Path, ct2: Path, quantization: str | None = "int8") -> None:
    """Writes the CTranslate2 model of a Hugging Face folder; a `quantization` of None keeps float32.

    The steps follow CTranslate2's own Llama converter.
    """
    config = json.loads((hf / "config.json").read_text())
    arrays = {name: array.astype(np.float32) for name, array in load_file(hf / "model.safetensors").items()}
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


def export(checkpoint: Path, weights: Path) -> None:
    """Writes both layouts of the last checkpoint in a training folder, and its greedy replies. Needs torch."""
    import torch

    from reasoning.seedling import train
    from reasoning.seedling.model import greedy

    torch.set_num_threads(1)  # a row at a time is too little work to share
    model, tokenizer, _ = train.load(checkpoint)
    arrays = {name: parameter.detach().numpy() for name, parameter in model.named_parameters()}
    write_hf(weights / HF, model.shape.as_dict(), arrays, tokenizer)
    convert(weights / HF, weights / CT2)
    replies = {}
    for question in _reference_questions():
        ids = greedy(model, tokenizer.prompt([("user", question)]), tokenizer.end)
        replies[question] = tokenizer.decode(ids)
    _write_json(weights / REFERENCE, replies)


def _reference_questions() -> list[str]:
    rng = random.Random("reference")
    everything = [generate(rng, LEVELS - 1).question for _ in range(20) for generate in FAMILIES.values()]
    return everything + [problem.question for problem in held_out("arithmetic", 0, 40, LEVELS - 1)]


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n")
