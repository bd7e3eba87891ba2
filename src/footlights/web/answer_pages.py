"""Answers to a survey, joined in the browser to the data that measure a map."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Response, UploadFile
from fastapi.responses import RedirectResponse

from footlights.errors import FootlightsError, NotMeasuredError
from footlights.model.quantities import parse_duration
from footlights.store.records.holdings import DatasetRecord
from footlights.usecases.join_answers import join_answers
from footlights.usecases.kept_log import Appended
from footlights.usecases.workspace.datasets import extend_dataset
from footlights.web.data_pages import check_may
from footlights.web.imports import Import
from footlights.web.long_work import Order, Work
from footlights.web.pages import page
from footlights.web.shown_map import ShownMap, shown_map
from footlights.web.visitors import Asking, Visitor

Text = Annotated[str, Form()]


@dataclass(frozen=True)
class AnswersForm:
    """What is told of a file of answers."""

    about: str = ""
    """Touchpoint that was asked about; empty where the answers say it, or for any."""

    within: str = "30d"
    """Longest time from the end of the touch to the answer."""

    score: str = ""
    """Column of the score; empty to find it."""

    zone: str = ""
    """Zone of times that name none."""


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
        if shown.dataset is None:
            raise NotMeasuredError.without_data(map_id)
        sent = visitor.site.imports.take(visitor, file.filename, file.file)
        work = _begun(visitor, shown, shown.dataset, sent, form)
        if not work.ended.is_set():
            return RedirectResponse(f"/working/{work.id}", status_code=303)
        try:
            where = work.result()
        except FootlightsError as error:
            return _page(visitor, shown, form, sent.told(error))
        return RedirectResponse(where, status_code=303)

    return routes


def _begun(
    visitor: Visitor,
    shown: ShownMap,
    dataset: DatasetRecord,
    sent: Import,
    form: AnswersForm,
) -> Work:
    where = f"/maps/{shown.id}/data"
    title = f"Joining the answers in {sent.name} to {dataset.name}"
    order = Order(title, dataset, where, f"{where}/answers")
    return visitor.site.work.begin(
        visitor,
        ("answers", sent.id),
        order,
        lambda work: _joined(visitor, shown, dataset, sent=sent, form=form, work=work),
    )


def _joined(  # noqa: PLR0913 - what is joined to what, and for whom
    visitor: Visitor,
    shown: ShownMap,
    dataset: DatasetRecord,
    *,
    sent: Import,
    form: AnswersForm,
    work: Work,
) -> str:
    """Join a file of answers to data, and give the page that tells what came of it."""
    site = visitor.site
    log = site.numbers.logs.get(dataset)

    def append() -> Appended:
        before = len(log.answers)
        join_answers(
            log,
            sent.path,
            map_=shown.map,
            about=form.about or (),
            within=form.within,
            columns={"score": form.score} if form.score else None,
            zone=form.zone or None,
        )
        is_new = len(log.answers) > before
        return Appended((sent.name,) if is_new else (), (), 0)

    try:
        with work.turn(site.numbers.logs.turn_of(dataset.id)):
            extend_dataset(
                site.workspace,
                visitor.caller,
                dataset,
                sent.name,
                append,
                now=site.now(),
            )
    finally:
        site.imports.forget(sent)
    site.rooms.wake(shown.id)
    return work.order.address


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
