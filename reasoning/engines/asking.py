"""What is sent to a model server for one request. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..types import THINK_CLOSE, THINK_OPEN, EngineRequest, Turn
from .families import Family, arrange, sampling


def chat(request: EngineRequest, family: Family, model: str, extra: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a chat completion. `extra` are further fields, which win over the family's."""
    arguments = {
        **_common(request, family, model),
        "messages": messages(request, family),
        "extra_body": {
            **_cuts(request, family),
            **switch(request, family),
            **extra,
            **template(request, family, extra),
        },
    }
    if request.logprobs:
        arguments["logprobs"] = True
    return _without_empty(arguments)


def completion(
    request: EngineRequest, family: Family, model: str, extra: dict[str, Any], prompt: Sequence[int]
) -> dict[str, Any]:
    """The arguments of a raw completion that goes on after `prompt`, token ids."""
    for_rendering = ("chat_template_kwargs", "reasoning_effort")
    fields = {name: value for name, value in extra.items() if name not in for_rendering}
    arguments = {
        **_common(request, family, model),
        "prompt": list(prompt),
        "extra_body": {**_cuts(request, family), **fields},
    }
    if request.logprobs:
        arguments["logprobs"] = 1
    return _without_empty(arguments)


def messages(request: EngineRequest, family: Family) -> list[dict[str, Any]]:
    """The turns as the API wants them: of one with pictures the content is a list, the pictures before the words."""
    return [{"role": turn.role, "content": _content(turn)} for turn in arrange(family, request.turns)]


def _content(turn: Turn) -> str | list[dict[str, Any]]:
    if not turn.images:
        return turn.text
    pictures = [{"type": "image_url", "image_url": {"url": image.source}} for image in turn.images]
    return [*pictures, {"type": "text", "text": turn.text}] if turn.text else pictures


def switch(request: EngineRequest, family: Family) -> dict[str, Any]:
    """The fields that ask for thinking, or for none."""
    on, off = family.switch
    return on if request.thinks else off


def template(
    request: EngineRequest, family: Family, extra: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The fields that change how the turns are rendered. `extra` are the operator's, which win."""
    inner = {
        **switch(request, family).get("chat_template_kwargs", {}),
        **(extra or {}).get("chat_template_kwargs", {}),
    }
    return {"chat_template_kwargs": inner} if inner else {}


def written(prefix: str, tags: tuple[str, str], *, opens: bool) -> tuple[str, bool]:
    """`prefix` as the model itself would have written it, and whether it ends inside its thinking.

    With `opens` the prompt has opened the thinking already.
    """
    opened, closed = tags
    if not prefix.startswith(THINK_OPEN):
        return (f"{closed}\n\n{prefix}" if opens else prefix), False
    thought, ended, answer = prefix.removeprefix(THINK_OPEN).partition(THINK_CLOSE)
    # Both the prompts and the models that open it begin a new line after the tag.
    text = thought.lstrip("\n") if opens else f"{opened}\n" + thought.lstrip("\n")
    if not ended:
        return text, True
    if answer:
        return text + closed + answer, False
    return f"{text.rstrip()}\n{closed}\n\n", False  # closed by us, in the middle of a line perhaps


def _common(request: EngineRequest, family: Family, model: str) -> dict[str, Any]:
    drawn = sampling(family, thinks=request.thinks, temperature=request.temperature, top_p=request.top_p)
    arguments: dict[str, Any] = {
        "model": model,
        "max_tokens": request.max_tokens,
        "temperature": drawn.temperature,
        "top_p": drawn.top_p,
        "stream": True,
        "stream_options": {"include_usage": True},
        "stop": list(request.stop),
    }
    if request.seed is not None:
        arguments["seed"] = request.seed
    if request.schema is not None:
        shape = {"name": "reply", "schema": request.schema, "strict": True}
        arguments["response_format"] = {"type": "json_schema", "json_schema": shape}
    return arguments


def _cuts(request: EngineRequest, family: Family) -> dict[str, Any]:
    drawn = sampling(family, thinks=request.thinks, temperature=request.temperature, top_p=request.top_p)
    return {"top_k": drawn.top_k} if drawn.top_k else {}


def _without_empty(arguments: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in arguments.items() if value not in ([], {})}
