"""A mean score and its interval lie on the scale of the log."""

from datetime import timedelta

import pyarrow as pa
import pytest

from footlights import prepare, read_events, views
from support.small_logs import MIDNIGHT, map_of


@pytest.mark.parametrize("name", ["hour_heat", "trends", "variants"])
def test_few_far_scores_do_not_leave_the_scale(name):
    events = pa.Table.from_pylist(
        [
            {
                "person": f"p{n}",
                "event": "A",
                "at": MIDNIGHT + timedelta(minutes=n),
                "score": score,
            }
            for n, score in enumerate([1.0, 5.0])
        ]
    )

    with read_events(events) as log:
        rows = getattr(views, name)(prepare(map_of("A"), log)).rows

    known = [row["score"] for row in rows if row["score"].value is not None]
    assert [(score.value, score.low, score.high) for score in known] == [(3, 1, 5)]
