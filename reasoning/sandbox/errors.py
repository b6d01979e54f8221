"""What can go wrong with the sandbox itself. A program that fails in it is a Result, not an error."""

from __future__ import annotations

from ..errors import ReasoningError


class SandboxError(ReasoningError):
    """The program was not run, because it could not be confined; the message says why."""
