"""The Hugging Face Llama layout, on plain arrays: what vLLM serves, and what the other layout is made from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from reasoning.seedling.tokenizer import CHAT_TEMPLATE, END, PAD, SPECIAL, ChatTokenizer

FILE = "model.safetensors"
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
    save_weights(folder, arrays)


def save_weights(folder: Path, arrays: Arrays) -> None:
    """Writes the weights alone, in float16."""
    halves = {name: np.ascontiguousarray(array, dtype=np.float16) for name, array in arrays.items()}
    save_file(halves, folder / FILE, metadata={"format": "pt"})
    (folder / FILE).chmod(0o644)  # the library makes it private


def load_weights(folder: Path) -> dict[str, NDArray[np.float32]]:
    """The weights of a folder, in float32."""
    return {name: array.astype(np.float32) for name, array in load_file(folder / FILE).items()}


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n")
