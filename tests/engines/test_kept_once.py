"""Tables that stay for other questions: made once, and not for ever."""

import pytest
from ibis import _

from footlights.engines.duckdb_file import DuckDBFile
from footlights.engines.kept_once import KeptOnce
from support.small_logs import event, kept_tables, table_of


@pytest.fixture
def log(engine):
    return engine.load("log", table_of([event("ann", "A", 0), event("bob", "B", 1)]))


def of(log, person):
    return lambda: log.filter(_.person == person)


def test_the_same_is_computed_once(engine, log):
    kept = KeptOnce(engine)
    made = []

    def make():
        made.append(1)
        return log

    with kept.in_use():
        assert kept.get("all", make).equals(kept.get("all", make))
    with kept.in_use():
        kept.get("all", make)

    assert len(made) == 1


def test_what_nobody_asked_for_longest_goes(engine, log):
    kept = KeptOnce(engine, most=2)
    before = kept_tables(engine)

    with kept.in_use():
        kept.get("ann", of(log, "ann"))
        bob = kept.get("bob", of(log, "bob"))
        again = kept.get("ann", of(log, "ann"))
    with kept.in_use():
        kept.get("cat", of(log, "cat"))

    stay = kept_tables(engine) - before
    assert again.op().name in stay
    assert bob.op().name not in stay
    assert len(stay) == 2


def test_a_table_stays_while_any_question_may_read_it(engine, log):
    kept = KeptOnce(engine, most=1)

    with kept.in_use():
        ann = kept.get("ann", of(log, "ann"))
        with kept.in_use():
            kept.get("bob", of(log, "bob"))

        assert engine.fetch(ann)["person"].to_pylist() == ["ann"]

    assert ann.op().name not in kept_tables(engine)


def test_what_could_not_be_computed_is_tried_again(engine, log):
    kept = KeptOnce(engine)

    with pytest.raises(ZeroDivisionError), kept.in_use():
        kept.get("ann", lambda: 1 / 0)
    with kept.in_use():
        found = kept.get("ann", of(log, "ann"))

    assert engine.fetch(found).num_rows == 1


def test_what_follows_from_stored_tables_ends_when_they_change(tmp_path):
    with DuckDBFile(tmp_path / "log.duckdb") as engine:
        rows = engine.load("rows", table_of([event("ann", "A", 0)]))
        with engine.transaction():
            stored = engine.store("log", "rows", rows)
        counted = stored.aggregate(n=_.count())
        with engine.once.in_use():
            before = engine.fetch(engine.once.get("n", lambda: counted))

        with engine.transaction():
            engine.add(stored, rows)
        with engine.once.in_use():
            after = engine.fetch(engine.once.get("n", lambda: counted))

    assert [found["n"].to_pylist() for found in (before, after)] == [[1], [2]]
