"""A scripted engine behind a real OpenAI-compatible HTTP server, for tests of the whole stack and for benchmarks.

What it does is written in the question, as words `name=value`:
    tokens=40      how many tokens to write             rate=50     tokens a second (0: no wait)
    first=0.2      seconds before the first token       stamp=1     each token carries the time it was written
    answer=1757    numbered steps and an `Answer:` line, `steps=3` of them
    size=200       characters in each token
    echo=1         writes what it was asked
    says=SGk       writes this text, given in base64 for addresses, without padding
    tells=NAME     writes the text that was put at /texts/NAME
    spread=1       of several calls of a question, each later one is slower
    fail=503       refuse with that HTTP status         fail=stall | break | garbage
    times=1        fail only the first so many calls of this question
Asked to write the clean answer of what was worked out, it writes the `Answer:` line alone, at once.

`python -m tests.support.engine_server --port 8100`; GET /log tells how many streams were opened, ended, aborted, and
how many of them wrote a path: no probe, no judge and no clean answer.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import re
import time
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import uvicorn

from reasoning.prompts import load

WORD = re.compile(
    r"\b(tokens|rate|size|first|stamp|answer|says|echo|tells|steps|spread|fail|times)=([\w.-]+)"
)
COMPOSER = load("answer").text[:40]  # how the prompt for clean answers begins
TITLER = load("title").text[:40]
counts: Counter[str] = Counter()
failures: Counter[str] = Counter()
calls: Counter[str] = Counter()
texts: dict[str, str] = {}


def plan(question: str) -> dict[str, str]:
    return {"tokens": "20", "rate": "0", "first": "0", "steps": "2", "size": "0", "times": "1000000"} | dict(
        WORD.findall(question)
    )


def words(script: dict[str, str], *, clean: bool = False) -> list[str]:
    if "answer" in script and clean:
        return ["Answer: ", script["answer"]]
    if "answer" in script:
        steps = [f"{n}. step {n} of the way\n" for n in range(1, int(script["steps"]) + 1)]
        text = "".join(steps) + f"Answer: {script['answer']}"
        return re.findall(r"\s*\S+\s*", text)
    if "says" in script or "tells" in script:
        told = texts[script["tells"]] if "tells" in script else ""
        text = told or base64.urlsafe_b64decode(script["says"] + "===").decode()
        return re.findall(r"\s*\S{1,6}|\s+", text)
    size = int(script["size"])
    return [f"w{n} ".rjust(size, "x") for n in range(int(script["tokens"]))]


def said(message: dict[str, Any]) -> str:
    """A message's text; each of its pictures is the word `<picture>`."""
    content = message["content"]
    if isinstance(content, str):
        return content
    return "\n".join(part["text"] if part["type"] == "text" else "<picture>" for part in content)


async def completion(question: str, body: dict[str, Any]) -> AsyncIterator[bytes]:
    script = plan(question)
    clean = any(said(message).startswith(COMPOSER) for message in body["messages"])
    if clean:
        script["rate"] = "0"
    told = re.findall(r"\s*\S+", question) if "echo" in script else words(script, clean=clean)
    told = told[: body.get("max_tokens") or body.get("max_completion_tokens") or 10**6]
    prompt = len(question.split())
    await asyncio.sleep(float(script["first"]))
    rate = float(script["rate"])
    if script.get("spread"):
        calls[question] += 1
        rate /= 1 + calls[question] / 4
    start = time.monotonic()
    fail = script.get("fail", "")
    if fail and failures[question] < int(script["times"]):
        failures[question] += 1
        if fail == "stall":
            await asyncio.sleep(3600)
        if fail == "garbage":
            yield b"data: {this is not json\n\n"
            return
        told = told[: len(told) // 2]
    else:
        fail = ""
    for number, word in enumerate(told):
        if rate:
            await asyncio.sleep(max(0.0, start + number / rate - time.monotonic()))
        text = f"{time.time():.4f} " if script.get("stamp") else word
        yield chunk(
            {"content": text},
            logprobs={"content": [{"token": text, "logprob": -0.1, "bytes": None, "top_logprobs": []}]},
        )
    if fail == "break":
        return
    yield chunk({}, finish="stop")
    usage = {"prompt_tokens": prompt, "completion_tokens": len(told), "total_tokens": prompt + len(told)}
    yield (
        b"data: "
        + json.dumps(
            {
                "id": "x",
                "object": "chat.completion.chunk",
                "created": 0,
                "model": "scripted",
                "choices": [],
                "usage": usage,
            }
        ).encode()
        + b"\n\n"
    )
    yield b"data: [DONE]\n\n"


def chunk(delta: dict[str, str], finish: str | None = None, logprobs: Any = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": logprobs}
    data = {
        "id": "x",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "scripted",
        "choices": [choice],
    }
    return b"data: " + json.dumps(data).encode() + b"\n\n"


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        return
    path = scope["path"]
    if path == "/log":
        return await reply(send, 200, dict(counts))
    if path.endswith("/models"):
        return await reply(
            send,
            200,
            {
                "object": "list",
                "data": [{"id": "scripted", "object": "model", "created": 0, "owned_by": "tests"}],
            },
        )
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    if path.startswith("/texts/"):
        texts[path.removeprefix("/texts/")] = body.decode()
        return await reply(send, 200, {})
    request = json.loads(body)
    question = next(said(m) for m in reversed(request["messages"]) if m["role"] == "user")
    script = plan(question)
    scripted = WORD.search(question) and "The fence of this request" not in question
    counts["paths"] += bool(scripted)
    # Asked for a title it says nothing, so that conversations keep the names that tests know them by.
    if said(request["messages"][0]).startswith(TITLER):
        return await reply(send, 200, chunk({}, finish="stop") + b"data: [DONE]\n\n")
    status = script.get("fail", "")
    if status.isdigit() and failures[question] < int(script["times"]):
        failures[question] += 1
        counts["refused"] += 1
        return await reply(send, int(status), {"error": {"message": "scripted refusal", "type": "scripted"}})
    await stream(send, receive, completion(question, request))


async def stream(send: Any, receive: Any, chunks: AsyncIterator[bytes]) -> None:
    counts["opened"] += 1
    gone = asyncio.ensure_future(receive())  # the next message can only be the disconnect
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]}
    )

    async def write() -> None:
        async for data in chunks:
            await send({"type": "http.response.body", "body": data, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    writing = asyncio.ensure_future(write())
    await asyncio.wait([gone, writing], return_when=asyncio.FIRST_COMPLETED)
    counts["ended" if writing.done() else "aborted"] += 1
    for task in (gone, writing):
        task.cancel()
    await asyncio.gather(gone, writing, return_exceptions=True)


async def reply(send: Any, status: int, data: Any) -> None:
    """`data` as JSON, or bytes that are a stream of events already."""
    kind, body = (
        (b"text/event-stream", data)
        if isinstance(data, bytes)
        else (b"application/json", json.dumps(data).encode())
    )
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", kind)]})
    await send({"type": "http.response.body", "body": body})


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8100)
    uvicorn.run(app, host="127.0.0.1", port=parser.parse_args().port, log_level="warning", loop="uvloop")
