import os
import signal

import click
import duckdb
import pytest
from click.testing import CliRunner

from footlights.cli.commands import Commands


def ended(work):
    """Give the exit status and the words of a command that does this."""

    @click.group(cls=Commands)
    def group():
        pass

    group.add_command(click.Command("work", callback=work))
    found = CliRunner().invoke(group, ["work"])
    if found.exception and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found.exit_code, found.output


def test_a_query_that_is_interrupted_ends_as_quietly_as_all_else():
    def computing():
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        duckdb.sql(
            "SELECT sum(a.i * b.i) FROM range(9000000) a(i), range(9000) b(i)"
        ).fetchall()

    def interrupted(_number, _frame):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupted)
    try:
        assert ended(computing) == (130, "\n")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_what_is_open_is_closed_where_the_system_ends_a_command():
    closed = []

    def working():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            signal.pause()
        finally:
            closed.append("all")

    before = signal.getsignal(signal.SIGTERM)

    assert ended(working) == (143, "\n")
    assert closed == ["all"]
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_bug_is_no_end_that_somebody_wanted():
    def broken():
        message = "a bug"
        raise RuntimeError(message)

    with pytest.raises(RuntimeError, match="a bug"):
        ended(broken)
