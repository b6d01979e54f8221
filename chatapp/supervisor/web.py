"""The web process: uvicorn on the supervisor's socket (the argument is its number), else on HOST:PORT.

docs/adr/0001-web-server.md tells why this server and these options.
"""

from __future__ import annotations

import socket
import sys

import uvicorn

from chatapp import settings


def main(arguments: list[str]) -> None:
    """Serve until SIGTERM."""
    config = uvicorn.Config(
        "chatapp.asgi:application",
        host=settings.HOST,
        port=settings.PORT,
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_per_message_deflate=True,
        ws_ping_interval=20,
        ws_ping_timeout=20,
        ws_max_size=4 << 20,  # what is too long gets an error frame; only what is absurd ends the socket
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        forwarded_allow_ips=settings.TRUSTED_PROXIES,
        timeout_graceful_shutdown=10,
    )
    config.load()
    from chatapp.controls import refreshing  # needs what the application has loaded
    from chatapp.observing.start import start

    start("web")
    refreshing.start()
    sockets = [socket.socket(fileno=int(arguments[0]))] if arguments else None
    uvicorn.Server(config).run(sockets=sockets)


if __name__ == "__main__":
    main(sys.argv[1:])
