"""Words: which may stand around what is asked without changing it, and which are numbers."""

from __future__ import annotations

import re

# A word that is not here may change what is asked: "rounded", "not", "positive".
_ENGLISH = frozenset(
    re.findall(
        r"\S+",
        """
a advance again an and answer answers are asap ask be by calc calculate calculated calculation calculator can
carefully check come comes compute correct could determine do does doing dunno equal equals equation equations
evaluate evaluated evening exact exactly explain expression figure find fits following for friend from get gets
give given gives good great hard has have hello help hey hi him hm homework how i i'd i'll i'm i've if in into
is it its just know let let's like linear look looking make makes man many math maths me means might mind mine
morning much must my myself need next now number numbers of ok okay on one or our out please pls plz problem
question quick quickly result right say says sec see seen should show simple simplified simplify so solution
solutions solve solving some somebody someone sorry step steps stuck tell thank thanks that the them then there
these think this those thx to today true try trying u um unknown up us use value values variable variables wait
want was wat wats we well what what's whats when where which who will with without wonder wondering work working
worth would write you your yourself
""",
    )
)
# Where these are spoken, a comma is a decimal point.
_OTHERS = frozenset(
    re.findall(
        r"\S+",
        """
was ist wie viel wieviel ergibt berechne rechne bitte aus und der die das wert von löse gleichung nach wenn gilt
combien font fait calcule calculez calculer quel est le la résultat résous si alors et de vaut
cuánto es calcula cuál el resultado resuelve ecuación entonces vale
""",
    )
)
_UNSPACED = frozenset(
    re.findall(
        r"\S+",
        """
计算 请计算 等于多少 是多少 等于 多少 请 求 解方程
""",
    )
)
HARMLESS = _ENGLISH | _OTHERS | _UNSPACED
FOREIGN = _OTHERS - _ENGLISH
FILLERS = frozenset({"the", "a", "an", "these", "those", "numbers"})

ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TEENS = re.findall(r"\S+", "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
SPELLED = {word: number for number, word in enumerate(("zero", *ONES, *_TEENS))}
SPELLED |= {word: 10 * number for number, word in enumerate(TENS, 2)}
