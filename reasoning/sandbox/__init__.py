"""The only place where a program that someone else wrote is run. docs/sandbox.md says how far to trust it."""

from __future__ import annotations

from .errors import SandboxError
from .sandbox import Result, Sandbox
from .selftest import choose

__all__ = ["Result", "Sandbox", "SandboxError", "choose"]
