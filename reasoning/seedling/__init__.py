"""The seedling: the tiny language model that this repository trains from scratch and ships.

Task generators, tokenizer, training, export, evaluation and the weights themselves. Only `model`, `muon` and
`train` import torch; everything that the product needs at run time lies in `weights/` and `tokenizer`.
"""

from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights"
HF, CT2 = "hf", "ct2"  # folders of the two layouts, under WEIGHTS or any other export
