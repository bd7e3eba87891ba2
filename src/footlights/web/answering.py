"""Answers to standard questions: worked out beside the request, once, for all who ask."""

from footlights.errors import NotAllowedError, NotMeasuredError
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.questions import Question, value_of
from footlights.usecases.selected import selected, share_chosen
from footlights.usecases.selected_ways import selected_ways
from footlights.usecases.views.compare import compare
from footlights.usecases.workspace.feed import note_look
from footlights.usecases.workspace.policy import LEAST, Action
from footlights.web.address import Address
from footlights.web.answers import Answer
from footlights.web.filters import filters_of
from footlights.web.long_work import Order, Work
from footlights.web.shown_map import ShownMap
from footlights.web.visitors import Visitor

SINGLE = frozenset(["one_journey", "person_journey"])
"""Questions about a single customer."""

AGAIN_SECONDS = 0.1


def answered(
    visitor: Visitor, shown: ShownMap, asked: Question, address: Address, here: str
) -> Answer | Work:
    """Answer a question as an address puts it, or begin to.

    Who looks at a single customer is noted first, once for each look.

    Args:
        visitor: Who asks.
        shown: The map.
        asked: The question.
        address: The options of the question, and which journeys it is about.
        here: The address that asks, and shows the answer once it is there.

    Returns:
        The answer; the work that finds it where that goes on.

    Raises:
        NotMeasuredError: The map has no data, or preparing them failed.
        NotAllowedError: They may not see single customers.
        FootlightsError: The address says something that cannot be, or asks for a
            group that nobody is in.
    """
    if shown.dataset is None:
        raise NotMeasuredError.without_data(shown.map.id)
    is_single = asked.name in SINGLE
    if is_single and "see-persons" not in shown.may:
        action: Action = "see-persons"
        raise NotAllowedError(action, LEAST[action])
    # Another revision, or other data, are asked anew.
    revision, data = shown.opened.revision.no, shown.dataset
    key = (shown.id, revision, data.id, data.fingerprint, asked.name, address)
    known = visitor.site.answers.get(key)
    if known is not None:
        return known
    order = Order(asked.title, data, here, f"/maps/{shown.id}")

    def ask(work: Work) -> Answer:
        log = _log_of(shown, work)
        if is_single:
            _note_look(visitor, shown, asked, address)
        work.is_asking = True
        found = answer(asked, log, address)
        if not is_single:
            visitor.site.answers.keep(key, found)
        return found

    work = visitor.site.work.begin(visitor, (here, key), order, ask)
    if not work.ended.is_set():
        return work
    found: Answer = work.result()
    return found


def answer(asked: Question, log: PreparedLog, address: Address) -> Answer:
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
    if filters.only is not None and filters.against is not None:
        return Answer(compare(asked.answer, log, filters.only, filters.against, **told))
    narrowed = log if filters.only is None else selected(log, filters.only)
    view = asked.answer(narrowed, **told)
    ways = selected_ways(narrowed, view) if asked.name == "transitions" else None
    return Answer(view, ways, share_chosen(narrowed))


def _log_of(shown: ShownMap, work: Work) -> PreparedLog:
    """Wait for the log to be prepared for a map.

    Raises:
        NotMeasuredError: Preparing it failed.
        WorkStoppedError: Somebody stopped waiting.
    """
    assert shown.numbers is not None  # noqa: S101 - it has data
    while not shown.numbers.is_prepared.wait(AGAIN_SECONDS):
        work.progress(0)
    if shown.numbers.log is None:
        raise NotMeasuredError(shown.numbers.problem)
    return shown.numbers.log


def _note_look(
    visitor: Visitor, shown: ShownMap, asked: Question, address: Address
) -> None:
    customer = address.get("person") or address.get("journey") or asked.name
    site = visitor.site
    note_look(site.workspace, visitor.caller, shown.id, customer, now=site.now())
