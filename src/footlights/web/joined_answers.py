"""Answers to a survey, joined beside the page to the data that measure a map."""

from dataclasses import dataclass

from footlights.errors import NotMeasuredError
from footlights.measures.answers import AnswerCounts
from footlights.store.records.holdings import DatasetRecord
from footlights.usecases.join_answers import join_answers
from footlights.usecases.kept_log import Appended
from footlights.usecases.workspace.datasets import extend_dataset
from footlights.web.imports import Import
from footlights.web.long_work import Order, Work
from footlights.web.shown_map import ShownMap
from footlights.web.visitors import Visitor


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


def data_of(shown: ShownMap) -> DatasetRecord:
    """Give the data that measure a map.

    Raises:
        NotMeasuredError: There are none.
    """
    if shown.dataset is None:
        raise NotMeasuredError.without_data(shown.map.id)
    return shown.dataset


def begin_joining(
    visitor: Visitor, shown: ShownMap, sent: Import, form: AnswersForm, where: str
) -> Work:
    """Begin to join a file of answers to the data of a map.

    Args:
        visitor: Who asks, and may manage data.
        shown: The map.
        sent: The file; it is let go of in the end.
        form: How it is joined.
        where: The address that tells what came of it.

    Returns:
        Work that gives `AnswerCounts` for each survey that is joined by then.

    Raises:
        NotMeasuredError: The map has no data.
    """
    dataset = data_of(shown)
    title = f"Joining the answers in {sent.name} to {dataset.name}"
    order = Order(title, dataset, where, f"/maps/{shown.id}/data/answers")
    return visitor.site.work.begin(
        visitor,
        ("answers", sent.id),
        order,
        lambda work: _joined(visitor, shown, sent=sent, form=form, work=work),
    )


def _joined(
    visitor: Visitor, shown: ShownMap, *, sent: Import, form: AnswersForm, work: Work
) -> tuple[AnswerCounts, ...]:
    site, dataset = visitor.site, work.order.dataset
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
    return log.answers
