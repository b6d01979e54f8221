"""Outside the settings package, because importing anything from that reads the whole environment."""

from __future__ import annotations


class ConfigError(Exception):
    """A variable has a value that cannot work. The message is fit to be shown alone."""

    def __init__(self, name: str, problem: str, example: str) -> None:
        super().__init__(f"{name} {problem} Example: {name}={example}")
        self.name = name
