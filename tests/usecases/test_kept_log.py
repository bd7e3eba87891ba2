"""Logs kept in a folder: the same tables however the events came in."""

from datetime import timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import footlights as fl
from footlights.errors import (
    ChangedFileError,
    DamagedLogError,
    LogInUseError,
    MixedScalesError,
    NewerLogError,
    NoRowsError,
    NothingKeptError,
    NothingReadableError,
    OtherReadingError,
    UnknownJourneyColumnError,
    UnwritableFolderError,
)
from footlights.usecases import kept_state
from support.digits import to_nine_digits
from support.kept_logs import (
    drawn_map,
    everything,
    in_pieces,
    table,
    visits,
)
from support.small_logs import MIDNIGHT

BY_PERSON = {"by": "person"}
RULES = [
    BY_PERSON,
    {"by": "person", "gap": "25m"},
    {"by": "column", "column": "journey"},
    {"by": "column", "column": "plan"},
]


def maybe(*values):
    return st.sampled_from([None, *values])


EVENTS = st.fixed_dictionaries(
    {
        "person": st.sampled_from(["ann", "bob", "cat"]),
        "event": st.sampled_from("AABBCWRX"),
        "at": st.integers(0, 12).map(lambda n: MIDNIGHT + timedelta(minutes=10 * n)),
        "journey": maybe("j1", "j2", "j3"),
        "event_id": maybe(*"123456"),
        "lifecycle": maybe("start", "complete"),
        "channel": maybe("web", "Site", "phone"),
        "team": maybe("floor", "kitchen"),
        "score": maybe(1.0, 4.0, 5.0),
        "plan": maybe("trial", "paid"),
    }
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: "-".join(rule.values()))
@settings(deadline=None, max_examples=5)
@given(
    rows=st.lists(EVENTS, min_size=2, max_size=30),
    cuts=st.sets(st.integers(1, 29), max_size=4),
    drop_identical=st.booleans(),
    columns_left_out=st.sampled_from([[], ["lifecycle"], ["lifecycle", "event_id"]]),
)
def test_events_added_in_any_number_of_pieces_come_to_the_same_tables(
    tmp_path_factory, rule, rows, cuts, drop_identical, columns_left_out
):
    map_ = drawn_map(rule)
    # Pairing writes whole persons anew; without it only what is added is new.
    pieces = [each.drop_columns(columns_left_out) for each in in_pieces(rows, cuts)]
    # A piece may have no score at all, and then nothing says what the column is.
    told = {"drop_identical": drop_identical, "columns": {"score": "score"}}
    with fl.read_events(*pieces, **told) as log:
        at_once = everything(log, map_)
        report = log.report

    with fl.open_log(tmp_path_factory.mktemp("kept")) as kept:
        for piece in pieces:
            kept.append(piece, **told)
            kept.prepared(map_)

        assert everything(kept, map_) == at_once
        for name in ("rows", "events", "duplicates", "pairs", "scale", "attributes"):
            assert getattr(kept.report, name) == getattr(report, name), name


def csv(folder, name, *lines):
    """Write a file whose first line names its columns."""
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def counted(log, map_):
    """Count events and touches."""
    tables = log.prepared(map_).prepared
    return log.report.events, log.engine.fetch(tables.touches.count()).as_py()


@pytest.fixture
def map_():
    return drawn_map(BY_PERSON)


@pytest.fixture
def kept(tmp_path):
    with fl.open_log(tmp_path / "log") as opened:
        yield opened


def test_what_was_kept_is_there_when_the_folder_is_opened_again(tmp_path, map_):
    with fl.open_log(tmp_path / "new" / "log") as kept:
        kept.append(table(visits([1, 2])))
        before = everything(kept, map_)
        report = kept.report

    with fl.open_log(tmp_path / "new" / "log") as kept:
        assert kept.preparation(map_) == "ready"
        assert everything(kept, map_) == before
        assert kept.report == report


