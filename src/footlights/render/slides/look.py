"""Colours, sizes and places on a slide. Colours are those of the deck's theme."""

from dataclasses import dataclass
from enum import Enum

WIDTH, HEIGHT = 960.0, 540.0
"""Size of a slide, points."""

LEFT, TOP = 30.0, 86.0
"""Where what a slide shows begins, below its title."""

ROOM_WIDTH, ROOM_HEIGHT = 900.0, 418.0
"""How much room there is for it."""

LEADING, TALL_LEADING = 1.25, 1.6
"""Distance of two lines, in sizes of the letters; more for tall scripts."""


def _scheme(name: str, keep: int = 0, add: int = 0) -> str:
    """Name a colour of the theme; lighter where told, in per cent of luminance."""
    if not add:
        return f'<a:schemeClr val="{name}"/>'
    return (
        f'<a:schemeClr val="{name}"><a:lumMod val="{keep * 1000}"/>'
        f'<a:lumOff val="{add * 1000}"/></a:schemeClr>'
    )


class Colour(Enum):
    """A colour by its role; the value is DrawingML."""

    INK = _scheme("tx1")
    SOFT = _scheme("tx1", 65, 32)
    RULE = _scheme("tx1", 10, 87)
    CARD = _scheme("bg1")
    VELVET = _scheme("accent1")
    VELVET_SOFT = _scheme("accent1", 7, 93)
    AMBER = _scheme("accent2")
    AMBER_SOFT = _scheme("accent2", 20, 82)
    AMBER_WORDS = '<a:schemeClr val="accent2"><a:lumMod val="50000"/></a:schemeClr>'
    NIGHT = _scheme("accent3")
    NIGHT_SOFT = _scheme("accent3", 7, 93)
    NIGHT_ROOM = _scheme("accent3", 3, 97)
    INTERVAL = _scheme("accent4")
    RED = _scheme("accent5")
    RED_SOFT = _scheme("accent5", 10, 90)


@dataclass(frozen=True)
class Look:
    """How letters look."""

    size: float = 10
    """Their size, points."""

    bold: bool = False
    """Whether they are bold."""

    italic: bool = False
    """Whether they lean."""

    colour: Colour = Colour.INK
    """Their colour."""


PLAIN = Look()
STRONG = Look(bold=True)
SOFT = Look(9, colour=Colour.SOFT)
QUOTED = Look(italic=True)
QUIET = Look(colour=Colour.SOFT)
ALARM = Look(9, bold=True, colour=Colour.RED)
HEAD = Look(11, bold=True)
STAGE = Look(12, bold=True, colour=Colour.VELVET)
