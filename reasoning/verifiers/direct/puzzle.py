"""Number puzzles: `using 3, 7, 25 and 50, each at most once, make 157` says itself which answers count.

Only a question that is understood to its last word is judged. One that restricts the operations is judged by them.
"""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction

from ...exact import NUMBER, NotExact, is_calculation, number, plain, say
from .. import Verdict

MOST_CHARS = 300  # of an answer that is looked at

_JOINT = r"(?: ?[,;&] ?(?:and )?| and | )"
_LIST = re.compile(rf"(?<![\d.,/*^+-])\d+(?:{_JOINT}\d+)+(?![\d/*^])(?!\.\d)")
_ARROW = re.compile(r"[-=]+>|→|⇒|➞|⟶")
# What stands around the target. Without one of these words nobody knows what the other number is.
_TARGET = re.compile(
    r"\b(?:makes?|making|reach(?:es)?|gets?(?: to)?|gives?|obtain|target|equals?|total|hit|find|need|into|is)\b"
    r"(?: (?:is|of|the|number|a|value|to))*[ :=]*$|[=>] *$"
)
_AFTERWARDS = re.compile(r" *(?:from|with|using|out of|game)\b")
_EVERY = re.compile(
    r"exactly once|\beach number once\b(?! at most)|\ball (?:of )?(?:the )?(?:numbers|them)\b|\bevery number\b"
)
_SOME = re.compile(
    r"\byou (?:don['’]?t|do not) (?:have|need) to use (?:all(?: of)?(?: the)?\b(?: numbers| them)?|every number)\b"
    r"|\bnot all(?: of)?(?: the)?\b(?: numbers| them)? (?:need|have) to be used"
)
_MOST = re.compile(
    r"\b(?:(?:every|each)(?: number| one| of (?:the numbers|them))? )?(?:(?:may|can|must) be used )?"
    r"(?:only )?(?:once at most|at most (?:once|one time)|max(?:imum)? once|no more than once|not more than once)"
    r"|\b(?:no|none|not using any|(?:don['’]?t|do not|never) use any|without using any)(?: number)?(?: used)?"
    r" more than once"
    r"|\b(?:each|every)(?: number)? (?:can|may) only be used once|\byou (?:can|may) use each(?: number)?(?: only)? once"
    r"|\b(?:each|every)(?: number)? (?:can|may) be used (?:only )?once"
)
_GAME = re.compile(r"\bcountdown\b|\bnumbers? (?:game|round)\b")
_TWENTY_FOUR = (24, 4)  # the game of that name wants all four numbers, said or not
_OPERATIONS = {
    "add": "+", "adding": "+", "addition": "+", "subtract": "-", "subtracting": "-", "subtraction": "-",
    "multiply": "*", "multiplying": "*", "multiplication": "*", "divide": "/", "dividing": "/", "division": "/",
}  # fmt: skip
_COUNTS = {"one", "two", "three", "four", "five", "six"}  # "use exactly three of the numbers"
_HARMLESS = frozenset(
    re.findall(
        r"\S+",
        """
a again all also an and any are arithmetic arrange as ask at basic be but by calculate calculation can check
clever come combine could countdown do does each equal equals every exactly expression find following for four from game
get gets give given gives good got has have hello help hey hi hit how i i'd i've if in into is it just let let's like
made make makes making many math maths may me most much must my need next no not now number numbers obtain of ok okay
on once one only operations or our out people play please pls plz possible problem puzzle question quick quickly reach
reaches result round say show simple so solve solution some standard step steps sum symbols tell thank thanks that the
them then there these this three to today total try u um us use used uses using usual value want way we what
what's whats when which will with work would write you your target five six numbers' morning operators signs
advance asap cheers evening great hm right sorry thx well wants working yo
""",
    )
)


