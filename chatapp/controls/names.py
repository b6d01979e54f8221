"""What can be switched, by name: one row of the database each."""

from __future__ import annotations

MAINTENANCE = "maintenance"
BANNER = "banner"
_QUEUE = "queue:"
_MODEL = "model:"


def queue(mode: str) -> str:
    """Whether answers of a mode are begun."""
    return f"{_QUEUE}{mode}"


def model(name: str) -> str:
    """Whether a model answers."""
    return f"{_MODEL}{name}"


def of_model(control: str) -> str:
    """The model that a control is about; empty where it is about none."""
    return control.removeprefix(_MODEL) if control.startswith(_MODEL) else ""


def kind(control: str) -> str:
    """`maintenance`, `banner`, `queue` or `model`."""
    return control.partition(":")[0]
