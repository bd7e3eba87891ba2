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


@cache
def _compiler() -> typst.Compiler:
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
    made = _compiler().compile(
        input=_source(names),
        format=kind,
        ppi=ppi,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    if made is None:
        msg = "the typesetter gave nothing back"
        raise RuntimeError(msg)
    return made if isinstance(made, list) else [made]


def asked(names: Sequence[str], data: Data, label: str) -> Any:
    """Set a document only to ask what it says under a label; a value of JSON."""
    compiler = typst.Compiler(
        input=_source(names),
        font_paths=machine_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return json.loads(compiler.query(f"<{label}>", field="value", one=True))
