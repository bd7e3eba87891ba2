"""How much memory the embedded engine may hold before it spills to disk."""

import os
import re
from pathlib import Path

from footlights.errors import UnreadableMemoryError

SETTING = "FOOTLIGHTS_MEMORY"
"""Environment variable that says another limit, such as `12GB`."""

MOST_BYTES = 6_000_000_000
"""Never more unless told so: the rest of the program needs some too."""

UNKNOWN_BYTES = 3_000_000_000
"""What holds where a machine does not say how much it has."""

_SIZE = re.compile(r"(?P<number>\d+(\.\d+)?)\s*[KMGT]i?B", re.IGNORECASE)
_CONTAINER = Path("/sys/fs/cgroup/memory.max")


def memory_limit() -> str:
    """Give the limit, as DuckDB reads it.

    Half of the machine's memory, or of its container's where that is less, and at most
    `MOST_BYTES`; or what the environment variable `FOOTLIGHTS_MEMORY` says.

    Raises:
        UnreadableMemoryError: The variable says no size.
    """
    said = os.environ.get(SETTING, "").strip()
    if not said:
        return f"{limit_for(_machine_bytes())}B"
    size = _SIZE.fullmatch(said)
    if size is None or float(size["number"]) == 0:
        raise UnreadableMemoryError(SETTING, said)
    return said


def limit_for(machine_bytes: int | None) -> int:
    """Give the limit of a machine with so much memory, in bytes."""
    if machine_bytes is None:
        return UNKNOWN_BYTES
    return min(MOST_BYTES, machine_bytes // 2)


def _machine_bytes() -> int | None:
    try:
        whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return None
    try:
        return min(whole, int(_CONTAINER.read_text(encoding="ascii")))
    except (OSError, ValueError):
        # There is no container, or it is given all there is (`max`).
        return whole
