"""Which responses are no answers of customers: previews, tests, spam, unfinished ones."""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

_NO = ("0", "false", "no", "n", "falsch", "faux", "falso", "nein", "non", "onwaar")
"""How survey tools and spreadsheets of several languages write that it is not so."""

_YES = ("1", "true", "yes", "y", "wahr", "vrai", "vero", "verdadero", "ja", "oui", "si")

_PREVIEW_CODES = ("1", "2", "17")
"""Of Qualtrics' `Status`: a preview, a test, a preview without network."""

_SPAM_CODES = ("8", "9", "12", "40")
"""Of Qualtrics' `Status`: spam, be it a response, a preview, imported, of a panel."""


def left_out(
    marks: Mapping[str, ir.StringValue | None], *, unfinished: bool
) -> ir.StringValue:
    """Say why a response is no finished answer of a customer; null where it is one.

    Args:
        marks: What the tool says of each response, null where it says nothing:
            `status` and `channel` as Qualtrics names them; `finished`, yes or no in
            some language; `progress`, per cent; `submitted`, when it was, null where
            it was not.
        unfinished: Whether unfinished ones count.

    Returns:
        `preview`, `spam`, `unfinished` or null. What says nothing or is in another
        language counts as finished, unless `progress` is below 100.
    """
    found: list[tuple[ir.BooleanValue, str]] = []
    status, channel = _small(marks, "status"), _small(marks, "channel")
    if status is not None:
        is_spam = status.isin(_SPAM_CODES) | status.contains("spam")
        found.append((_known(is_spam), "spam"))
        shown = status.contains("preview") | status.contains("survey test")
        found.append((_known(status.isin(_PREVIEW_CODES) | shown), "preview"))
    if channel is not None:
        found.append((_known(channel.isin(("preview", "test"))), "preview"))
    if not unfinished:
        found += [(holds, "unfinished") for holds in _unfinished(marks)]
    return ibis.cases(*found) if found else ibis.null("string")


def _unfinished(
    marks: Mapping[str, ir.StringValue | None],
) -> list[ir.BooleanValue]:
    finished, progress = _small(marks, "finished"), marks.get("progress")
    found = []
    if "submitted" in marks and marks["submitted"] is not None:
        found.append(marks["submitted"].isnull())
    if finished is not None:
        found.append(_known(finished.isin(_NO)))
    if progress is not None:
        is_begun = progress.try_cast("float64") < 100
        if finished is not None:
            is_begun &= ~_known(finished.isin(_YES))
        found.append(_known(is_begun))
    return found


def _small(
    marks: Mapping[str, ir.StringValue | None], mark: str
) -> ir.StringValue | None:
    text = marks.get(mark)
    return None if text is None else text.lower()


def _known(holds: ir.BooleanValue) -> ir.BooleanValue:
    return holds.fill_null(False)  # noqa: FBT003
