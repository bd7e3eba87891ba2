from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import ibis
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from footlights.engines.duckdb import DuckDBEngine
from footlights.events.timing import (
    YEAR_ONE,
    clock_hours,
    local_time,
    offset_changes,
)

FIRST, LAST = datetime(2025, 1, 1), datetime(2026, 12, 31)


def test_an_offset_changes_when_daylight_saving_does():
    found = offset_changes("Europe/Rome", FIRST, LAST)

    assert [at for at, _offset in found] == [
        FIRST,
        datetime(2025, 3, 30, 1),
        datetime(2025, 10, 26, 1),
        datetime(2026, 3, 29, 1),
        datetime(2026, 10, 25, 1),
    ]


@settings(deadline=None, max_examples=30)
@given(
    st.sampled_from(["UTC", "Europe/Rome", "America/St_Johns", "Asia/Kathmandu"]),
    st.lists(st.datetimes(FIRST, LAST), min_size=1, max_size=20),
)
def test_local_time_is_that_of_the_zone(zone, times):
    whole = [at.replace(microsecond=0) for at in times]
    table = ibis.memtable(
        pa.table({"no": range(len(whole)), "at": pa.array(whole, pa.timestamp("us"))})
    )
    with DuckDBEngine() as engine:
        moved = table.mutate(at=local_time(table.at, zone, FIRST, LAST))
        found = engine.fetch(moved.order_by("no"))["at"].to_pylist()
        shown = table.mutate(hours=clock_hours(table.at, zone, FIRST, LAST))
        hours = engine.fetch(shown.order_by("no"))["hours"].to_pylist()

    utc = ZoneInfo("UTC")
    expected = [
        at.replace(tzinfo=utc).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        for at in whole
    ]
    assert found == expected
    assert hours == [(at - YEAR_ONE) // timedelta(hours=1) for at in expected]
