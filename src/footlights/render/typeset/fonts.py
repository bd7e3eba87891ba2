"""Which fonts a document is set in, and which of its letters none of them has."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from footlights.render.typeset.compiling import machine_fonts
from footlights.render.typeset.font_letters import letters_of

WANTED = ("Inter", "Noto Sans", "Segoe UI", "Helvetica Neue", "Arial")
"""Families for letters that most fonts have, best first."""

LAST = ("DejaVu Sans", "Liberation Sans", "Libertinus Serif")
"""For a machine without any of these; the typesetter brings the last one along."""

_CHINESE = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC")
_JAPANESE = ("Noto Sans CJK JP", "Source Han Sans", "Yu Gothic", "Hiragino Sans")
_KOREAN = ("Noto Sans CJK KR", "Source Han Sans K", "Malgun Gothic")
_OTHERS = (
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Symbols",
    "Noto Sans Symbols2",
    "Noto Color Emoji",
    "Segoe UI Emoji",
    "Apple Color Emoji",
)
_KANA, _HANGUL = (
    re.compile("[\u3040-\u30ff]"),
    re.compile("[\u1100-\u11ff\uac00-\ud7af]"),
)

# What the typesetter's own font, of which no file is there, surely has: Latin, Greek,
# Cyrillic, Hebrew, and the signs of running text.
_SURE = frozenset(
    [
        *range(0x20, 0x180),
        *range(0x391, 0x3CA),
        *range(0x400, 0x460),
        *range(0x5D0, 0x5EB),
        *map(ord, "–—‘’‚“”„…•€−≠"),
    ]
)
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Cs"})
_VARIATION_SELECTORS = frozenset(range(0xFE00, 0xFE10))


@dataclass(frozen=True)
class FontChoice:
    """How the texts of a document are set."""

    families: tuple[str, ...]
    """Families, first choice first; all of them are there."""

    missing: tuple[str, ...]
    """Letters that no font of the machine has, in order."""


def texts_of(data: Any) -> Iterator[str]:
    """Yield every text in values of JSON."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from texts_of(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from texts_of(value)


def fonts_for(texts: Iterable[str]) -> FontChoice:
    """Choose fonts for these texts.

    Chinese, Japanese and Korean share signs that they draw differently: where a text
    has kana, Japanese forms come first; where it has hangul, Korean ones.
    """
    whole = "".join(texts)
    letters = frozenset(whole)
    far_east: tuple[tuple[str, ...], ...] = (_CHINESE, _JAPANESE, _KOREAN)
    if _KANA.search(whole):
        far_east = (_JAPANESE, _CHINESE, _KOREAN)
    elif _HANGUL.search(whole):
        far_east = (_KOREAN, _CHINESE, _JAPANESE)
    present = _families()
    # Fonts for one script have poor Latin letters: one that is good at it goes first.
    usual = WANTED if any(name in present for name in WANTED) else LAST
    scripts = (*(name for names in far_east for name in names), *_OTHERS)
    wanted = dict.fromkeys((*usual, *scripts, *LAST))
    families = tuple(name for name in wanted if name in present)
    return FontChoice(families, tuple(_missing(letters, families)))


@cache
def _families() -> dict[str, tuple[tuple[Path, int], ...]]:
    """Files of each family; none where the typesetter brings it along."""
    files: dict[str, list[tuple[Path, int]]] = defaultdict(list)
    for font in machine_fonts().fonts():
        known = files[font.family]
        if font.path is not None:
            known.append((Path(font.path), font.index))
    return {name: tuple(known) for name, known in files.items()}


def _missing(letters: frozenset[str], families: tuple[str, ...]) -> list[str]:
    """Ask font by font until all letters are found; most documents need one."""
    left = {
        ord(letter) for letter in letters if unicodedata.category(letter) not in _UNSEEN
    }
    left -= _SURE | _VARIATION_SELECTORS
    present = _families()
    for name in (*families, *sorted(present.keys() - set(families))):
        for path, index in present[name][:1]:
            if left:
                left -= letters_of(path, index)
    return [chr(letter) for letter in sorted(left)]


def missing_words(missing: tuple[str, ...]) -> tuple[str, ...]:
    """Say which letters cannot be shown, script by script; nothing if all can."""
    scripts: dict[str, list[str]] = defaultdict(list)
    for letter in missing:
        scripts[_script(letter)].append(letter)
    return tuple(
        f"No font on this machine has {_listed(letters)} ({script}):"
        " an empty box stands in each place. Install a font for this script"
        " (the Noto fonts have nearly all) and write the file again."
        for script, letters in scripts.items()
    )


def _listed(letters: list[str]) -> str:
    shown = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters[:12])
    more = len(letters) - 12
    return f"{shown} and {more} more" if more > 0 else shown


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return name.split()[0].capitalize() if name else "unknown script"
