"""Standard questions as JSON: which there are, and their answers."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from footlights.usecases.questions import Question, question, questions
from footlights.web.address import address_of
from footlights.web.answering import answered
from footlights.web.long_work import Work
from footlights.web.shown_map import shown_map
from footlights.web.visitors import Asking
from footlights.web.work_api import GOES_ON, going_on


def question_api() -> APIRouter:
    """Give the same answers as the pages of questions, as JSON."""
    routes = APIRouter(prefix="/api/maps/{map_id}/questions", tags=["questions"])

    @routes.get("")
    def known(visitor: Asking, map_id: str) -> list[dict[str, Any]]:
        """List the standard questions and what each may be told."""
        shown_map(visitor, map_id)
        return [_told(each) for each in questions()]

    @routes.get("/{name}", responses=GOES_ON)
    def one(request: Request, visitor: Asking, map_id: str, name: str) -> JSONResponse:
        """Answer one standard question, of all journeys or of those that are named.

        Parameters are the options of the question, and `from`, `to`, `segment`,
        `persona`, `channel`, `completed`, `pattern`, `not_pattern`, `against`,
        `against_persona`, `against_from` and `against_to` as on the page; of what is
        said several times, all must hold.

        An answer that takes longer than a moment comes as 202 with the address of the
        work: ask there how far it is or stop it, and ask here again for the answer.
        """
        shown, address = shown_map(visitor, map_id), address_of(request)
        here = address.after(request.url.path)
        asked = question(name.replace("-", "_"))
        found = answered(visitor, shown, asked, address, here)
        if isinstance(found, Work):
            return going_on(found)
        return JSONResponse(found.view.to_json_dict())

    return routes


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
