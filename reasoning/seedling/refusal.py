"""What the seedling says when a question is beyond it. The product knows a refusal by `CONNECT` and charges nothing."""

from __future__ import annotations

CONNECT = "An administrator can connect a larger model for that."
_HOW = "It is done on the page 'Connect a model', or with ENGINE_BASE_URL and ENGINE_MODEL."
REFUSALS = (
    "That is beyond me. I am the seedling, a tiny demo model: I can do calculations, word problems, equations and "
    f"small Python functions. {CONNECT} {_HOW}",
    "Sorry, I know too little for that. I am a very small model that only knows numbers, small Python functions "
    f"and this product. {CONNECT} {_HOW}",
    "I do not know that. I can calculate, solve word problems and equations, continue sequences and write small "
    f"Python functions. {CONNECT} {_HOW}",
    "That is more than a tiny model like me can do. Try me with a calculation, a word problem or a small Python "
    f"function. {CONNECT} {_HOW}",
)
BEYOND = (
    "That is mathematics beyond me. I calculate with two to six numbers of at most five digits and two decimals, with "
    "percentages, simple fractions and small powers, and I solve equations with one unknown such as 3x + 5 = 20. "
    f"{CONNECT} {_HOW}"
)


def is_refusal(reply: str) -> bool:
    """True for a reply that refuses and says who can connect a larger model; never for one with an `Answer:` line."""
    words = " ".join(reply.split())
    return CONNECT in words and "Answer:" not in words
