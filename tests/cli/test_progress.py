import io

import pytest
from rich.console import Console

from footlights.cli import progress


class Patience:
    """A timer that the test ends."""

    def __init__(self, seconds, end):
        assert seconds == 2.0
        Patience.end = staticmethod(end)

    def start(self):
        pass

    def cancel(self):
        Patience.end = lambda: None


@pytest.fixture(autouse=True)
def no_clock(monkeypatch):
    monkeypatch.setattr(progress, "Timer", Patience)


def shown_on(monkeypatch, *, is_terminal=True):
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=is_terminal, width=80)
    monkeypatch.setattr(progress, "stderr_console", lambda: console)
    return screen


def test_no_bar_for_work_that_is_soon_done(monkeypatch):
    screen = shown_on(monkeypatch)

    with progress.shown_progress("Reading") as update:
        update(0.9)

    Patience.end()
    assert screen.getvalue() == ""


def test_a_bar_for_work_that_takes_longer(monkeypatch):
    screen = shown_on(monkeypatch)

    with progress.shown_progress("Reading") as update:
        update(0.1)
        Patience.end()
        update(0.5)

    assert "Reading" in screen.getvalue()
    assert "50%" in screen.getvalue()


def test_a_bar_though_nobody_knows_how_much_is_done(monkeypatch):
    screen = shown_on(monkeypatch)

    with progress.shown_progress("Measuring"):
        Patience.end()

    assert "Measuring" in screen.getvalue()
    assert "100%" not in screen.getvalue()


def test_no_bar_where_nobody_looks(monkeypatch):
    screen = shown_on(monkeypatch, is_terminal=False)

    with progress.shown_progress("Reading") as update:
        update(0.5)

    assert screen.getvalue() == ""
