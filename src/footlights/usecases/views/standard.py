"""What every standard question has in common."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec

from footlights.engines.scratch import scratch
from footlights.measures.view import View
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.selected import with_kept_keys
from footlights.usecases.shown_view import ShownView
from footlights.usecases.views.told_options import check_told

Options = ParamSpec("Options")


def standard(
    view: Callable[Concatenate[PreparedLog, Options], View],
) -> Callable[Concatenate[PreparedLog, Options], ShownView]:
    """Let a question keep tables of its own, and its answer show itself.

    Several threads may ask one log at once: what each keeps has names of its own and
    ends with the question. What the question is told is checked against its
    annotations first.

    Args:
        view: Answers the question of a prepared log.
    """

    @wraps(view)
    def asked(
        log: PreparedLog, /, *args: Options.args, **options: Options.kwargs
    ) -> ShownView:
        check_told(view, args, options)
        with scratch(log.engine) as engine, log.engine.once.in_use():
            own = replace(log, engine=engine)
            if log.is_by_pattern:
                own = with_kept_keys(own)
            found = view(own, *args, **options)
        return ShownView.of(found, log.map)

    return asked
