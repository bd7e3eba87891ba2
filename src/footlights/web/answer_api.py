"""Answers to surveys as JSON: joined to the data of a map, and what became of them."""

from io import BytesIO
from typing import Annotated, Any

from fastapi import APIRouter, Body

from footlights.errors import UnreadableOptionError
from footlights.measures.answers import AnswerCounts
from footlights.model.quantities import parse_duration
from footlights.web.data_pages import check_may
from footlights.web.joined_answers import AnswersForm, begin_joining, data_of
from footlights.web.shown_map import shown_map
from footlights.web.visitors import Asking
from footlights.web.work_api import GOES_ON, going_on


def answer_api() -> APIRouter:
    """Give the interface to answers."""
    routes = APIRouter(prefix="/api/maps/{map_id}/answers", tags=["data"])

    @routes.get("")
    def joined(visitor: Asking, map_id: str) -> tuple[AnswerCounts, ...]:
        """Tell for each survey how many answers were joined to the data of a map."""
        dataset = data_of(shown_map(visitor, map_id))
        return visitor.site.numbers.logs.get(dataset).answers

    @routes.post(
        "",
        status_code=201,
        response_model=tuple[AnswerCounts, ...],
        responses=GOES_ON,
    )
    def join(  # noqa: PLR0913 - what is told of a file
        visitor: Asking,
        map_id: str,
        held: Annotated[bytes, Body(media_type="application/octet-stream")],
        file: str,
        *,
        about: str = "",
        within: str = "30d",
        score: str = "",
        zone: str = "",
    ) -> Any:  # the answer, or that it goes on
        """Join a file of answers, the bytes of which are the body, by person and time.

        `file` is its name, whose ending says which format it has; `about` the
        touchpoint that was asked about, `within` the longest time from a touch to its
        answer, `score` the column of the score, and `zone` that of times that name
        none. Nothing but `file` has to be told.
        """
        check_may(visitor)
        shown = shown_map(visitor, map_id)
        data_of(shown)
        try:
            parse_duration(within)
        except ValueError as error:
            name, wanted = "within", str(error)
            raise UnreadableOptionError(name, within, wanted) from None
        sent = visitor.site.imports.take(visitor, file, BytesIO(held))
        where = f"/api/maps/{map_id}/answers"
        form = AnswersForm(about, within, score, zone)
        work = begin_joining(visitor, shown, sent, form, where)
        return work.result() if work.ended.is_set() else going_on(work)

    return routes