def check_puzzle(asked: str, text: str) -> Verdict | None:
    """The verdict on `text`, an expression, by the rules that the question `asked` (lower case, plain signs) states.

    None where the question is no puzzle, or not one that is understood.
    """
    expression = plain(text[: MOST_CHARS + 1].strip()).partition("=")[0].strip().rstrip(".")
    asked = _ARROW.sub(">", " ".join(asked.split()))
    found = _numbers_and_target(asked)
    if found is None or not 0 < len(expression) <= MOST_CHARS:
        return None
    if not is_calculation(expression) or "^" in expression:
        return None
    given, target, words = found
    some, most = _SOME.search(words), _MOST.search(words)
    rest = _MOST.sub(" ", _SOME.sub(" ", words))
    every = not some and not most and _EVERY.search(rest)
    rest = _EVERY.sub(" ", rest)
    ruled = bool(most or every or some or _GAME.search(words) or re.search(r"\bonce\b", words))
    if not _understood(rest, expression):
        return None
    return _verdict(expression, given, target, ruled=ruled, every=bool(every), asked=words)


def _numbers_and_target(asked: str) -> tuple[list[int], int, str] | None:
    """The numbers given, the one to make, and the question without them; None if it holds yet another number."""
    lists = _LIST.findall(asked)
    if len(lists) != 1:
        return None
    at = asked.index(lists[0])
    before, after = asked[:at], asked[at + len(lists[0]) :]
    others = [(part, match) for part in (before, after) for match in re.finditer(r"\d+(?:[.,]\d+)*", part)]
    if len(others) != 1 or not others[0][1][0].isdigit():
        return None
    part, match = others[0]
    head, tail = part[: match.start()], part[match.end() :]
    if not _TARGET.search(head) and not _AFTERWARDS.match(tail):
        return None
    given = [int(digits) for digits in re.findall(r"\d+", lists[0])]
    without = f"{head} | {tail}"
    return given, int(match[0]), f"{without} | {after}" if part is before else f"{before} | {without}"


def _understood(rest: str, expression: str) -> bool:
    """Whether every word is known, and the calculation keeps to the operations that are named, if any are."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", rest)
    if any(word not in _OPERATIONS and word.replace("’", "'") not in _HARMLESS for word in words):
        return False
    signs = re.sub(r"[^\W\d_]+|[ \t.,:;!?|=\"'’“”()\[\]>]", "", rest)
    if set(signs) - set("+-*/&"):
        return False
    allowed = {_OPERATIONS[word] for word in words if word in _OPERATIONS} | set(signs) - {"&"}
    if {"no", "not"} & set(words) or (_COUNTS & set(words) and {"exactly", "most", "only"} & set(words)):
        return False
    return not allowed or set(re.findall(r"[-+*/]", expression)) <= allowed


def _verdict(
    expression: str, given: list[int], target: int, *, ruled: bool, every: bool, asked: str
) -> Verdict | None:
    try:
        value = number(expression)
    except NotExact:
        return None
    allowed = Counter(given)
    used = Counter(Fraction(n.replace(",", "")) for n in re.findall(NUMBER, expression))
    foreign = [say(n) for n, times in used.items() if n.denominator > 1 or times > allowed[int(n)]]
    left_over = [str(n) for n, times in allowed.items() if times > used[Fraction(n)]]
    if foreign and ruled:
        evidence = f"{expression} uses {', '.join(foreign)} more often than it is given"
        return Verdict("failed", evidence, "math")
    if value != target:
        # Without a word about the rule the question may be no puzzle at all, most of all where its answer has numbers
        # that it does not give.
        given_ones = used.keys() <= allowed.keys()
        puzzle = ruled or (given_ones and re.search(r"\b(?:make|reach|get|target)\b", asked))
        return Verdict("failed", f"{expression} = {say(value)}, not {target}", "math") if puzzle else None
    if foreign:
        return None
    if left_over and every:
        return Verdict("failed", f"{expression} does not use {', '.join(left_over)}", "math")
    unsure = re.search(r"\b(?:all|every|must)\b", _SOME.sub("", _MOST.sub("", asked)))
    if left_over and (unsure or (not ruled and (target, len(given)) == _TWENTY_FOUR)):
        return None
    return Verdict("passed", f"{expression} = {say(value)}, each number used as often as allowed", "math")
