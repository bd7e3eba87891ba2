"""Workbooks of maps, changed as people change them."""

from contextlib import contextmanager

from openpyxl import load_workbook

from footlights.errors import InvalidMapError
from footlights.formats.map_workbook import read_map_workbook
from footlights.model.map import Map
from footlights.render.map_workbook import write_map_workbook

TEA = {
    "footlights": 1,
    "id": "tea",
    "name": "Tea at the harbour",
    "channels": [
        {"id": "web", "form": "digital", "name": "Website"},
        {"id": "counter", "form": "human"},
    ],
    "teams": [{"id": "bar", "name": "Bar staff", "rate": "20 EUR/h"}],
    "systems": [{"id": "till", "name": "Till"}],
    "personas": ["sailor"],
    "stages": [
        {
            "id": "come",
            "name": "Come in",
            "moment": "before",
            "customer_goal": "Get warm",
            "touchpoints": [
                {
                    "id": "look",
                    "name": "Looks at the menu",
                    "channel": "web",
                    "feeling": {"word": "curious", "valence": 1},
                    "feelings": {"sailor": {"word": "tired", "valence": -1}},
                    "needs": ["A price", "A picture"],
                },
                {"id": "queue", "name": "Queues", "kind": "wait"},
            ],
        },
        {
            "id": "drink",
            "name": "Drink",
            "touchpoints": [
                {
                    "id": "order",
                    "name": "Orders tea",
                    "channel": "counter",
                    "expects": [{"what": "wait", "at_most": "3m", "for": "80%"}],
                    "matches": [{"event": "sale", "where": {"what": ["tea", 1]}}],
                    "activities": [
                        {
                            "id": "brew",
                            "line": "backstage",
                            "team": "bar",
                            "system": "till",
                            "does": "Brews tea",
                            "takes": "4m",
                            "cost": "1 EUR",
                        },
                        {
                            "id": "serve",
                            "line": "frontstage",
                            "does": "Serves it",
                            "after": ["brew"],
                            "within": "6m",
                        },
                    ],
                },
            ],
        },
    ],
}
"""A map of which one can say what stands in which cell: B is the menu, D the order."""

tea = Map.model_validate(TEA)

LANES = {
    name: row
    for row, name in enumerate(
        [
            "Stage",
            "Touchpoint",
            "Kind",
            "Channel",
            "Doing",
            "Thinking",
            "Feeling",
            "Valence",
            "Feeling: Sailor",
            "Valence: Sailor",
            "Needs",
            "Questions",
            "Said to them",
            "Evidence",
            "Expects",
            "Pains",
            "Notes",
            "Known from",
            "Directness",
            "Purpose",
            "Optional",
            "Repeats",
            "Wait between",
            "Events",
            "Touchpoint id",
        ],
        start=1,
    )
}
"""Row of each lane of the tea map, from 1."""


def written(folder, map_=tea, measured=None):
    """Give the workbook of a map."""
    path = folder / "tea.xlsx"
    write_map_workbook(map_, measured, path)
    return path


@contextmanager
def changed(path):
    """Give a workbook to change by hand; it is saved after."""
    book = load_workbook(path)
    yield book
    book.save(path)


def read(path):
    """Give the map of a workbook."""
    return read_map_workbook(path)[0]


def mistakes(path):
    """Give what is wrong with a workbook, by cell."""
    try:
        read(path)
    except InvalidMapError as error:
        return {mistake.cell: mistake.message for mistake in error.mistakes}
    return {}


def names(map_):
    """Give the touchpoints of a map by stage."""
    return {s.name: [t.name for t in s.touchpoints] for s in map_.stages}
