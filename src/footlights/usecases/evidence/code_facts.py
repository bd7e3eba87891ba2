"""Which code computed a number."""

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

from footlights import __version__

_LIBRARIES = ("duckdb", "ibis-framework", "numpy", "pyarrow", "scipy")
"""What numbers depend on, besides our own code."""


@cache
def code_facts() -> dict[str, str]:
    """Give versions: ours, the SHA-256 of our code, and those of what computes."""
    facts = {"footlights": __version__, "source": _source()}
    facts |= {name: version(name) for name in _LIBRARIES}
    return facts | {"python": platform.python_version()}


def _source() -> str:
    """Give the SHA-256 of all our modules, by name."""
    folder = Path(__file__).parents[2]
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
