"""LibreOffice: opens and lays out what we write, and writes what people send back."""

import os
import re
import shutil
import signal
import subprocess
import unicodedata
from dataclasses import dataclass
from html import unescape

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Pt

from support.parts import left_out

WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)
SECONDS = 240
"""How long a conversion may take; the machine may be busy."""


@dataclass(frozen=True)
class Word:
    """A word where it was printed, points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True)
class CellBox:
    """A cell where the deck says it is, points, and what it says."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def office():
    """The programs; skips where there are none, fails under CI=true."""
    missing = [name for name in ("soffice", "pdftotext") if not shutil.which(name)]
    if missing:
        left_out(f"{' and '.join(missing)} are not on this machine")
    return shutil.which("soffice")


def converted(path, kind, folder):
    """Let LibreOffice convert a file, with a profile of its own; ends what it began."""
    command = [
        office(),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
        str(path),
    ]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=SECONDS)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    made = folder / f"{path.stem}.{kind.partition(':')[0]}"
    assert made.is_file(), said.decode(errors="replace")
    return made


def pdf_of(deck, folder):
    """Let LibreOffice print a deck."""
    return converted(deck, "pdf", folder)


def pages_of(pdf):
    """The words of each page, where they stand."""
    done = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True
    )
    pages = done.stdout.decode().split("<page ")[1:]
    return [
        [
            Word(*(float(edge) for edge in found[:4]), unescape(found[4]))
            for found in WORD.findall(page)
        ]
        for page in pages
    ]


def cells_of(slide):
    """Every cell of every table of a slide."""
    for shape in slide.shapes:
        if not shape.has_table:
            continue
        table = shape.table
        left0, top = shape.left, shape.top
        for row in table.rows:
            left = left0
            for at, cell in enumerate(row.cells):
                span = cell.span_width if cell.is_merge_origin else 1
                width = sum(table.columns[at + no].width for no in range(span))
                if not cell.is_spanned:
                    edges = (left, top, left + width, top + row.height)
                    yield CellBox(*(edge / Pt(1) for edge in edges), cell.text)
                left += table.columns[at].width
            top += row.height


def boxes_of(slide):
    """Every text of a slide that stands in no table, where its box is."""
    for shape in slide.shapes:
        if not shape.has_text_frame or not shape.text_frame.text.strip():
            continue
        if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            continue
        edges = (
            shape.left,
            shape.top,
            shape.left + shape.width,
            shape.top + shape.height,
        )
        yield CellBox(*(edge / Pt(1) for edge in edges), shape.text_frame.text)


def letters(text):
    """What is left of a text when blanks, forms of letters and order are forgotten."""
    plain = unicodedata.normalize("NFKC", text)
    return sorted(
        letter
        for letter in plain
        if not letter.isspace() and unicodedata.category(letter) not in {"Cf", "Mn"}
    )


def misplaced(deck, pdf, *, tolerance=1.5):
    """What a reader of the printed deck would miss: a list of complaints.

    Every word must lie on the slide, and every cell must hold its whole text and
    nothing else: a row that grew pushes the rows below it out of their places.
    """
    slides = Presentation(str(deck)).slides
    pages = pages_of(pdf)
    if len(pages) != len(slides):
        return [f"{len(slides)} slides became {len(pages)} pages"]
    found = []
    for no, (slide, words) in enumerate(zip(slides, pages, strict=True), start=1):
        found += [
            f"slide {no}: {word.text!r} stands off the slide"
            for word in words
            if word.left < 0 or word.right > 960 or word.top < -3 or word.bottom > 543
        ]
        for cell in cells_of(slide):
            inside = [word for word in words if _is_in(word, cell, tolerance)]
            printed = letters("".join(word.text for word in inside))
            if printed != letters(cell.text):
                said = " ".join(word.text for word in inside)
                found.append(f"slide {no}: {cell.text!r} was printed as {said!r}")
    return found


def _is_in(word, cell, tolerance):
    middle = ((word.left + word.right) / 2, (word.top + word.bottom) / 2)
    return (
        cell.left - tolerance <= middle[0] <= cell.right + tolerance
        and cell.top <= middle[1] <= cell.bottom
    )
