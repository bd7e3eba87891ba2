"""Answers to a survey, joined in the browser to the data that measure a map."""

from typing import Annotated

from fastapi import APIRouter, Form, Response, UploadFile
from fastapi.responses import RedirectResponse

from footlights.errors import FootlightsError
from footlights.model.quantities import parse_duration
from footlights.web.data_pages import check_may
from footlights.web.joined_answers import AnswersForm, begin_joining, data_of
from footlights.web.pages import page
from footlights.web.shown_map import ShownMap, shown_map
from footlights.web.visitors import Asking, Visitor

Text = Annotated[str, Form()]


def answer_pages() -> APIRouter:
    """Give the pages on which answers are joined."""
    routes = APIRouter(prefix="/maps/{map_id}/data/answers")

    @routes.get("")
    def ask(visitor: Asking, map_id: str) -> Response:
        check_may(visitor)
        return _page(visitor, shown_map(visitor, map_id), AnswersForm())

    @routes.post("")
    def take(  # noqa: PLR0913 - the fields of the form
        visitor: Asking,
        map_id: str,
        *,
        file: UploadFile,
        about: Text = "",
        within: Text = "30d",
        score: Text = "",
        zone: Text = "",
    ) -> Response:
        check_may(visitor)
        shown = shown_map(visitor, map_id)
        form = AnswersForm(about, within.strip(), score.strip(), zone.strip())
        if not file.filename:
            return _page(visitor, shown, form, "Choose a file first.")
        try:
            parse_duration(form.within)
        except ValueError as error:
            return _page(visitor, shown, form, f"{error}.")
        data_of(shown)
        sent = visitor.site.imports.take(visitor, file.filename, file.file)
        where = f"/maps/{map_id}/data"
        work = begin_joining(visitor, shown, sent, form, where)
        if not work.ended.is_set():
            return RedirectResponse(f"/working/{work.id}", status_code=303)
        try:
            work.result()
        except FootlightsError as error:
            return _page(visitor, shown, form, sent.words_of(error))
        return RedirectResponse(where, status_code=303)

    return routes


def _page(
    visitor: Visitor, shown: ShownMap, form: AnswersForm, problem: str = ""
) -> Response:
    asked = [each for each in shown.map.touchpoints if each.matches]
    return page(
        "answers_new.html",
        422 if problem else 200,
        visitor=visitor,
        shown=shown,
        here="data",
        form=form,
        asked=asked,
        problem=problem,
    )