def test_a_map_is_prepared_once_until_its_rules_or_the_log_change(kept, map_):
    kept.append(table(visits([1])))
    said = [kept.preparation(map_)]
    kept.prepared(map_)
    said.append(kept.preparation(map_))
    kept.append(table(visits([2])))
    said.append(kept.preparation(map_))
    kept.prepared(map_)
    other_words = drawn_map(BY_PERSON, name="Called otherwise")
    said.append(kept.preparation(other_words))
    other_rules = drawn_map({"by": "person", "gap": "5m"})
    said.append(kept.preparation(other_rules))

    assert said == ["missing", "ready", "behind", "ready", "missing"]
    assert kept.prepared(other_rules).prepared.persons == 2


def test_measures_are_those_of_a_log_read_at_once(kept, map_):
    pieces = [table(visits([1, 2, 3])), table(visits([3, 4], "ABABC"))]
    with fl.read_events(*pieces) as log:
        at_once = fl.measure(map_, log).to_json_dict()

    for piece in pieces:
        kept.append(piece)
        kept_measures = fl.measure(map_, kept).to_json_dict()

    assert to_nine_digits(kept_measures) == to_nine_digits(at_once)


def test_a_file_is_read_once(tmp_path, kept, map_):
    first = csv(tmp_path, "a.csv", "person,event,at", "ann,A,2026-01-01")
    copy = csv(tmp_path, "b.csv", "person,event,at", "ann,A,2026-01-01")

    assert kept.append(first).files == ("a.csv",)
    assert kept.append(first, copy).known == ("a.csv", "b.csv")
    assert counted(kept, map_) == (1, 1)


def test_a_file_that_changed_is_refused(tmp_path, kept, map_):
    path = csv(tmp_path, "a.csv", "person,event,at", "ann,A,2026-01-01")
    kept.append(path)
    csv(tmp_path, "a.csv", "person,event,at", "bob,A,2026-01-01")

    with pytest.raises(ChangedFileError, match="a file of their own"):
        kept.append(path)
    assert counted(kept, map_) == (1, 1)


def test_files_of_the_same_name_in_two_folders_are_two_files(tmp_path, kept, map_):
    for person in ("ann", "bob"):
        (tmp_path / person).mkdir()
        lines = ("person,event,at", f"{person},A,2026-01-01")
        kept.append(csv(tmp_path / person, "events.csv", *lines))

    assert counted(kept, map_) == (2, 2)


def test_an_empty_file_adds_nothing_to_a_log_and_makes_none(tmp_path, kept, map_):
    empty = csv(tmp_path, "empty.csv", "person,event,at")
    with pytest.raises(NoRowsError):
        kept.append(empty)
    kept.append(table(visits([1])))

    assert kept.append(empty).events == 0
    assert kept.append(empty).known == ("empty.csv",)
    assert counted(kept, map_) == (5, 3)


def test_rows_that_cannot_be_read_are_kept_as_rejects(tmp_path, kept):
    bad = csv(tmp_path, "bad.csv", "person,event,at", ",A,2026-01-01")
    with pytest.raises(NothingReadableError):
        kept.append(bad)
    mixed = ("person,event,at", "ann,A,2026-01-01", ",A,2026-01-02")
    kept.append(csv(tmp_path, "a.csv", *mixed))
    kept.append(bad)

    assert kept.report.rejected == 2
    kept.write_rejects(tmp_path / "rejects.csv")
    assert len((tmp_path / "rejects.csv").read_text().splitlines()) == 3


def test_columns_of_later_files_join_those_of_earlier_ones(tmp_path, kept):
    map_ = drawn_map({"by": "column", "column": "order"})
    numbers = {"person": ["ann", "bob"], "event": ["A", "A"], "order": [1, 2]}
    texts = {"person": ["ann"], "event": ["B"], "order": ["1"], "shop": ["x"]}
    pieces = [
        pa.table(columns | {"at": pa.array([MIDNIGHT] * len(columns["person"]))})
        for columns in (numbers, texts)
    ]
    with fl.read_events(*pieces) as log:
        at_once = everything(log, map_)

    for piece in pieces:
        kept.append(piece)
        kept.prepared(map_)

    assert kept.report.attributes == ("order", "shop")
    assert everything(kept, map_) == at_once


