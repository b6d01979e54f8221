"""Export: the Hugging Face folder that vLLM serves, and through `convert` the one that the embedded engine runs."""

# Checked with and without torch installed; without it, all of torch is Any.
# mypy: disable-error-code="no-any-return, no-untyped-call, untyped-decorator, misc", no-warn-unused-ignores

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file

from reasoning.seedling import CT2, HF
from reasoning.seedling.checkpoint import from_hf, load
from reasoning.seedling.mixture import ALL
from reasoning.seedling.model import Seedling, greedy
from reasoning.seedling.problem import Problem
from reasoning.seedling.tasks import FAMILIES
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


def write_reference(model: Seedling, tokenizer: ChatTokenizer, path: Path) -> None:
    """Writes the network's greedy replies to a hundred questions, for a test to compare the exports with."""
    replies = {}
    for problem in _reference_problems():
        ids = greedy(model, tokenizer.prompt([("user", problem.question)]), tokenizer.end)
        replies[problem.question] = tokenizer.decode(ids)
    _write_json(path, replies)


def export_hf(checkpoint: Path, folder: Path) -> None:
    """Writes the Hugging Face layout of the last checkpoint in a training folder."""
    model, tokenizer, _ = load(checkpoint)
    arrays = {name: parameter.detach().numpy() for name, parameter in model.named_parameters()}
    write_hf(folder, model.shape.as_dict(), arrays, tokenizer)


def complete(weights: Path) -> None:
    """Beside the Hugging Face layout: the one for CTranslate2, and the network's greedy replies."""
    from reasoning.seedling.convert import convert

    torch.set_num_threads(1)  # a row at a time is too little work to share
    convert(weights / HF, weights / CT2)
    write_reference(*from_hf(weights / HF), weights / REFERENCE)


def export(checkpoint: Path, weights: Path) -> None:
    """Writes both layouts of the last checkpoint in a training folder, and its greedy replies."""
    export_hf(checkpoint, weights / HF)
    complete(weights)


def _reference_problems() -> list[Problem]:
    """Those with neither history nor system text."""
    rng = random.Random("reference")
    drawn = [generate(rng, ALL) for _ in range(16) for generate in FAMILIES.values()]
    return [problem for problem in drawn if len(problem.turns()) == 1]


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n")
