from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footlights.errors import UnknownZoneError
from footlights.events.zones import as_utc, check_zone, zone_steps

YEAR = (datetime(2024, 1, 1), datetime(2024, 12, 31))


def utc_of(local, zone, span=YEAR):
    expression = as_utc(ibis.timestamp(local), zone, *span)
    return ibis.duckdb.connect().to_pyarrow(expression).as_py()


def test_a_year_in_rome_has_three_steps():
    assert zone_steps("Europe/Rome", *YEAR)[1:] == (
        (datetime(2024, 3, 31, 3), 7200),
        (datetime(2024, 10, 27, 3), 3600),
    )


def test_a_zone_without_summer_time_has_one_step():
    assert [offset for _, offset in zone_steps("Asia/Kolkata", *YEAR)] == [19_800]
    assert utc_of(datetime(2024, 5, 1, 5, 30), "Asia/Kolkata") == datetime(2024, 5, 1)


@settings(deadline=None, max_examples=20)
@given(
    st.datetimes(*YEAR),
    st.sampled_from(["Europe/Rome", "America/New_York", "Australia/Lord_Howe"]),
)
def test_it_agrees_with_the_standard_library(local, zone):
    expected = local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)

    assert utc_of(local, zone) == expected.replace(tzinfo=None)


@pytest.mark.parametrize("zone", ["Europe/Roma", "", "../etc/passwd"])
def test_a_zone_that_does_not_exist_is_said(zone):
    with pytest.raises(UnknownZoneError):
        check_zone(zone)
