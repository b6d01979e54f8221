"""Tries to get out, and tells what got through. It runs in the sandbox at every start and is never imported.

Its standard input says where to try: {"secret": path of a readable file, "folder": a writable folder,
"port": of a listener on loopback, "parent": a process id}. It prints {canary: what got through, or ""}.
"""

import contextlib
import json
import os
import socket
import sys

where = json.load(sys.stdin)


def network() -> str:
    families = ("AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK", "AF_PACKET", "AF_VSOCK")
    for name in families:
        with contextlib.suppress(OSError), socket.socket(getattr(socket, name), socket.SOCK_DGRAM):
            return f"a socket of {name}"
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", where["port"]), timeout=1):
        return "a connection to this machine"
    return ""


def file() -> str:
    with contextlib.suppress(OSError), open(where["secret"]) as secret:
        return "read a file: " + secret.read()
    for folder in (where["folder"], "/tmp", "."):  # noqa: S108
        with contextlib.suppress(OSError), open(os.path.join(folder, "canary"), "w"):
            return f"made a file in {folder}"
    return ""


def fork() -> str:
    with contextlib.suppress(OSError):
        if not os.fork():
            os._exit(0)
        return "a second process"
    with contextlib.suppress(OSError):
        os.posix_spawn("/bin/sh", ["sh", "-c", "true"], {})
        return "another program"
    return ""


def environment() -> str:
    for path in ("/proc/self/environ", f"/proc/{where['parent']}/environ"):
        with contextlib.suppress(OSError), open(path, "rb") as file:
            return f"read {path}: {len(file.read())} bytes"
    if names := set(os.environ) - {"PWD", "LC_CTYPE"}:
        return "variables: " + ", ".join(sorted(names))
    return ""


def signals() -> str:
    with contextlib.suppress(OSError):
        os.kill(where["parent"], 0)
        return "a signal to the process that started it"
    return ""


CANARIES = {"network": network, "file": file, "fork": fork, "environment": environment, "signals": signals}
print(json.dumps({name: canary() for name, canary in CANARIES.items()}))
