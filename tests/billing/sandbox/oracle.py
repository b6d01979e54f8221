"""What stripe-python's own type hints say about a response or a request: the judge of the sandbox.

Resource classes are walked field by field; `params.*` TypedDicts likewise. A union of literals with `str`, by which
the library leaves room for later values, is read strictly.
"""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import json
import sys
import types
import typing
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal, NotRequired, Union, get_args, get_origin

from stripe import ListObject, StripeObject
from stripe._object_classes import OBJECT_CLASSES
from stripe._stripe_object import UntypedStripeObject
from typing_extensions import is_typeddict

WALKED = {"objects": 0, "requests": 0}


@functools.cache
def _names(module: str) -> dict[str, Any]:
    """A module's names and those it imports for type checkers only."""
    source = sys.modules.get(module) or importlib.import_module(module)
    names = dict(vars(source))
    for block in ast.parse(inspect.getsource(source)).body:
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test):
            for line in ast.walk(block):
                if isinstance(line, ast.ImportFrom):
                    origin = importlib.import_module(line.module or "")
                    names |= {a.asname or a.name: getattr(origin, a.name) for a in line.names}
    return names


@functools.cache
def _fields(shape: type) -> dict[str, Any]:
    # Some params inherit from RequestOptions, whose own names are in another module.
    names = _names("stripe._request_options") | _names(shape.__module__)
    hints = typing.get_type_hints(shape, names, include_extras=True)
    kept = {name: hint for name, hint in hints.items() if not name.startswith("_")}
    return {name: hint for name, hint in kept.items() if get_origin(hint) is not typing.ClassVar}


def _resolved(hint: Any, module: str) -> Any:
    while isinstance(hint, str | typing.ForwardRef):
        text = hint if isinstance(hint, str) else hint.__forward_arg__
        hint = eval(text, _names(module))
    return hint


def response_problems(answer: dict[str, Any]) -> list[str]:
    """What is wrong with a response, whose class its `object` names."""
    kind = answer["object"]
    if kind == "list":
        return [problem for each in answer["data"] for problem in response_problems(each)]
    if kind not in OBJECT_CLASSES:
        return [f"{kind} is no resource"]
    return _check(
        answer, getattr(importlib.import_module(OBJECT_CLASSES[kind][0]), OBJECT_CLASSES[kind][1]), kind
    )


def request_problems(params: dict[str, Any], shape: type) -> list[str]:
    """What is wrong with a request's params, by their TypedDict."""
    return _check(params, shape, shape.__name__)


def checked(ask: Callable[..., Any]) -> Callable[..., Any]:
    """`gateway._ask`, but the params are first held against those that the library's method declares."""

    def asked(call: Any, *args: Any) -> Any:
        WALKED["requests"] += 1
        names = [name for name in inspect.signature(call).parameters if name != "self"]
        given = dict(zip(names, args, strict=False))
        if given.get("params"):
            hint = _resolved(call.__annotations__["params"], call.__module__)
            shape = next((each for each in get_args(hint) if each is not type(None)), hint)
            found = request_problems(given["params"], _resolved(shape, call.__module__))
            assert not found, found
        return ask(call, *args)

    return asked


def checked_http(handle: Callable[..., Any]) -> Callable[..., Any]:
    """`api.handle`, but a good answer is held against the resource's class."""

    def handled(*args: Any) -> Any:
        status, headers, body = handle(*args)
        if status == 200:
            found = response_problems(json.loads(body))
            assert not found, found
        return status, headers, body

    return handled


def _check(value: Any, hint: Any, path: str, module: str = "") -> list[str]:
    hint = _resolved(hint, module)
    origin = get_origin(hint)
    if hint is Any:
        return []
    if origin is NotRequired:
        return _check(value, get_args(hint)[0], path, module)
    if origin in (Union, types.UnionType):
        return _union(value, [_resolved(each, module) for each in get_args(hint)], path, module)
    if origin is Literal:
        return [] if value in get_args(hint) else [f"{path}: {value!r} is none of {get_args(hint)}"]
    if origin in (list, tuple):
        if not isinstance(value, list):
            return [f"{path}: {value!r} is no list"]
        each = get_args(hint)[0]
        return [p for i, item in enumerate(value) for p in _check(item, each, f"{path}[{i}]", module)]
    if origin is ListObject:
        if not isinstance(value, dict) or value.get("object") != "list":
            return [f"{path}: {value!r} is no list object"]
        found = [f"{path}: has no {name}" for name in ("data", "has_more", "url") if name not in value]
        each = get_args(hint)[0]
        return found + [p for item in value["data"] for p in _check(item, each, f"{path}.{{}}", module)]
    if origin in (dict, UntypedStripeObject) or hint is UntypedStripeObject:
        return [] if isinstance(value, dict) else [f"{path}: {value!r} is no mapping"]
    if isinstance(hint, type) and (issubclass(hint, StripeObject) or is_typeddict(hint)):
        return _object(value, hint, path)
    return _plain(value, hint, path)


def _plain(value: Any, hint: Any, path: str) -> list[str]:
    if hint is Decimal:  # travels as a string
        return [] if isinstance(value, str) else [f"{path}: {value!r} is no decimal string"]
    if hint is float:
        hint = (int, float)
    if isinstance(value, bool) and hint is not bool:
        return [f"{path}: {value!r} is a bool, not {hint}"]
    return [] if isinstance(value, hint) else [f"{path}: {value!r} is no {hint}"]


def _union(value: Any, choices: list[Any], path: str, module: str) -> list[str]:
    if any(get_origin(each) is Literal for each in choices) and isinstance(value, str):
        wide = [each for each in choices if each is not str]
        choices = (
            wide if not any(isinstance(each, type) and issubclass(each, int) for each in wide) else choices
        )
    tries = [_check(value, each, path, module) for each in choices]
    return min(tries, key=len)


def _object(value: Any, shape: type, path: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{path}: {value!r} is no {shape.__name__}"]
    WALKED["objects"] += 1
    fields = _fields(shape)
    if not is_typeddict(shape) and "deleted" in value:
        return []
    found = [f"{path}: {name} is not a field" for name in value if name not in fields]
    for name, hint in fields.items():
        if name in value:
            found += _check(value[name], hint, f"{path}.{name}", shape.__module__)
        elif _needed(hint, shape):
            found.append(f"{path}: {name} is missing")
    return found


def _needed(hint: Any, shape: type) -> bool:
    if is_typeddict(shape):
        return get_origin(hint) is not NotRequired
    hint = _resolved(hint, shape.__module__)
    return type(None) not in get_args(hint)
