"""Expressions of whole numbers and short decimals: reading them, and writing them out.

What lies beyond the limits below is not taught: it is for a larger model. Calculations are taken apart in `solving`.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from decimal import Decimal

MAX_DIGITS = 5  # before the point, of any number in a question or a step
MAX_PLACES = 3  # behind the point, of an exact result
ROUNDED_PLACES = 2  # of a quotient that does not end: 10/3 is 3.33 (rounded)
MAX_OPERANDS = 6
MAX_STEPS = 8  # lines of calculation in a reply
MAX_DIVISOR = 99  # after a zero that dividend and divisor share is taken from both
# Significant digits of the factors of a product, zeros at the end aside: 3400 has two.
PRODUCTS = ((1, 3), (1, 4), (2, 2), (2, 3))
LARGEST_ROOT = 20  # square roots of squares up to 400; any other root that is not whole is not taught
LARGEST_CUBE_ROOT = 10
LARGEST_POWER = 10  # exponents; the value has at most MAX_DIGITS digits
PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}
_OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}

Number = int | Decimal  # a Decimal where the number has a point


class OutOfRange(ValueError):
    """The expression needs a calculation that the seedling is not taught (see the limits above)."""


@dataclass(frozen=True, slots=True)
class Operation:
    """`left op right`, where op is one of + - * /."""

    op: str
    left: Expression
    right: Expression


Expression = Number | Operation


def parse(text: str) -> Expression:
    """The expression in `text`: numbers, + - * / and parentheses. Raises ValueError on anything else."""
    try:
        return _from_ast(ast.parse(text, mode="eval").body)
    except SyntaxError as error:
        raise ValueError(f"not an expression: {text!r}") from error


def _from_ast(node: ast.expr) -> Expression:
    match node:
        case ast.Constant(value=int(whole)):
            return whole
        case ast.Constant(value=float(decimal)):
            return trimmed(Decimal(repr(decimal)))
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant() as constant):
            value = _from_ast(constant)
            if not isinstance(value, Operation):
                return -value
        case ast.BinOp(op=op) if type(op) in _OPERATORS:
            return Operation(_OPERATORS[type(op)], _from_ast(node.left), _from_ast(node.right))
    raise ValueError(f"not an expression of numbers: {ast.dump(node)}")


def trimmed(value: Number) -> Number:
    """The same number without zeros behind the point: 16.50 is 16.5, and 16.00 the int 16."""
    if isinstance(value, int):
        return value
    whole = int(value)
    return whole if value == whole else value.normalize()


def size(number: Number) -> Number:
    """The number without its sign."""
    return -number if number < 0 else number


def tokens(expression: Expression) -> list[str]:
    """Numbers, operators and the parentheses that precedence requires, left to right; no spaces."""
    if not isinstance(expression, Operation):
        return [str(expression)]
    op, left, right = expression.op, expression.left, expression.right
    loose = isinstance(right, Operation) and PRECEDENCE[right.op] <= PRECEDENCE[op]
    negative = not isinstance(right, Operation) and right < 0
    first = _bracketed(left, isinstance(left, Operation) and PRECEDENCE[left.op] < PRECEDENCE[op])
    return [*first, op, *_bracketed(right, loose or negative)]


def _bracketed(expression: Expression, needed: bool) -> list[str]:
    inner = tokens(expression)
    return ["(", *inner, ")"] if needed else inner


def shown(expression: Expression) -> str:
    """The expression as replies write it: `37×48-19`. A `*` would open emphasis in Markdown."""
    return "".join(tokens(expression)).replace("*", "×")
