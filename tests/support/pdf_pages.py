"""Reads a PDF back by poppler: its words with their places, its fonts, its tags."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from html import unescape

from support.parts import left_out

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">'
    r"(.*?)</word>"
)


@dataclass(frozen=True)
class Word:
    """A word and the box around it, points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    foot: float

    def overlaps(self, other, slack=0.4):
        """Whether two boxes share more than a hair."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.foot, other.foot) - max(self.top, other.top)
        return wide > slack and high > slack


@dataclass(frozen=True)
class Page:
    """A page and its words."""

    width: float
    height: float
    words: tuple[Word, ...]

    def overlapping(self):
        """Give every two words that lie on each other."""
        found = []
        words = sorted(self.words, key=lambda word: word.top)
        for no, word in enumerate(words):
            for other in words[no + 1 :]:
                if other.top >= word.foot:
                    break
                if word.overlaps(other):
                    found.append((word.text, other.text))
        return found

    def outside(self):
        """Give every word that leaves the page."""
        return [
            word.text
            for word in self.words
            if word.left < 0
            or word.top < 0
            or word.right > self.width
            or word.foot > self.height
        ]


def poppler(program, *words):
    """Run one of poppler's programs; skips where it is missing, fails under CI=true.

    Poppler writes emoji as two halves, which is no UTF-8: they come as `\ufffd`.
    """
    if shutil.which(program) is None:
        left_out(f"{program} is not here (Debian: apt install poppler-utils)")
    return subprocess.run(
        [program, *map(str, words)], capture_output=True, check=True
    ).stdout.decode(errors="replace")


def pages_of(path):
    """Give the pages of a PDF with their words."""
    listed = poppler("pdftotext", "-bbox", path, "-")
    return [
        Page(
            float(width),
            float(height),
            tuple(
                Word(unescape(text), *(float(at) for at in box))
                for *box, text in _WORD.findall(body)
            ),
        )
        for width, height, body in _PAGE.findall(listed)
    ]


def plain(text):
    """Leave out what does not show: spaces, and breaks inside of long words."""
    return re.sub(r"[\s\u00ad\u200b\u202a-\u202e\u2066-\u2069]", "", text)


def text_of(path):
    """Give all text in the order in which it was set, without what does not show."""
    return plain(poppler("pdftotext", "-raw", path, "-"))
