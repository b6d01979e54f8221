"""Form bodies as Stripe nests them: `items[0][price]=x` is {"items": [{"price": "x"}]}. Pure."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl


def decode(text: str) -> dict[str, Any]:
    """The nested params of a query or body; every leaf is a string."""
    root: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        first, rest = re.match(r"([^\[]*)(.*)", name).groups()  # type: ignore[union-attr]
        path = [first, *re.findall(r"\[([^\]]*)\]", rest)]
        node = root
        for part in path[:-1]:
            node = node.setdefault(part, {})
        # `name[]` is a list without numbers.
        node[path[-1] or str(len(node))] = value
    return {name: _listed(value) for name, value in root.items()}


def _listed(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    inner = {name: _listed(value) for name, value in node.items()}
    if inner and all(name.isdigit() for name in inner):
        return [inner[name] for name in sorted(inner, key=int)]
    return inner


def truth(value: Any) -> bool:
    """A boolean as forms write it."""
    return value in (True, "true")
