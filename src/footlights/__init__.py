"""Footlights: journey maps and touchpoint maps, measured from recorded events.

>>> import footlights as fl
>>> m = fl.read_map("dinner.yaml")
>>> log = fl.read_events("events.parquet")
>>> measured = fl.measure(m, log)
>>> measured.to_html("report.html")
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from footlights.errors import FootlightsError
    from footlights.model.rules import check_map
    from footlights.usecases import views
    from footlights.usecases.discover import discover
    from footlights.usecases.evidence.from_python import make_evidence
    from footlights.usecases.evidence.verifying import verify_evidence
    from footlights.usecases.examples import read_example
    from footlights.usecases.explore import prepare
    from footlights.usecases.generate import generate
    from footlights.usecases.grids.read_grid import read_grid
    from footlights.usecases.join_answers import join_answers
    from footlights.usecases.kept_log import open_log
    from footlights.usecases.measure import measure
    from footlights.usecases.read_events import read_events
    from footlights.usecases.read_map import read_map
    from footlights.usecases.selected import selected
    from footlights.usecases.selection import Selection
    from footlights.usecases.views.compare import compare

__version__ = "0.1.0"

__all__ = [
    "FootlightsError",
    "Selection",
    "__version__",
    "check_map",
    "compare",
    "discover",
    "generate",
    "join_answers",
    "make_evidence",
    "measure",
    "open_log",
    "prepare",
    "read_events",
    "read_example",
    "read_grid",
    "read_map",
    "selected",
    "verify_evidence",
    "views",
]

_HOMES = {
    "FootlightsError": "footlights.errors",
    "Selection": "footlights.usecases.selection",
    "check_map": "footlights.model.rules",
    "compare": "footlights.usecases.views.compare",
    "discover": "footlights.usecases.discover",
    "generate": "footlights.usecases.generate",
    "make_evidence": "footlights.usecases.evidence.from_python",
    "join_answers": "footlights.usecases.join_answers",
    "measure": "footlights.usecases.measure",
    "open_log": "footlights.usecases.kept_log",
    "prepare": "footlights.usecases.explore",
    "read_events": "footlights.usecases.read_events",
    "read_example": "footlights.usecases.examples",
    "read_grid": "footlights.usecases.grids.read_grid",
    "read_map": "footlights.usecases.read_map",
    "selected": "footlights.usecases.selected",
    "verify_evidence": "footlights.usecases.evidence.verifying",
    "views": "footlights.usecases",
}


def __getattr__(name: str) -> Any:  # a function or a class, as listed above
    """Import a public name when it is first used, so that the import is quick."""
    if name not in _HOMES:
        msg = f"module 'footlights' has no attribute {name!r}"
        raise AttributeError(msg)
    if name == "views":
        return import_module("footlights.usecases.views")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
