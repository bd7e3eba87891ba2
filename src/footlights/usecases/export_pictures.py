"""Write every picture of a measured map as Vega-Lite."""

import json
from pathlib import Path
from typing import Any

from footlights.charts.svg import picture_of
from footlights.charts.view_chart import view_chart
from footlights.measures.measured import Measured
from footlights.measures.place_names import names_of
from footlights.measures.view import View
from footlights.model.map import Map
from footlights.render.pictures import report_pictures
from footlights.usecases.event_log import EventLog
from footlights.usecases.kept_log import KeptLog
from footlights.usecases.standard_answers import standard_answers
from footlights.usecases.written_parts import write_parts

TITLES = {
    "feelings": "Feelings along the map, drawn and measured, with 95 % intervals",
    "hours": "Touches by weekday and hour",
    "weeks": "Touches by week and stage",
    "contrasts": "Scores of segments and channels, less those of the others",
}
"""What the pictures of the report show."""


def write_pictures(
    map_: Map, log: EventLog | KeptLog, measured: Measured, path: Path | str
) -> Path:
    """Write the pictures of the report and of each standard question as Vega-Lite.

    `pictures.json` lists them with what they show, and the questions without one.

    Args:
        map_: The map.
        log: The log that it is measured on.
        measured: What was measured on it.
        path: A folder that is empty or not there, or a name that ends in `.zip`.

    Returns:
        The path.

    Raises:
        FolderNotEmptyError: The folder holds something.
        MissingFolderError: The folder of `path` is not there.
    """
    parts = pictures_of_report(map_, measured)
    listed = [_listed(name, TITLES[_stem(name)]) for name in parts]
    for question, view in standard_answers(log.prepared(map_)):
        drawn = picture_of_view(map_, view)
        name = picture_name(question.name)
        listed.append(_listed(name if drawn else None, question.title, view.notes))
        parts |= {name: drawn} if drawn else {}
    text = json.dumps(listed, ensure_ascii=False, indent=1) + "\n"
    write_parts(parts | {"pictures.json": text.encode()}, Path(path))
    return Path(path)


def picture_name(name: str) -> str:
    """Name the file of a picture."""
    return f"{name}.vl.json"


def pictures_of_report(map_: Map, measured: Measured) -> dict[str, bytes]:
    """Give the pictures of the report as Vega-Lite, by the name of their file."""
    return {
        picture_name(name): picture_of(chart, "json")
        for name, chart in report_pictures(map_, measured)
    }


def picture_of_view(map_: Map, view: View) -> bytes | None:
    """Give the picture of a view as Vega-Lite; None for a list to be read."""
    chart = view_chart(view, names_of(map_))
    return None if chart is None else picture_of(chart, "json")


def _stem(name: str) -> str:
    return name.removesuffix(".vl.json")


def _listed(file: str | None, title: str, notes: tuple[str, ...] = ()) -> Any:
    """Say what a picture shows, as JSON has it."""
    return {"file": file, "shows": title, "notes": list(notes)}