def test_identical_rows_of_earlier_pieces_go_when_that_is_asked_for_later(kept, map_):
    kept.append(table(visits([1]) * 2))
    kept.prepared(map_)
    kept.append(table(visits([1, 2])), drop_identical=True)
    assert counted(kept, map_) == (10, 6)
    kept.append(table(visits([2, 3])))

    assert counted(kept, map_) == (15, 9)
    assert kept.report.duplicates == 15


def test_the_scale_is_that_of_all_scores(kept):
    row = visits([1], "A")[0]
    kept.append(table([row | {"score": 4.0}]))
    first = kept.report.scale
    kept.append(table([row | {"score": 9.0}]))

    assert (first.high, kept.report.scale.high) == (5, 10)


def test_scores_on_two_scales_are_refused_and_nothing_is_added(tmp_path, kept, map_):
    columns = "person,event,at,"
    stars = csv(tmp_path, "a.csv", columns + "score", "ann,A,2026-01-01,4")
    kept.append(stars)
    points = csv(tmp_path, "b.csv", columns + "rating", "ann,A,2026-01-01,88")

    with pytest.raises(MixedScalesError):
        kept.append(points, columns={"score": "rating"})
    assert counted(kept, map_) == (1, 1)


@pytest.mark.parametrize(
    ("line", "told", "said"),
    [
        ("ann,A,02/01/2026,x", {"time_format": "%m/%d/%Y"}, "the time in 'when'"),
        ("ann,A,13/01/2026,x", {"zone": "Europe/Rome"}, "a time without zone"),
        ("ann,A,13/01/2026,x", {"columns": {"team": "note"}}, "the team"),
    ],
)
def test_files_with_the_same_columns_are_read_alike(tmp_path, kept, line, told, said):
    columns = "person,event,when,note"
    kept.append(csv(tmp_path, "a.csv", columns, "ann,A,13/01/2026,x"))

    with pytest.raises(OtherReadingError, match=said):
        kept.append(csv(tmp_path, "b.csv", columns, line, line), **told)
    assert kept.report.events == 1


def test_a_journey_column_that_the_log_lacks_is_named(kept):
    kept.append(table(visits([1])))

    with pytest.raises(UnknownJourneyColumnError, match="order"):
        kept.prepared(drawn_map({"by": "column", "column": "order"}))


def test_an_empty_log_says_so(kept, map_):
    assert kept.is_empty
    with pytest.raises(NothingKeptError, match="Name the files"):
        fl.measure(map_, kept)


def test_a_folder_that_is_open_is_not_opened_twice(kept):
    with pytest.raises(LogInUseError, match="This process"):
        fl.open_log(kept.folder)


@pytest.mark.parametrize("held", [b"", b"no database", b"\0" * 20_000])
def test_a_file_that_is_no_log_is_left_alone(tmp_path, held):
    (tmp_path / "events.duckdb").write_bytes(held)

    with pytest.raises(DamagedLogError):
        fl.open_log(tmp_path)
    assert (tmp_path / "events.duckdb").read_bytes() == held


def test_a_log_cut_short_is_damaged(tmp_path):
    with fl.open_log(tmp_path) as kept:
        kept.append(table(visits(range(500))))
    path = tmp_path / "events.duckdb"
    path.write_bytes(path.read_bytes()[:20_000])

    with pytest.raises(DamagedLogError):
        fl.open_log(tmp_path)


def test_a_database_of_another_program_is_left_alone(tmp_path):
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(tmp_path / "events.duckdb")) as other:
        other.execute("CREATE TABLE theirs AS SELECT 1")

    with pytest.raises(DamagedLogError, match="another program"):
        fl.open_log(tmp_path)


def test_a_log_of_a_later_version_is_not_touched(tmp_path, monkeypatch):
    with monkeypatch.context() as later:
        later.setattr(kept_state, "FORMAT", 99)
        with fl.open_log(tmp_path) as kept, kept.engine.transaction():
            state = kept_state.KeptState(format=99, written_by="9.0")
            kept_state.write_state(kept.engine, state)

    with pytest.raises(NewerLogError, match=r"9\.0"):
        fl.open_log(tmp_path)


def test_a_file_in_place_of_the_folder_is_said(tmp_path):
    (tmp_path / "log").write_text("")

    with pytest.raises(UnwritableFolderError):
        fl.open_log(tmp_path / "log")
