"""Integer expressions: building them from a shape, writing them out, solving them in written steps."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

MAX_DIGITS = 5
PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}
_OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_STEP = re.compile(r"(-?\d+)([-+*/])(\d+)=(-?\d+)")


class OutOfRange(ValueError):
    """The expression needs a calculation that the seedling is not taught (size, or an inexact division)."""


@dataclass(frozen=True)
class Operation:
    """`left op right`, where op is one of + - * /."""

    op: str
    left: Expression
    right: Expression


Expression = int | Operation


def parse(text: str) -> Expression:
    """The expression in `text`: digits, + - * / and parentheses. Raises ValueError on anything else."""
    try:
        return _from_ast(ast.parse(text, mode="eval").body)
    except SyntaxError as error:
        raise ValueError(f"not an expression: {text!r}") from error


def _from_ast(node: ast.expr) -> Expression:
    match node:
        case ast.Constant(value=int(value)):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(value))):
            return -value
        case ast.BinOp(op=op) if type(op) in _OPERATORS:
            return Operation(_OPERATORS[type(op)], _from_ast(node.left), _from_ast(node.right))
    raise ValueError(f"not an integer expression: {ast.dump(node)}")


def tokens(expression: Expression) -> list[str]:
    """Numbers, operators and the parentheses that precedence requires, left to right; no spaces."""
    match expression:
        case int():
            return [str(expression)]
        case Operation(op, left, right):
            first = _bracketed(left, isinstance(left, Operation) and PRECEDENCE[left.op] < PRECEDENCE[op])
            loose = isinstance(right, Operation) and PRECEDENCE[right.op] <= PRECEDENCE[op]
            negative = isinstance(right, int) and right < 0
            return [*first, op, *_bracketed(right, loose or negative)]
    raise TypeError(expression)


def _bracketed(expression: Expression, needed: bool) -> list[str]:
    inner = tokens(expression)
    return ["(", *inner, ")"] if needed else inner


def solve(expression: Expression) -> tuple[int, list[str]]:
    """The value and the steps to it, inner operations first and left before right.

    Every step is `a op b=c` with b not negative, so that a calculator can read it. Raises OutOfRange.
    """
    if isinstance(expression, int):
        return expression, []
    left, before = solve(expression.left)
    right, between = solve(expression.right)
    value, steps = _SOLVERS[expression.op](left, right)
    if len(str(abs(value))) > MAX_DIGITS:
        raise OutOfRange(f"{value} has more than {MAX_DIGITS} digits")
    return value, before + between + steps


def step_holds(step: str) -> bool | None:
    """Whether a written step `a op b=c` is true; None when it is not such a step."""
    match = _STEP.fullmatch(step.replace(" ", ""))
    if match is None:
        return None
    left, op, right, result = int(match[1]), match[2], int(match[3]), int(match[4])
    if op == "/":
        return right != 0 and result * right == left
    return {"+": left + right, "-": left - right, "*": left * right}[op] == result


def _add(a: int, b: int) -> tuple[int, list[str]]:
    return a + b, [f"{a}+{b}={a + b}" if b >= 0 else f"{a}-{-b}={a + b}"]


def _subtract(a: int, b: int) -> tuple[int, list[str]]:
    return a - b, [f"{a}-{b}={a - b}" if b >= 0 else f"{a}+{-b}={a - b}"]


def _significant(number: int) -> int:
    """Digits of the number without its trailing zeros: 3400 counts as 2."""
    return max(1, len(str(abs(number)).rstrip("0")))


def _multiply(a: int, b: int) -> tuple[int, list[str]]:
    if b < 0:  # the sign moves to the left operand
        a, b = -a, -b
    sizes = (_significant(a), _significant(b))
    if min(sizes) == 1 and (max(sizes) <= 2 or 1 in (abs(a), b)):
        return a * b, [f"{a}*{b}={a * b}"]
    if sizes == (2, 2) or (sizes[0] == 1 and sizes[1] == 3):
        place = 10 ** (len(str(b)) - 1)
        parts = [(a, b // place * place), (a, b % place)]
    elif sizes[0] == 3 and sizes[1] == 1:
        place = 10 ** (len(str(abs(a))) - 1)
        sign = -1 if a < 0 else 1
        parts = [(sign * (abs(a) // place * place), b), (sign * (abs(a) % place), b)]
    else:
        raise OutOfRange(f"{a}*{b}")
    if any(
        _significant(x) > 2 or _significant(y) > 2 or min(_significant(x), _significant(y)) > 1
        for x, y in parts
    ):
        raise OutOfRange(f"{a}*{b}")
    products = [x * y for x, y in parts]
    written = [f"{x}*{y}={x * y}" for x, y in parts if 1 not in (abs(x), y)]
    return a * b, [*written, *_add(products[0], products[1])[1]]


def _divide(a: int, b: int) -> tuple[int, list[str]]:
    if b == 0 or a % b:
        raise OutOfRange(f"{a}/{b}")
    if b < 0:
        a, b = -a, -b
    quotient, size = a // b, abs(a // b)
    place = 100 if b <= 12 else 10
    if size < place or size % place == 0 or b == 1:
        if b > 99 or size > 900:
            raise OutOfRange(f"{a}/{b}")
        return quotient, [f"{a}/{b}={quotient}"]
    if b > 99 or size > 999:
        raise OutOfRange(f"{a}/{b}")
    sign = -1 if a < 0 else 1
    high, low = sign * (size // place * place), sign * (size % place)
    return quotient, [f"{high * b}/{b}={high}", f"{low * b}/{b}={low}", *_add(high, low)[1]]


_SOLVERS = {"+": _add, "-": _subtract, "*": _multiply, "/": _divide}
