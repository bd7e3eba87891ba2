"""The ways of a selection, for the picture beside the question of transitions."""

from dataclasses import replace

from footlights.analysis.touch_totals import touch_totals
from footlights.engines.scratch import scratch
from footlights.events.journeys import positions
from footlights.measures.measured_order import Transition
from footlights.measures.view import View
from footlights.measures.ways import Ways
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.selected import with_kept_keys

_READ = ("from", "to", "touches", "journeys", "share_of_departures", "median_seconds")


def selected_ways(log: PreparedLog, view: View) -> Ways:
    """Give the ways that a view counted, and where its journeys began and ended.

    Args:
        log: The log that was asked, narrowed to the journeys that were meant.
        view: What `transitions` answered of it; no number is worked out twice.
    """
    with scratch(log.engine) as engine:
        own = with_kept_keys(replace(log, engine=engine))
        rows = own.rows(touch_totals(own.prepared.steps, positions(log.map)))
    by_id = {log.map.touchpoints[row["touchpoint_no"] - 1].id: row for row in rows}
    return Ways(
        tuple(
            Transition.model_validate({name: row[name] for name in _READ})
            for row in view.rows
        ),
        *(
            {id_: row[name] for id_, row in by_id.items()}
            for name in ("journeys", "starts", "ends")
        ),
    )
