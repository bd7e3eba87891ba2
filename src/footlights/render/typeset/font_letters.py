"""Which letters a font file can show: its `cmap` table, read by hand.

The typesetter takes any font of the machine for a letter, and shows an empty box where
none has it, without a word. Whoever prints a map is told which letters those are.
"""

import struct
from functools import cache
from pathlib import Path


@cache
def letters_of(path: Path, index: int) -> frozenset[int]:
    """Give the code points that a font shows; empty if its table is of an old kind.

    Args:
        path: A TrueType or OpenType font, or a collection of them.
        index: Place in the collection, from 0.
    """
    with path.open("rb") as file:
        data = file.read()
    begin = 0
    if data[:4] == b"ttcf":
        (begin,) = struct.unpack_from(">I", data, 12 + 4 * index)
    (tables,) = struct.unpack_from(">H", data, begin + 4)
    for no in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, begin + 12 + 16 * no)
        if tag == b"cmap":
            return frozenset(_cmap(data, offset))
    return frozenset()


def _cmap(data: bytes, table: int) -> set[int]:
    (count,) = struct.unpack_from(">H", data, table + 2)
    found: set[int] = set()
    for no in range(count):
        _, _, offset = struct.unpack_from(">HHI", data, table + 4 + 8 * no)
        (form,) = struct.unpack_from(">H", data, table + offset)
        if form == 4:
            found |= _form_4(data, table + offset)
        elif form == 12:
            found |= _form_12(data, table + offset)
    return found


def _form_4(data: bytes, at: int) -> set[int]:
    """Read ranges of two-byte letters; letters that lead to no sign are left out."""
    (twice,) = struct.unpack_from(">H", data, at + 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + twice)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 2 * twice)
    ranges_at = at + 16 + 3 * twice
    ranges = struct.unpack_from(f">{count}H", data, ranges_at)
    found: set[int] = set()
    for no in range(count):
        for letter in range(starts[no], min(ends[no], 0xFFFE) + 1):
            if ranges[no] == 0:
                sign = (letter + deltas[no]) & 0xFFFF
            else:
                place = ranges_at + 2 * no + ranges[no] + 2 * (letter - starts[no])
                (sign,) = (
                    struct.unpack_from(">H", data, place)
                    if place + 2 <= len(data)
                    else (0,)
                )
            if sign:
                found.add(letter)
    return found


def _form_12(data: bytes, at: int) -> set[int]:
    (count,) = struct.unpack_from(">I", data, at + 12)
    found: set[int] = set()
    for no in range(count):
        first, last, sign = struct.unpack_from(">III", data, at + 16 + 12 * no)
        found.update(range(first if sign else first + 1, last + 1))
    return found
