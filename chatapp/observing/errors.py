"""An exception as a log may have it: its kind and its place, and its words only where they can quote nobody.

The message of a ValueError, of a failed INSERT or of a mail server may hold what a person typed, or an address.
"""

from __future__ import annotations

import ssl
import traceback
from pathlib import Path
from smtplib import SMTPException

import kombu.exceptions
import redis
from django.db import InterfaceError, OperationalError

ROOT = Path(__file__).resolve().parent.parent.parent
# These speak of machines and of code.
PLAIN = (
    OSError, ssl.SSLError, redis.RedisError, kombu.exceptions.OperationalError, OperationalError, InterfaceError,
    TypeError, AttributeError, NameError, ImportError, NotImplementedError, RecursionError,
)  # fmt: skip
OURS = ("billing.", "reasoning.", "workers.", "chatapp.config_error")
LONGEST = 300
DEEPEST = 5


def describe(error: BaseException) -> str:
    """`Kind: message`, or the kind alone where the message is not known to be harmless."""
    kind = type(error).__name__
    plain = isinstance(error, PLAIN) or type(error).__module__.startswith(OURS)
    if not plain or isinstance(error, SMTPException):
        return kind
    text = " ".join(str(error).split())
    return f"{kind}: {text[:LONGEST]}" if text else kind


def trace(error: BaseException, deep: int = 0) -> str:
    """The frames of `error` and of what caused it, outermost first, without the values of anything."""
    frames = "".join(
        f'  File "{_place(frame.filename)}", line {frame.lineno}, in {frame.name}\n'
        for frame in traceback.extract_tb(error.__traceback__)
    )
    text = f"{frames}{describe(error)}"
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is None or deep >= DEEPEST:
        return text
    return f"{trace(cause, deep + 1)}\nwhich led to:\n{text}"


def _place(path: str) -> str:
    inside = Path(path)
    return str(inside.relative_to(ROOT)) if inside.is_relative_to(ROOT) else path
