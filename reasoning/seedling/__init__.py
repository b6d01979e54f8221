"""The seedling: the tiny language model that this repository trains from scratch and ships.

Task generators, tokenizer, training, export, evaluation and the weights themselves. What trains imports torch (`model`,
`muon`, `gradients`, `exam`, `checkpoint`, `train`, `export`); what the product needs at run time lies in `weights/`,
`tokenizer`, `facts` and `refusal`. A calculation is answered like this, every line following from the one before it:

    37×48-19
    1. 37×40=1480 → 1480+37×8-19
    2. 37×8=296 → 1480+296-19
    3. 1480+296=1776 → 1776-19
    4. 1776-19=1757
    Answer: 1757
"""

from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights"
HF, CT2 = "hf", "ct2"  # folders of the two layouts, under WEIGHTS or any other export
