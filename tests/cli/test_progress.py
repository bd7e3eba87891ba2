import io

import pytest
from rich.console import Console

from footlights.cli import progress


class Clock:
    def __init__(self):
        self.now = 0.0

    def monotonic(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(progress, "time", clock)
    return clock


def shown_on(monkeypatch, *, is_terminal):
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=is_terminal, width=80)
    monkeypatch.setattr(progress, "stderr_console", lambda: console)
    return screen


def test_no_bar_for_work_that_is_soon_done(clock, monkeypatch):
    screen = shown_on(monkeypatch, is_terminal=True)

    with progress.shown_progress("Reading") as update:
        clock.now = 1.9
        update(0.9)

    assert screen.getvalue() == ""


def test_a_bar_for_work_that_takes_longer(clock, monkeypatch):
    screen = shown_on(monkeypatch, is_terminal=True)

    with progress.shown_progress("Reading") as update:
        clock.now = 2.1
        update(0.5)

    assert "Reading" in screen.getvalue()
    assert "50%" in screen.getvalue()


def test_no_bar_where_nobody_looks(clock, monkeypatch):
    screen = shown_on(monkeypatch, is_terminal=False)

    with progress.shown_progress("Reading") as update:
        clock.now = 60
        update(0.5)

    assert screen.getvalue() == ""
