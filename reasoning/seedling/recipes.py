"""The two ways to train the seedling: some hours on two CPU cores, or minutes on a GPU with many cores beside it."""

from __future__ import annotations

import os
from typing import Any

RECIPES: dict[str, dict[str, dict[str, Any]]] = {
    "cpu": {
        "shape": {"hidden_size": 224, "intermediate_size": 576, "num_hidden_layers": 5, "num_attention_heads": 4},
        "plan": {"tokens": 40_000_000, "batch_tokens": 4096, "threads": 2, "save_every": 120.0},
    },
    # The generators need some fifteen cores to keep one H100 busy.
    "gpu": {
        "shape": {},
        "plan": {
            "tokens": 1_000_000_000, "batch_tokens": 98_304, "device": "cuda", "compiled": True, "patient": False, "threads": 1,
            "workers": max(1, (os.cpu_count() or 2) - 1), "report_every": 500, "save_every": 480.0,
        },
    },
}  # fmt: skip
