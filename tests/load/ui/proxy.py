"""A proxy between the browser and the product that counts what each connection carries."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Proxy:
    """`address` is its own; `sockets` has the bytes from the server on each WebSocket, its handshake included."""

    address: str = ""
    sockets: list[int] = field(default_factory=list)


async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, count: list[int] | None) -> None:
    with suppress(ConnectionError, asyncio.CancelledError):
        while data := await reader.read(65536):
            if count is not None:
                count[-1] += len(data)
            writer.write(data)
            await writer.drain()
    writer.close()


@contextmanager
def counting(port: int) -> Iterator[Proxy]:
    """A proxy in front of 127.0.0.1:`port`, in a thread of its own."""
    proxy = Proxy()
    loop = asyncio.new_event_loop()
    ready = threading.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.read(65536)
        upstream = await asyncio.open_connection("127.0.0.1", port)
        upstream[1].write(first)
        is_socket = first.startswith(b"GET /ws")
        if is_socket:
            proxy.sockets.append(0)
        count = proxy.sockets if is_socket else None
        with suppress(asyncio.CancelledError):
            await asyncio.gather(carry(reader, upstream[1], None), carry(upstream[0], writer, count))

    async def main() -> None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        proxy.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        ready.set()
        with suppress(asyncio.CancelledError):
            await server.serve_forever()
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for other in others:
            other.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    task = loop.create_task(main())
    thread = threading.Thread(target=loop.run_until_complete, args=(task,), daemon=True)
    thread.start()
    ready.wait(10)
    yield proxy
    loop.call_soon_threadsafe(task.cancel)
    thread.join(10)
