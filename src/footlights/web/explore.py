"""Pages of standard questions: one shared bar of filters, kept in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from footlights.errors import FootlightsError, NotMeasuredError
from footlights.measures.place_names import names_of
from footlights.measures.view import View
from footlights.render.flow import FlowView, flow_view
from footlights.render.view_part import view_part
from footlights.usecases.explore import write_view
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.questions import Question, question, questions, value_of
from footlights.usecases.selection import selected
from footlights.usecases.views.compare import compare
from footlights.usecases.workspace.feed import note_look
from footlights.web.address import Address, address_of
from footlights.web.filters import (
    NAMES,
    against_fields,
    filter_fields,
    filters_of,
    option_fields,
)
from footlights.web.long_work import Order, Work
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

_SINGLE = frozenset(["one_journey", "person_journey"])
"""Questions about a single customer."""

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
        del file
        asked, log = question(_plain(name)), log_of(shown_map(visitor, map_id))
        view = _answer_for(visitor, map_id, asked, log, address_of(request))
        return _file(view, log, kind)

    return routes


def api_routes() -> APIRouter:
    """Give the same answers as JSON."""
    routes = APIRouter(prefix="/api/maps/{map_id}/questions", tags=["questions"])

    @routes.get("")
    def known(visitor: Asking, map_id: str) -> list[dict[str, Any]]:
        """List the standard questions and what each may be told."""
        shown_map(visitor, map_id)
        return [_told(each) for each in questions()]

    @routes.get("/{name}")
    def one(request: Request, visitor: Asking, map_id: str, name: str) -> JSONResponse:
        """Answer one standard question, of all journeys or of those that are named.

        Parameters are the options of the question, and `from`, `to`, `segment`,
        `channel`, `completed`, `pattern`, `not_pattern`, `against`, `against_from` and
        `against_to` as on the page; of what is said several times, all must hold.
        """
        log, asked = log_of(shown_map(visitor, map_id)), question(_plain(name))
        view = _answer_for(visitor, map_id, asked, log, address_of(request))
        return JSONResponse(view.to_json_dict())

    return routes


def answer(asked: Question, log: PreparedLog, address: Address) -> View:
    """Answer a question as an address puts it.

    Raises:
        FootlightsError: The address says something that cannot be, or asks for a
            group that nobody is in.
    """
    told = {
        option.name: value_of(option, address.all(option.name))
        for option in asked.options
        if option.name != "unmasked"
    }
    filters = filters_of(address)
    if filters.only is None:
        return asked.answer(log, **told)
    if filters.against is not None:
        return compare(asked.answer, log, filters.only, filters.against, **told)
    return asked.answer(selected(log, filters.only), **told)


def log_of(shown: ShownMap) -> PreparedLog:
    """Give the log prepared for a map, once it is.

    Raises:
        NotMeasuredError: The map has no data, or preparing them failed.
    """
    numbers = shown.numbers
    if numbers is None:
        raise NotMeasuredError.without_data(shown.map.id)
    numbers.is_prepared.wait()
    if numbers.log is None:
        raise NotMeasuredError(numbers.problem)
    return numbers.log


def _answer_for(
    visitor: Visitor, map_id: str, asked: Question, log: PreparedLog, address: Address
) -> View:
    """Answer a question; who looks at a single customer is noted first."""
    if asked.name in _SINGLE:
        customer = address.get("person") or address.get("journey") or asked.name
        note_look(
            visitor.site.workspace,
            visitor.caller,
            map_id,
            customer,
            now=visitor.site.now(),
        )
    return answer(asked, log, address)


def _flow(shown: ShownMap, asked: Question, address: Address) -> FlowView | None:
    """Draw the ways of all journeys as the report does; None for any selection."""
    measured = shown.measured
    is_now = shown.numbers is not None and shown.numbers.doing == "done"
    if asked.name != "transitions" or measured is None or not is_now:
        return None
    if filters_of(address).only is not None:
        return None
    return flow_view(
        shown.map,
        measured,
        lambda touchpoint: f"/maps/{shown.id}/touchpoints/{touchpoint}",
    )


def _asked_beside(
    visitor: Visitor,
    shown: ShownMap,
    asked: Question,
    log: PreparedLog,
    address: Address,
) -> Work:
    """Answer a question beside the page, which looks again until it is answered."""
    assert shown.dataset is not None  # noqa: S101 - a log was prepared from it
    explore = f"/maps/{shown.id}/explore"
    here = address.after(f"{explore}/{_dashed(asked.name)}")
    order = Order(asked.title, shown.dataset, here, f"/maps/{shown.id}")
    # Another revision, or other data, are asked anew.
    key = (here, shown.opened.revision.no, shown.dataset.fingerprint)

    def ask(work: Work) -> View:
        work.is_asking = True
        return _answer_for(visitor, shown.id, asked, log, address)

    return visitor.site.work.begin(visitor, key, order, ask)


def _shown(
    request: Request, visitor: Visitor, map_id: str, asked: Question
) -> Response:
    shown, address = shown_map(visitor, map_id), address_of(request)
    here = f"/maps/{map_id}/explore"
    numbers = shown.numbers
    if numbers is None:
        return page(
            "no_data.html", visitor=visitor, shown=shown, here="explore", doing=None
        )
    if not numbers.is_prepared.wait(WAIT_SECONDS):
        return page(
            "no_data.html", visitor=visitor, shown=shown, here="explore", doing=numbers
        )
    log = log_of(shown)
    part, problem = None, ""
    is_asked = all(address.get(o.name) for o in asked.options if o.is_required)
    try:
        if is_asked:
            work = _asked_beside(visitor, shown, asked, log, address)
            if not work.ended.is_set():
                return working_page(visitor, work)
            part = view_part(work.result(), names_of(log.map), "answer")
    except FootlightsError as error:
        problem = str(error)
    return page(
        "explore.html",
        status=200 if not problem else 400,
        visitor=visitor,
        shown=shown,
        here="explore",
        asked=asked,
        groups=_links(here, asked, address),
        filters=filter_fields(log.map, address),
        against=against_fields(log.map, address),
        options=option_fields(asked, log.map, address),
        action=f"{here}/{_dashed(asked.name)}",
        part=part,
        flow=_flow(shown, asked, address) if part else None,
        problem=problem,
        downloads=_downloads(
            here, asked, address, has_picture=bool(part and part.picture)
        ),
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
    name = _dashed(asked.name)
    return {kind: address.after(f"{here}/{name}/{name}.{kind}") for kind in kinds}


def _file(view: View, log: PreparedLog, kind: str) -> Response:
    with TemporaryDirectory(prefix="footlights-") as folder:
        path = Path(folder) / f"{view.name}.{kind}"
        write_view(view, log.map, path)
        held = path.read_bytes()
    name = f"{_dashed(log.map.id)}-{_dashed(view.name)}.{kind}"
    return Response(
        held,
        media_type=_KINDS[kind],
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def _told(asked: Question) -> dict[str, Any]:
    return {
        "name": asked.name,
        "about": asked.about,
        "options": [
            {
                "name": option.name,
                "about": option.about,
                "kind": option.kind,
                "choices": option.choices,
                "is_required": option.is_required,
            }
            for option in asked.options
        ],
    }


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _plain(name: str) -> str:
    return name.replace("-", "_")
