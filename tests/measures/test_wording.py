from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footlights.measures import wording


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (0, "0 %"),
        (1, "100 %"),
        (0.9996, ">99.9 %"),
        (0.9985, "99.9 %"),
        (0.996, "99.6 %"),
        (0.99, "99 %"),
        (0.0002, "<0.1 %"),
        (0.004, "0.4 %"),
        (0.305, "31 %"),
        (-0.12, "−12 %"),
    ],
)
def test_a_share_is_never_rounded_to_all_or_nothing(share, written):
    assert wording.share(share) == written


@given(st.floats(min_value=0, max_value=1, exclude_min=True, exclude_max=True))
def test_only_all_is_all_and_only_nothing_is_nothing(share):
    assert wording.share(share) not in {"0 %", "0.0 %", "100 %", "100.0 %"}


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (0, "0 s"),
        (0.02, "20 ms"),
        (1.44, "1.4 s"),
        (9.97, "10 s"),
        (50, "50 s"),
        (59.6, "1 m"),
        (560, "9 m 20 s"),
        (599.7, "10 m"),
        (1320, "22 m"),
        (3599, "1 h"),
        (4800, "1 h 20 m"),
        (86_390, "1 d"),
        (100_000, "1 d 4 h"),
        (1_000_000, "12 d"),
        (-90, "−1 m 30 s"),
    ],
)
def test_a_duration_has_at_most_two_units(seconds, written):
    assert wording.duration(seconds) == written


@given(st.floats(min_value=0.001, max_value=1e9))
def test_a_duration_never_says_sixty_of_a_unit(seconds):
    written = f" {wording.duration(seconds)} "

    assert " 60 s " not in written
    assert " 60 m " not in written
    assert " 24 h " not in written


@pytest.mark.parametrize(
    ("valence", "written"),
    [(1, "+1"), (-0.44, "−0.4"), (0, "0"), (0.01, "0"), (-0.01, "0"), (1.25, "+1.2")],
)
def test_a_feeling_carries_its_sign(valence, written):
    assert wording.feeling_number(valence) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0"),
        (999, "999"),
        (1_000, "1k"),
        (1_290, "1.2k"),
        (34_999, "34k"),
        (999_999, "999k"),
        (5_600_000, "5.6M"),
    ],
)
def test_a_compact_count_is_cut_off_never_rounded_up(number, written):
    assert wording.compact(number) == written


def test_a_period_says_its_year_once():
    first, last = datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 10, 31, tzinfo=UTC)

    assert wording.period(first, last) == "1 Sep to 31 Oct 2026"
    assert wording.period(first, first) == "1 Sep 2026"
    assert wording.period(None, None) == "no time"
    assert (
        wording.period(datetime(2025, 12, 30, tzinfo=UTC), first)
        == "30 Dec 2025 to 1 Sep 2026"
    )


def test_counts_agree_with_their_noun():
    assert wording.counted(1, "touch", "touches") == "1 touch"
    assert wording.counted(5000, "journey") == "5,000 journeys"


def test_a_code_nobody_knows_is_still_readable():
    assert wording.finding_words("hurts") == "hurts"
    assert wording.finding_words("made-up-code") == "made up code"


def test_a_long_list_ends_in_a_number():
    assert wording.listed(["a", "b", "c"], most=2) == "a, b and 1 more"
    assert wording.listed(["a", "b"], most=2) == "a, b"


def test_a_day_is_written_in_words():
    assert wording.day(date(2026, 9, 7)) == "7 Sep 2026"


def test_a_share_of_nobody_is_a_dash():
    assert wording.share_of(0, 0) == "–"
    assert wording.share_of(1, 3) == "33 %"


def test_open_time_names_its_calendar_and_has_no_days():
    assert wording.open_time(90 * 60, None) == "1 h 30 m"
    assert wording.open_time(90 * 60, "Desk") == "1 h 30 m of open time (Desk)"
    assert wording.open_time(24 * 3600, "Desk") == "24 h of open time (Desk)"
    assert wording.open_time(36.5 * 3600, "Desk") == "36.5 h of open time (Desk)"
    assert wording.open_time(24 * 3600, None) == "1 d"


def test_a_finer_share_is_never_rounded_to_all_or_nothing():
    shares = (0.0004, 0.0123, 0.9996, 1.0)

    assert [wording.finer_share(share) for share in shares] == [
        "<0.1 %",
        "1.2 %",
        ">99.9 %",
        "100 %",
    ]
