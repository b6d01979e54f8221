"""Every model and how it is shown. tests/chatapp/admin/test_registry.py says which are left out, and why."""

from __future__ import annotations

from .answers import ANSWERS
from .house import HOUSE
from .ledger import LEDGER
from .money import MONEY
from .people import PEOPLE
from .safety import SAFETY
from .site import site

GROUPS = {
    "People": PEOPLE,
    "Money": MONEY,
    "Usage": LEDGER,
    "Answers": ANSWERS,
    "Safety": SAFETY,
    "This site": HOUSE,
}
SHOWN = {model: shown for group in GROUPS.values() for model, shown in group.items()}

for model, shown in SHOWN.items():
    # Django would add an s to the model's name. In the models' own Meta this would be a migration each.
    model._meta.verbose_name_plural = shown.called()
    site.register(model, shown)
site.groups = {name: tuple(group) for name, group in GROUPS.items()}
