"""The ways to train the seedling: hours on two CPU cores, minutes on a GPU with many cores beside it, and going on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from reasoning.seedling import WEIGHTS


def bfloat16_is_fast(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """Whether this processor multiplies bfloat16 itself; where it does not, such products are slower."""
    try:
        flags = cpuinfo.read_text().split()
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags


RECIPES: dict[str, dict[str, dict[str, Any]]] = {
    "cpu": {
        "shape": {"hidden_size": 224, "intermediate_size": 576, "num_hidden_layers": 5, "num_attention_heads": 4},
        "plan": {"tokens": 40_000_000, "batch_tokens": 4096, "threads": 2, "bf16": bfloat16_is_fast(),
                 "save_every": 120.0},
    },
    # The generators need some fifteen cores to keep one H100 busy; where they lag behind, shards are seen again.
    "gpu": {
        "shape": {},
        "plan": {
            "tokens": 1_600_000_000, "minutes": 8.5, "batch_tokens": 98_304, "device": "cuda", "compiled": True,
            "patient": False, "threads": 1, "workers": max(1, (os.cpu_count() or 2) - 2), "report_every": 250,
            "save_every": 480.0,
        },
    },
    # From the shipped weights on a CPU, gently: a larger rate would undo what was learnt.
    "further": {
        "shape": {},
        "plan": {
            "start": WEIGHTS, "rate": 0.1, "tokens": 10_000_000, "batch_tokens": 8192, "threads": 2,
            "bf16": bfloat16_is_fast(), "save_every": 120.0,
        },
    },
}  # fmt: skip
NAMES = tuple(RECIPES)
