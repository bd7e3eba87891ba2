"""How the letters of a text file are encoded."""

import codecs

from charset_normalizer import from_bytes

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    # UTF-32 first: its mark begins with that of UTF-16.
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}

UTF_MARKS = tuple(_MARKS)
"""How a text may begin that says its own encoding."""


def is_known_encoding(name: str) -> bool:
    """Whether there is an encoding of that name."""
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def guess_encoding(sample: bytes) -> tuple[str, bool]:
    """Tell how the letters are encoded, and whether that is sure.

    A mark at the beginning or valid UTF-8 is sure, and so is UTF-16 that gives itself
    away by its zeros; anything else is guessed from which letters would come out.
    """
    for mark, encoding in _MARKS.items():
        if sample.startswith(mark):
            return encoding, True
    if b"\0" in sample:
        return ("utf-16-be" if sample[:1] == b"\0" else "utf-16-le"), True
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(sample)
    except UnicodeDecodeError:
        best = from_bytes(sample[:50_000]).best()
        return (best.encoding if best else "cp1252"), False
    return "utf-8", True
