"""The process in which answers of mathematics are compared: a JSON line in, a JSON line out.

It runs as a script of its own and imports nothing of this package, because its parent kills and replaces it as
needed (see math.py). LaTeX goes through a grammar; sympy.parse_expr, which executes what it reads, is never
given any of it.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import resource
import signal
import sys
from typing import Any

SECONDS = 3  # for one comparison, parsing included
MEMORY = 1 << 30
CPU_SECONDS = 120


class TooSlow(BaseException):
    """Raised by the alarm. No Exception, so that no library swallows it."""


def limit() -> None:
    """What this process may use from here on."""
    for name, most in {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 16,
        resource.RLIMIT_NPROC: 0,
    }.items():
        with contextlib.suppress(ValueError, OSError):  # already lower
            resource.setrlimit(name, (most, most))


def serve() -> None:
    """Answer line after line until there are no more, or a comparison took too long."""
    replies = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever a library prints is no reply
    logging.disable()
    from latex2sympy2_extended import NormalizationConfig  # type: ignore[import-untyped]
    from math_verify import LatexExtractionConfig, parse, verify  # type: ignore[import-untyped]

    # Left to itself it drops units, and letters that could be one: 3t, 3s and 3 were the same.
    spelling = NormalizationConfig(units=False, malformed_operators=True, nits=True)
    config = [LatexExtractionConfig(boxed_match_priority=0, normalization_config=spelling)]

    def read(text: str) -> Any:
        return parse(rf"\boxed{{{text}}}", config, fallback_mode="no_fallback", parsing_timeout=None)

    def compare(one: str, two: str) -> str:
        first, second = read(one), read(two)
        if not first or not second:
            return "unparsed"
        # Not symmetric: an interval may equal a condition in one direction only.
        equal = verify(first, second, timeout_seconds=None) and verify(second, first, timeout_seconds=None)
        return "equal" if equal else "different"

    compare("\\sqrt{4}", "2")  # the first one builds the grammar's tables
    limit()
    signal.signal(signal.SIGALRM, _alarm)
    print(json.dumps("ready"), file=replies, flush=True)
    for line in sys.stdin:
        outcome = "unparsed"
        try:
            signal.alarm(SECONDS)
            outcome = compare(*json.loads(line))
        except TooSlow:
            outcome = "timeout"
        except Exception:  # whatever text did to a parser, it could not be read
            outcome = "unparsed"
        finally:
            signal.alarm(0)
        print(json.dumps(outcome), file=replies, flush=True)
        if outcome == "timeout":
            return  # what was interrupted may be left in any state


def _alarm(*_: object) -> None:
    raise TooSlow


if __name__ == "__main__":
    serve()
