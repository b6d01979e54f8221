"""`make bench`: the speed and size of the whole product, printed as figures of one run on 127.0.0.1."""

from __future__ import annotations

import argparse
import asyncio
import resource

from tests.support.stack import engine_server, running_stack

from . import fresh, idle, streams

PARTS = ("streams", "sockets", "memory", "fresh")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="|".join(PARTS))
    parser.add_argument("--streams", type=int, default=50)
    parser.add_argument("--tokens", type=int, default=600)
    parser.add_argument("--sockets", type=int, default=1000)
    options = parser.parse_args()
    parts = options.parts or PARTS
    if unknown := set(parts) - set(PARTS):
        parser.error(f"unknown part {', '.join(unknown)}")
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # a socket is a file; children inherit this
    if {"streams", "sockets"} & set(parts):
        with engine_server() as engine:
            scripted = {"ENGINE_BASE_URL": f"{engine}/v1", "ENGINE_MODEL": "scripted", "LOG_LEVEL": "WARNING"}
            with running_stack(scripted) as stack:
                if "sockets" in parts:
                    show("Idle sockets", asyncio.run(idle.sockets(stack, options.sockets)))
                if "streams" in parts:
                    cookies = stack.people(options.streams)
                    result = asyncio.run(streams.measure(stack, engine, cookies, options.tokens))
                    show("Streams", streams.report(stack, result, options.tokens))
    if "memory" in parts:
        show("The idle stack with the embedded engine", idle.memory())
    if "fresh" in parts:
        show("A stranger's first minutes", fresh.clone())


def show(title: str, lines: list[str]) -> None:
    print(f"\n{title}", *(f"  {line}" for line in lines), sep="\n", flush=True)


if __name__ == "__main__":
    main()
