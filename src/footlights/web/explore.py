"""Pages of standard questions: one shared bar of filters, kept in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from footlights.errors import FootlightsError, NoPictureError
from footlights.measures.place_names import names_of
from footlights.render.flow import FlowView, flow_view
from footlights.render.flow_file import flow_file
from footlights.render.view_part import view_part
from footlights.usecases.explore import write_view
from footlights.usecases.questions import Question, question
from footlights.web.address import Address, address_of
from footlights.web.answering import answered
from footlights.web.answers import Answer
from footlights.web.filters import (
    NAMES,
    against_fields,
    filter_fields,
    filters_of,
    option_fields,
    pattern_fields,
    says_more,
)
from footlights.web.long_work import Work
from footlights.web.pages import page
from footlights.web.shown_map import ShownMap, shown_map
from footlights.web.visitors import Asking, Visitor
from footlights.web.work_pages import working_page

GROUPS: Mapping[str, tuple[str, ...]] = {
    "How far": ("stage_funnel", "stage_funnel_losses", "stage_funnel_times"),
    "Which way": ("transitions", "flow", "variants", "pattern"),
    "As drawn": (
        "conformance",
        "conformance_summary",
        "conformance_by_variant",
        "typical_journeys",
        "worst_journeys",
        "promises",
    ),
    "Back and forth": (
        "loops",
        "ping_pong",
        "repeat_contacts",
        "channel_switches",
        "hand_overs",
        "team_times",
    ),
    "When and where": ("hour_heat", "value_heat", "trends", "cohorts", "retention"),
    "Single journeys": ("exemplars", "one_journey", "person_journey"),
}
"""Questions as the page groups them."""

FLOW = "flow-of-ways"
"""Name of the file that holds the picture of the flow."""

_KINDS = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "svg": "image/svg+xml",
    "png": "image/png",
    "json": "application/json",
}

WAIT_SECONDS = 1.5
"""So long a page waits for the log to be prepared; then it says that it is."""


@dataclass(frozen=True)
class Link:
    """A question that the page leads to."""

    title: str
    """What the reader sees."""

    href: str
    """Where it is, with the filters of this page."""

    is_here: bool
    """Whether it is this page."""


def explore_routes() -> APIRouter:
    """Give the pages of standard questions."""
    routes = APIRouter(prefix="/maps/{map_id}/explore")

    @routes.get("", response_class=HTMLResponse)
    def first(request: Request, visitor: Asking, map_id: str) -> Response:
        return _shown(request, visitor, map_id, question("stage_funnel"))

    @routes.get("/{name}", response_class=HTMLResponse)
    def one(request: Request, visitor: Asking, map_id: str, name: str) -> Response:
        return _shown(request, visitor, map_id, question(_plain(name)))

    @routes.get("/{name}/{file}.{kind}")
    def download(  # noqa: PLR0913, PLR0917 - each is a part of the address
        request: Request, visitor: Asking, map_id: str, name: str, file: str, kind: str
    ) -> Response:
        asked, shown = question(_plain(name)), shown_map(visitor, map_id)
        address = address_of(request)
        here = address.after(request.url.path)
        answer = answered(visitor, shown, asked, address, here)
        if isinstance(answer, Work):
            return working_page(visitor, answer)
        write = _flow_file if file == FLOW else _file
        return write(shown, answer, address, kind)

    return routes


def _shown(
    request: Request, visitor: Visitor, map_id: str, asked: Question
) -> Response:
    shown, address = shown_map(visitor, map_id), address_of(request)
    here = f"/maps/{map_id}/explore"
    numbers = shown.numbers
    is_waiting = numbers is not None and not numbers.is_prepared.wait(WAIT_SECONDS)
    if numbers is None or is_waiting:
        doing = numbers if is_waiting else None
        return page(
            "no_data.html", visitor=visitor, shown=shown, here="explore", doing=doing
        )
    found, problem = None, ""
    action = f"{here}/{_dashed(asked.name)}"
    try:
        if all(address.get(o.name) for o in asked.options if o.is_required):
            answer = answered(visitor, shown, asked, address, address.after(action))
            if isinstance(answer, Work):
                return working_page(visitor, answer)
            found = answer
    except FootlightsError as error:
        problem = str(error)
    part = view_part(found.view, names_of(shown.map), "answer") if found else None
    flow = _flow(shown, found) if found else None
    return page(
        "explore.html",
        status=200 if not problem else 400,
        visitor=visitor,
        shown=shown,
        here="explore",
        asked=asked,
        groups=_links(here, asked, address),
        filters=filter_fields(shown.map, address),
        more=pattern_fields(address),
        against=against_fields(shown.map, address),
        is_more=says_more(address),
        about=str(filters_of(address)) if part else "",
        journeys=found.journeys if found else None,
        options=option_fields(asked, shown.map, address),
        action=action,
        part=part,
        flow=flow,
        flow_files=_files(here, asked, address, FLOW, ("svg", "png")) if flow else {},
        problem=problem,
        downloads=_downloads(
            here, asked, address, has_picture=bool(part and part.picture)
        ),
    )


def _flow(shown: ShownMap, answer: Answer) -> FlowView | None:
    """Draw the ways that were counted; None where there are none to draw."""
    if answer.ways is None:
        return None
    return flow_view(
        shown.map,
        answer.ways,
        lambda touchpoint: f"/maps/{shown.id}/touchpoints/{touchpoint}",
        with_table=False,
    )


def _links(here: str, asked: Question, address: Address) -> dict[str, list[Link]]:
    """Lead to the other questions, about the same journeys."""
    kept = address.only(NAMES)
    return {
        group: [
            Link(
                name.replace("_", " ").capitalize(),
                kept.after(f"{here}/{_dashed(name)}"),
                name == asked.name,
            )
            for name in names
        ]
        for group, names in GROUPS.items()
    }


def _downloads(
    here: str, asked: Question, address: Address, *, has_picture: bool
) -> dict[str, str]:
    kinds = ("csv", "parquet", *(("svg", "png", "json") if has_picture else ()))
    return _files(here, asked, address, _dashed(asked.name), kinds)


def _files(
    here: str, asked: Question, address: Address, name: str, kinds: Sequence[str]
) -> dict[str, str]:
    """Lead to files of an answer, by their kind."""
    path = f"{here}/{_dashed(asked.name)}/{name}"
    return {kind: address.after(f"{path}.{kind}") for kind in kinds}


def _file(shown: ShownMap, answer: Answer, address: Address, kind: str) -> Response:
    del address
    view = answer.view
    with TemporaryDirectory(prefix="footlights-") as folder:
        path = Path(folder) / f"{view.name}.{kind}"
        write_view(view, shown.map, path)
        return _sent(path.read_bytes(), shown, view.name, kind)


def _flow_file(
    shown: ShownMap, answer: Answer, address: Address, kind: str
) -> Response:
    flow = _flow(shown, answer)
    if flow is None or kind not in {"svg", "png"}:
        raise NoPictureError(answer.view.name)
    only = filters_of(address).only
    about = f"How people really move: {only or 'all journeys'}"
    drawn = flow_file(flow, shown.map.name, about, kind)
    return _sent(drawn, shown, FLOW, kind)


def _sent(held: bytes, shown: ShownMap, name: str, kind: str) -> Response:
    file = f"{_dashed(shown.map.id)}-{_dashed(name)}.{kind}"
    return Response(
        held,
        media_type=_KINDS[kind],
        headers={"content-disposition": f'attachment; filename="{file}"'},
    )


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _plain(name: str) -> str:
    return name.replace("-", "_")
