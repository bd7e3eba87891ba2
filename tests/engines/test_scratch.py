"""Tables kept for one question are out of the way of every other."""

import pytest
from ibis import _

from footlights.engines.scratch import scratch
from support.small_logs import event, kept_tables, table_of


@pytest.fixture
def log(engine):
    return engine.load("log", table_of([event("ann", "A", 0), event("bob", "B", 1)]))


def test_two_keep_different_things_under_one_name(engine, log):
    with scratch(engine) as one, scratch(engine) as other:
        first = one.keep("found", log.filter(_.person == "ann"))
        second = other.keep("found", log)

        assert engine.fetch(first).num_rows == 1
        assert engine.fetch(second).num_rows == 2


def test_what_was_kept_ends_with_the_block(engine, log):
    before = kept_tables(engine)

    with scratch(engine) as own:
        own.drop(own.keep("found", log))
        own.keep("more", log)

    assert kept_tables(engine) == before


def test_what_was_kept_ends_with_an_error_too(engine, log):
    before = kept_tables(engine)

    def fail():
        with scratch(engine) as own:
            own.keep("found", log)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert kept_tables(engine) == before
