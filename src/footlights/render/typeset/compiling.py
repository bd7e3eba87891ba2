"""The one place that knows the typesetter: sources and data in, pages out."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import typst

Kind = Literal["pdf", "png", "svg"]
"""What pages are written as."""

PARTS = ("ink", "marks", "cells", "curve", "map", "sheet", "paged")
"""Sources of every document, in the order in which they build on each other."""

Data = Mapping[str, Any]
"""What a source reads: JSON, so that no text of a map is ever markup."""


@cache
def machine_fonts() -> typst.Fonts:
    """Give the fonts of this machine, looked for once; the typesetter has its own."""
    return typst.Fonts()


def _compiler() -> typst.Compiler:
    # One to a document: several threads may print at once.
    return typst.Compiler(font_paths=machine_fonts())


@cache
def _text(name: str) -> str:
    folder = files("footlights.render.typeset").joinpath("source")
    return folder.joinpath(f"{name}.typ").read_text(encoding="utf-8")


def _source(names: Sequence[str]) -> bytes:
    return "\n".join(_text(name) for name in (*PARTS, *names)).encode()


def pages_of(
    names: Sequence[str], data: Data, kind: Kind, ppi: float = 144
) -> list[bytes]:
    """Set a document.

    Args:
        names: Sources after those of `PARTS`.
        data: What they read; values of JSON.
        kind: A PDF is one file; PNG and SVG are one to a page.
        ppi: Pixels to an inch, of PNG.

    Returns:
        The PDF, or each page.
    """
    if kind == "pdf":
        return [_pdf(_source(names), _inputs(data))]
    made = _compiler().compile(
        input=_source(names), format=kind, ppi=ppi, sys_inputs=_inputs(data)
    )
    return made if isinstance(made, list) else [_whole(made)]


def _pdf(source: bytes, inputs: dict[str, str]) -> bytes:
    """Set a PDF that keeps to PDF/UA-1; a plain tagged one where it cannot.

    It cannot where a letter has no font: PDF/UA allows no empty box.
    """
    try:
        made = _compiler().compile(
            input=source, format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"]
        )
    except typst.TypstError:
        made = _compiler().compile(input=source, format="pdf", sys_inputs=inputs)
    return _whole(made)


def _whole(made: bytes | list[bytes] | None) -> bytes:
    if not isinstance(made, bytes):
        msg = f"the typesetter gave {type(made).__name__} for a file"
        raise TypeError(msg)
    return made


def _inputs(data: Data) -> dict[str, str]:
    return {"data": json.dumps(data, ensure_ascii=False)}


def asked(names: Sequence[str], data: Data, label: str) -> Any:
    """Set a document only to ask what it says under a label; a value of JSON."""
    compiler = typst.Compiler(
        input=_source(names),
        font_paths=machine_fonts(),
        sys_inputs=_inputs(data),
    )
    return json.loads(compiler.query(f"<{label}>", field="value", one=True))
