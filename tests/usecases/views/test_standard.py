"""What all views have in common."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from footlights.usecases.selected import selected
from footlights.usecases.selection import Selection
from footlights.usecases.views import (
    channel_switches,
    repeat_contacts,
    stage_funnel,
    stage_funnel_times,
    variants,
)
from footlights.usecases.views.compare import compare
from support.small_logs import event, kept_tables, map_of
from support.views import log_of

ASKED = [channel_switches, repeat_contacts, stage_funnel, stage_funnel_times, variants]


@pytest.fixture
def log(engine):
    events = [
        event(f"p{n % 17}", "ABC"[n * n % 3], n * 400, channel=f"c{n % 2}", plan=plan)
        for n in range(200)
        for plan in ["trial" if n % 17 < 5 else "full"]
    ]
    segments = [{"id": "trial", "name": "Trial", "where": {"plan": "trial"}}]
    return log_of(engine, map_of("ABC", gap="1d", segments=segments), events)


def test_many_threads_asking_one_log_get_what_one_alone_gets(log):
    parts = [
        log,
        selected(log, Selection(segment="trial")),
        selected(log, Selection(outside="trial")),
    ]
    jobs = [(view, part) for part in parts for view in ASKED] * 2
    alone = [view(part).rows for view, part in jobs]

    with ThreadPoolExecutor(6) as threads:
        together = list(threads.map(lambda job: job[0](job[1]).rows, jobs))

    assert together == alone


def test_nothing_is_left_behind_but_what_others_read_too(log):
    for view in ASKED:
        view(log)
    before = kept_tables(log.engine)

    for view in ASKED:
        view(log)

    assert kept_tables(log.engine) == before


def test_a_view_shows_itself_in_a_notebook(log):
    shown = variants(log)._repr_html_()

    assert "<svg" in shown
    assert "<table" in shown
    assert variants(log).to_chart() is not None


def test_a_comparison_shows_itself_too(log):
    groups = Selection(segment="trial"), Selection(outside="trial")

    assert "Variants compared" in compare(variants, log, *groups)._repr_html_()


def test_a_view_is_written_as_json_without_the_map(log):
    assert set(variants(log).to_json_dict()) == {"name", "columns", "rows", "notes"}
