"""What several panels say of both modes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..figures import Figures
from .panel import Series


def modes() -> dict[str, str]:
    """What each mode is called."""
    return {"fast": _("Fast"), "think": _("Think")}


def times(figures: Figures, name: str) -> list[Series]:
    """How long half, and 95 %, of each mode took at most, in seconds."""
    return [
        Series(
            _("{mode}, {percent} %").format(mode=label, percent=percent),
            figures.known(f"{name}_p{percent}", mode, per=1000),
            "seconds",
        )
        for mode, label in modes().items()
        for percent in (50, 95)
    ]
