"""Quantities with units that convert exactly: `3 m` is `300 cm`, and `5 kg` is neither `5 g` nor `5`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from ..exact import NUMBER

MOST_CHARS = 80

_KINDS: dict[str, dict[str, Fraction]] = {
    # Months and years are left out: nobody knows how long one is.
    "time": {
        "s sec second seconds secs": Fraction(1),
        "min mins minute minutes": Fraction(60),
        "h hr hrs hour hours": Fraction(3600),
        "day days": Fraction(86_400),
        "week weeks": Fraction(604_800),
    },
    "length": {
        "mm millimetre millimeter millimetres millimeters": Fraction(1, 1000),
        "cm centimetre centimeter centimetres centimeters": Fraction(1, 100),
        "dm decimetre decimeter decimetres decimeters": Fraction(1, 10),
        "m metre meter metres meters": Fraction(1),
        "km kilometre kilometer kilometres kilometers": Fraction(1000),
        "inch inches": Fraction(254, 10_000),
        "foot feet": Fraction(3048, 10_000),
        "yard yards": Fraction(9144, 10_000),
        "mile miles": Fraction(1_609_344, 1000),
    },
    "mass": {
        "mg milligram milligrams": Fraction(1, 1000),
        "g gram grams gramme grammes": Fraction(1),
        "kg kilogram kilograms kilo kilos": Fraction(1000),
        "tonne tonnes": Fraction(1_000_000),
    },
    "volume": {
        "ml millilitre milliliter millilitres milliliters": Fraction(1, 1000),
        "cl centilitre centiliter centilitres centiliters": Fraction(1, 100),
        "dl decilitre deciliter decilitres deciliters": Fraction(1, 10),
        "l litre liter litres liters": Fraction(1),
    },
}


@dataclass(frozen=True, slots=True)
class Unit:
    """What one of it is in the base unit of its kind: seconds, metres, grams, litres."""

    kind: str
    size: Fraction


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of units."""

    number: Fraction
    unit: Unit

    @property
    def base(self) -> Fraction:
        """The number in the base unit of the kind."""
        return self.number * self.unit.size


UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        name: Unit(kind, size)
        for kind, sizes in _KINDS.items()
        for names, size in sizes.items()
        for name in names.split()
    }
)
UNIT = "|".join(sorted(UNITS, key=len, reverse=True))  # for a pattern
_DRESS = re.compile(r"\\(?:text|mathrm|mbox|operatorname)\s?\{\s*([^{}]{1,20})\}|\\[,;! ]|[~$]")
_QUANTITY = re.compile(rf"(?P<number>[-+]?(?:{NUMBER})(?:\s?/\s?[1-9]\d{{0,8}})?)\s*(?P<unit>[a-z]+)\.?")


def quantity(text: str) -> Quantity | None:
    """The quantity that `text` is, LaTeX around it included; None for anything else."""
    if len(text) > MOST_CHARS:
        return None
    bare = _DRESS.sub(lambda found: f" {found[1]} " if found[1] else " ", text.lower()).strip()
    found = _QUANTITY.fullmatch(bare)
    unit = UNITS.get(found["unit"]) if found else None
    if not found or not unit:
        return None
    over, _, under = re.sub(r"[\s,]", "", found["number"]).partition("/")
    return Quantity(Fraction(over) / Fraction(under or "1"), unit)


def same(one: Quantity, two: Quantity) -> bool:
    """Whether the two are the same amount of the same kind."""
    return one.unit.kind == two.unit.kind and one.base == two.base
