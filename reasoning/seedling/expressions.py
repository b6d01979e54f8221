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


def shown(expression: Expression) -> str:
    """The expression as replies write it: `37×48-19`. A `*` would open emphasis in Markdown."""
    return "".join(tokens(expression)).replace("*", "×")


def solve(expression: Expression) -> tuple[int, list[str]]:
    """The value and the steps to it, inner operations first and left before right.

    Every step is `a op b=c`, with b not negative, so that a calculator can read it, and then what is left to do:
    `37×40=1480 → 1480+37×8-19`. Each step follows from the line before it alone. Raises OutOfRange.
    """
    steps = []
    while isinstance(expression, Operation):
        done, value, expression = _reduce_first(expression)
        if len(str(abs(value))) > MAX_DIGITS:
            raise OutOfRange(f"{value} has more than {MAX_DIGITS} digits")
        left = f" → {shown(expression)}" if isinstance(expression, Operation) else ""
        steps.append(f"{done.replace('*', '×')}={value}{left}")
    return expression, steps


def step_holds(step: str) -> bool | None:
    """Whether the calculation of a written step is true; None when there is none."""
    match = _STEP.fullmatch(step.partition("→")[0].replace(" ", "").replace("×", "*"))
    if match is None:
        return None
    left, op, right, result = int(match[1]), match[2], int(match[3]), int(match[4])
    if op == "/":
        return right != 0 and result * right == left
    return {"+": left + right, "-": left - right, "*": left * right}[op] == result


def _reduce_first(expression: Operation) -> tuple[str, int, Expression]:
    """The first calculation that can be done, its value, and the expression with that done."""
    op, left, right = expression.op, expression.left, expression.right
    if isinstance(left, Operation):
        done, value, rest = _reduce_first(left)
        return done, value, Operation(op, rest, right)
    if isinstance(right, Operation):
        done, value, rest = _reduce_first(right)
        return done, value, Operation(op, left, rest)
    return _REDUCERS[op](left, right)


Reduced = tuple[str, int, Expression]


def _add(a: int, b: int) -> Reduced:
    return (f"{a}+{b}" if b >= 0 else f"{a}-{-b}"), a + b, a + b


def _subtract(a: int, b: int) -> Reduced:
    return (f"{a}-{b}" if b >= 0 else f"{a}+{-b}"), a - b, a - b


def _significant(number: int) -> int:
    """Digits of the number without its trailing zeros: 3400 counts as 2."""
    return max(1, len(str(abs(number)).rstrip("0")))


def _multiply(a: int, b: int) -> Reduced:
    if b < 0:  # the sign moves to the left operand
        a, b = -a, -b
    sizes = (_significant(a), _significant(b))
    if min(sizes) == 1 and (max(sizes) <= 2 or 1 in (abs(a), b)):
        return f"{a}*{b}", a * b, a * b
    if sizes == (2, 2) or (sizes[0] == 1 and sizes[1] == 3):
        place = 10 ** (len(str(b)) - 1)
        high, low = b // place * place, b % place
        return f"{a}*{high}", a * high, Operation("+", a * high, Operation("*", a, low))
    if sizes[0] == 3 and sizes[1] == 1:
        place = 10 ** (len(str(abs(a))) - 1)
        sign = -1 if a < 0 else 1
        high, low = sign * (abs(a) // place * place), sign * (abs(a) % place)
        return f"{high}*{b}", high * b, Operation("+", high * b, Operation("*", low, b))
    raise OutOfRange(f"{a}*{b}")


def _divide(a: int, b: int) -> Reduced:
    if b == 0 or a % b:
        raise OutOfRange(f"{a}/{b}")
    if b < 0:
        a, b = -a, -b
    quotient, size = a // b, abs(a // b)
    if b > 99 or size > 999:
        raise OutOfRange(f"{a}/{b}")
    place = 100 if b <= 12 else 10
    if size < place or size % place == 0 or b == 1:
        return f"{a}/{b}", quotient, quotient
    sign = -1 if a < 0 else 1
    high, low = sign * (size // place * place), sign * (size % place)
    return f"{high * b}/{b}", high, Operation("+", high, Operation("/", low * b, b))


_REDUCERS = {"+": _add, "-": _subtract, "*": _multiply, "/": _divide}
