"""Files that are something else than their name says, told by how they begin."""

import re

from footlights.formats.encodings import UTF_MARKS

_MARKS = {
    b"PK\x03\x04": "a ZIP archive or a spreadsheet (xlsx)",
    b"PK\x05\x06": "an empty ZIP archive",
    b"\xd0\xcf\x11\xe0": "an old Office file (xls, doc)",
    b"%PDF": "a PDF document",
    b"{\\rtf": "a text document (RTF)",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"\x1f\x8b": "packed with gzip",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"\x7fELF": "a program",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "an SQLite database",
}
_WEB_PAGE = re.compile(
    rb"(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_XML = re.compile(rb"<(?:\?xml\b|!doctype\b|!--|[a-z_][\w.:-]*[\s/>])", re.IGNORECASE)


def foreign_kind(begin: bytes) -> str:
    """Say what no reader of text can read: `a picture (PNG)`; empty if it may be text.

    Args:
        begin: The first bytes of a file.
    """
    found = next((kind for mark, kind in _MARKS.items() if begin.startswith(mark)), "")
    if not found and _WEB_PAGE.match(text_begin(begin)):
        found = "a web page (HTML), perhaps one that asks to sign in"
    return found


def is_xml(begin: bytes) -> bool:
    """Whether a file begins as XML does."""
    return bool(_XML.match(text_begin(begin)))


def text_begin(begin: bytes) -> bytes:
    """Give the first letters of a text; in UTF-16 and UTF-32 without their zeros."""
    for mark in UTF_MARKS:
        begin = begin.removeprefix(mark)
    return begin[:4096].replace(b"\0", b"").lstrip()
