from datetime import datetime, timedelta

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ibis import _

from footlights.engines.duckdb import DuckDBEngine
from footlights.errors import (
    AmbiguousDateError,
    FileNotInSourcesError,
    MissingColumnError,
    MixedScalesError,
    NoEventsGivenError,
    NoRowsError,
    NothingReadableError,
    NoTimesError,
    UnknownColumnError,
    UnknownRoleError,
    UnknownTimeFormatError,
    UnknownZoneError,
)
from footlights.events.contract import EVENTS, REJECTS, Scale
from footlights.usecases.read_events import read_events


def written(tmp_path, text, name="log.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def rows_of(log, *columns):
    rows = log.engine.fetch(log.events.order_by("row_no")).to_pylist()
    return [tuple(row[c] for c in columns) for row in rows] if columns else rows


def rejects_of(log):
    rows = log.engine.fetch(log.rejects.order_by("row")).to_pylist()
    return [(row["row"], row["column"], row["value"], row["reason"]) for row in rows]


def read_text(tmp_path, text, **told):
    return read_events(written(tmp_path, text), **told)


GOOD = "person,event,at\nann,call,2024-03-04 10:00:00\n"


def test_an_endless_score_is_no_number(tmp_path):
    text = "person,event,at,score\nann,call,2026-03-04T10:00Z,inf\n"
    more = "bob,call,2026-03-04T10:00Z,4\n"

    with read_text(tmp_path, text + more * 9) as log:
        assert rows_of(log, "score")[0] == (None,)
        assert rejects_of(log) == [(1, "score", "inf", "not-a-number")]
        assert log.report.scale == Scale(1, 5)


def test_events_keep_the_contract_and_then_come_attributes(tmp_path):
    with read_text(
        tmp_path, "person,event,at,plan\nann,call,2024-03-04T10:00Z,gold\n"
    ) as log:
        kinds = dict(log.events.schema().items())

        assert list(kinds)[:-1] == list(EVENTS.names)
        assert all(
            kinds[n].copy(nullable=True) == k.copy(nullable=True)
            for n, k in EVENTS.items()
        )
        assert log.rejects.schema() == REJECTS
        assert rows_of(log, "row_no", "person", "event", "at", "plan") == [
            (1, "ann", "call", datetime(2024, 3, 4, 10), "gold")
        ]


def test_several_files_are_one_log_in_the_order_given(tmp_path):
    first = written(tmp_path, GOOD, "b.csv")
    second = written(tmp_path, GOOD.replace("ann", "bob"), "a.csv")

    with read_events(first, second) as log:
        assert rows_of(log, "row_no", "person") == [(1, "ann"), (2, "bob")]
        assert log.report.files == ("b.csv", "a.csv")


def test_files_with_other_columns_are_put_under_one_another(tmp_path):
    first = written(tmp_path, GOOD, "a.csv")
    second = written(
        tmp_path, "plan,at,person,event\ngold,2024-01-01,bob,mail\n", "b.csv"
    )

    with read_events(first, second) as log:
        assert rows_of(log, "row_no", "event", "plan") == [
            (1, "call", None),
            (2, "mail", "gold"),
        ]


def test_what_was_guessed_is_said(tmp_path):
    text = "Case ID,Activity,Start Date,Customer ID\nc1,call,2024-01-01 10:00,ann\n"

    with read_text(tmp_path, text) as log:
        assert "person is read from 'Customer ID'" in log.report.guesses
        assert "journey is read from 'Case ID'" in log.report.guesses
        assert any("times have no zone" in guess for guess in log.report.guesses)


def test_ambiguous_dates_are_never_guessed(tmp_path):
    text = "person,event,at\nann,call,3/4/2016 09:10\nann,call,4/4/2016 09:10\n"

    with pytest.raises(AmbiguousDateError) as error:
        read_text(tmp_path, text)

    assert "03 Apr 2016" in str(error.value)
    assert "04 Mar 2016" in str(error.value)
    assert "--time-format '%d/%m/%Y %H:%M'" in str(error.value)


def test_one_day_over_twelve_settles_the_order_of_day_and_month(tmp_path):
    text = "person,event,at\nann,call,3/4/2016 09:10\nann,call,13/4/2016 09:10\n"

    with read_text(tmp_path, text) as log:
        assert rows_of(log, "at")[0] == (datetime(2016, 4, 3, 9, 10),)
        assert "times in 'at' are read as %d/%m/%Y %H:%M" in log.report.guesses


def test_a_told_time_format_is_no_guess(tmp_path):
    text = "person,event,at\nann,call,3/4/2016 09:10\n"

    with read_text(tmp_path, text, time_format="%m/%d/%Y %H:%M") as log:
        assert rows_of(log, "at") == [(datetime(2016, 3, 4, 9, 10),)]


def test_dates_alike_either_way_are_not_ambiguous(tmp_path):
    with read_text(tmp_path, "person,event,at\nann,call,4/4/2016 09:10\n") as log:
        assert rows_of(log, "at") == [(datetime(2016, 4, 4, 9, 10),)]


@pytest.mark.parametrize(
    ("at", "utc"),
    [
        ("2024-03-04T10:00:00+02:00", datetime(2024, 3, 4, 8)),
        ("2024-03-04 10:00:00-0530", datetime(2024, 3, 4, 15, 30)),
        ("2024-03-04T10:00:00.250Z", datetime(2024, 3, 4, 10, 0, 0, 250_000)),
        ("2024-03-04", datetime(2024, 3, 4)),
        ("4.3.24 9:05", datetime(2024, 3, 4, 9, 5)),
        ("13.03.2024 09:05:10", datetime(2024, 3, 13, 9, 5, 10)),
        ("03/13/2024 09:05 PM", datetime(2024, 3, 13, 21, 5)),
        ("13 Mar 2024 09:05", datetime(2024, 3, 13, 9, 5)),
        ("1709546400", datetime(2024, 3, 4, 10)),
        ("1709546400000", datetime(2024, 3, 4, 10)),
        ("1709546400000000", datetime(2024, 3, 4, 10)),
    ],
)
def test_times_are_read_however_they_are_written(tmp_path, at, utc):
    told = {"time_format": "%d.%m.%y %H:%M"} if at.startswith("4.3") else {}

    with read_text(tmp_path, f"person,event,at\nann,call,{at}\n", **told) as log:
        assert rows_of(log, "at") == [(utc,)]


def test_counted_times_in_no_sane_unit_are_not_guessed(tmp_path):
    with pytest.raises(UnknownTimeFormatError, match="epoch-s"):
        read_text(tmp_path, "person,event,at\nann,call,17\n")


def test_a_zone_is_applied_on_both_sides_of_its_change(tmp_path):
    text = (
        "person,event,at\n"
        "ann,a,2024-03-30 10:00\n"
        "ann,b,2024-03-31 02:30\n"
        "ann,c,2024-07-01 10:00\n"
        "ann,d,2024-10-27 02:30\n"
        "ann,e,2024-12-01 10:00\n"
    )

    with read_text(tmp_path, text, zone="Europe/Rome") as log:
        hours = dict(rows_of(log, "event", "at"))

    assert hours == {
        "a": datetime(2024, 3, 30, 9),
        "b": datetime(2024, 3, 31, 1, 30),  # does not exist: counts from before
        "c": datetime(2024, 7, 1, 8),
        "d": datetime(2024, 10, 27, 0, 30),  # happens twice: the earlier
        "e": datetime(2024, 12, 1, 9),
    }


def test_an_offset_goes_before_the_told_zone(tmp_path):
    text = "person,event,at\na,x,2024-01-01T10:00:00Z\na,y,2024-01-01T10:00:00\n"

    with read_text(tmp_path, text, zone="Europe/Rome") as log:
        assert [at.hour for (at,) in rows_of(log, "at")] == [10, 9]


def test_rows_that_are_no_event_are_rejected_with_their_reason(tmp_path):
    text = (
        "person,event,at\n"
        "ann,call,2024-01-01\n"
        ",call,2024-01-01\n"
        "ann, ,2024-01-01\n"
        "ann,call,?\n"
        "ann,call,soon\n"
        "ann,call,0999-01-01\n"
        "ann,call,2500-01-01\n"
        "ann,call\n"
    )

    with read_text(tmp_path, text) as log:
        assert rejects_of(log) == [
            (2, "person", None, "no-person"),
            (3, "event", None, "no-event"),
            (4, "at", None, "no-time"),
            (5, "at", "soon", "unreadable-time"),
            (6, "at", "0999-01-01", "time-out-of-range"),
            (7, "at", "2500-01-01", "time-out-of-range"),
            (8, None, "ann,call", "wrong-number-of-fields"),
        ]
        assert (log.report.rows, log.report.events, log.report.rejected) == (8, 1, 7)


def test_values_that_cannot_be_read_are_dropped_and_their_events_kept(tmp_path):
    text = (
        "person,event,start,end,score\n"
        "ann,a,2024-01-02,2024-01-01,5\n"
        "ann,b,2024-01-02,later,4\n"
        "ann,c,2024-01-02,2024-01-03,good\n" + "ann,d,2024-01-02,2024-01-03,1\n" * 20
    )

    with read_text(tmp_path, text) as log:
        assert rejects_of(log) == [
            (1, "end", "2024-01-01", "until-before-at"),
            (2, "end", "later", "unreadable-time"),
            (3, "score", "good", "not-a-number"),
        ]
        assert (log.report.events, log.report.values_dropped) == (23, 3)
        assert rows_of(log, "until", "score")[0] == (None, 5.0)


def test_a_score_off_its_scale_is_dropped(tmp_path):
    path = written(
        tmp_path, "person,event,at,score\na,x,2024-01-01,3\na,x,2024-01-01,9\n"
    )
    sources = written(
        tmp_path, "sources: [{file: log.csv, scale: 1-5}]", "sources.yaml"
    )

    with read_events(path, sources_file=sources) as log:
        assert rejects_of(log) == [(2, "score", "9", "score-off-scale")]
        assert log.report.scale == Scale(1, 5)


def test_rejects_are_written_as_csv(tmp_path):
    with read_text(tmp_path, GOOD + "ann,,2024-01-01\n") as log:
        log.write_rejects(tmp_path / "rejects.csv")

    text = (tmp_path / "rejects.csv").read_text()
    assert text.splitlines()[0] == "file,row,column,value,reason,is_event_kept"
    assert "log.csv,2,event,,no-event,false" in text


def test_an_event_id_counts_once(tmp_path):
    text = "event_id,person,event,at\n1,a,x,2024-01-01\n1,a,x,2024-01-02\n,a,y,2024-01-03\n,a,z,2024-01-03\n"

    with read_text(tmp_path, text) as log:
        assert rows_of(log, "row_no", "event") == [(1, "x"), (3, "y"), (4, "z")]
        assert (log.report.events, log.report.duplicates) == (3, 1)


def test_identical_rows_count_once_only_if_asked_to(tmp_path):
    text = GOOD + GOOD.splitlines()[1] + "\n"

    with read_text(tmp_path, text) as log:
        assert log.report.events == 2
    with read_text(tmp_path, text, drop_identical=True) as log:
        assert (log.report.events, log.report.duplicates) == (1, 1)


def test_the_journey_stands_in_where_no_person_is_known(tmp_path):
    text = "case,person,event,at\nc1,ann,x,2024-01-01\nc2,?,x,2024-01-01\n"

    with read_text(tmp_path, text) as log:
        assert rows_of(log, "person", "journey") == [("ann", "c1"), ("c2", "c2")]
        assert any(guess.startswith("in 1 events") for guess in log.report.guesses)


def test_an_unknown_visitor_is_known_by_another_id(tmp_path):
    text = (
        '{"messageId":"1","type":"track","userId":"u","event":"Buy","timestamp":"2024-01-01T00:00:00Z"}\n'
        '{"messageId":"2","type":"page","anonymousId":"v","name":"Home","timestamp":"2024-01-01T00:00:01Z"}\n'
        '{"messageId":"2","type":"page","anonymousId":"v","name":"Home","timestamp":"2024-01-01T00:00:01Z"}\n'
    )

    with read_events(written(tmp_path, text, "log.jsonl")) as log:
        assert rows_of(log, "person", "event") == [("u", "Buy"), ("v", "Home")]
        assert log.report.duplicates == 1


def test_a_ga4_export_is_understood(tmp_path):
    text = (
        "event_name,event_timestamp,user_pseudo_id,ga_session_id\n"
        "page_view,1709546400000000,v1,s1\n"
    )

    with read_text(tmp_path, text) as log:
        assert rows_of(log, "event", "at", "person", "journey") == [
            ("page_view", datetime(2024, 3, 4, 10), "v1", "s1")
        ]


def test_attributes_named_like_the_contract_stay_beside_it(tmp_path):
    text = "person,event,at,Channel,row,reason,who\nann,x,2024-01-01,web,7,none,bob\n"

    with read_text(tmp_path, text, columns={"person": "who"}) as log:
        (row,) = rows_of(log)

    assert (row["person"], row["source:person"], row["channel"]) == (
        "bob",
        "ann",
        "web",
    )
    assert (row["row"], row["reason"]) == ("7", "none")


def test_a_wide_table_gives_an_event_for_each_time(tmp_path):
    written(
        tmp_path,
        "order,customer_id,bought,sent\n1,ann,2024-01-01,2024-01-03\n2,bob,2024-01-02,\n",
    )
    sources = written(
        tmp_path,
        "sources: [{file: log.csv, columns: {journey: order}, wide: {bought: purchase, sent: delivery}}]",
        "sources.yaml",
    )

    with read_events(sources_file=sources) as log:
        assert rows_of(log, "row_no", "person", "event") == [
            (1, "ann", "purchase"),
            (2, "ann", "delivery"),
            (3, "bob", "purchase"),
        ]
        assert log.report.rejected == 0


def test_joined_columns_take_the_first_match_and_tell_the_rest(tmp_path):
    written(
        tmp_path, "person,event,at,shop\nann,x,2024-01-01,s1\nbob,x,2024-01-01,s9\n"
    )
    written(tmp_path, "id,town\ns1,Rome\ns1,Oslo\n", "shops.csv")
    sources = written(
        tmp_path,
        "sources: [{file: log.csv, join: [{file: shops.csv, on: {shop: id}}]}]",
        "sources.yaml",
    )

    with read_events(sources_file=sources) as log:
        assert rows_of(log, "person", "town") == [("ann", "Rome"), ("bob", None)]
        assert any(
            "1 rows of shops.csv repeat" in guess for guess in log.report.guesses
        )


def test_values_are_replaced_as_told(tmp_path):
    written(tmp_path, "person,event,at,score\na,x,2024-01-01,3\na,x,2024-01-01,6\n")
    sources = written(
        tmp_path,
        "sources: [{file: log.csv, values: {score: {6: null}}}]",
        "sources.yaml",
    )

    with read_events(sources_file=sources) as log:
        assert rows_of(log, "score") == [(3.0,), (None,)]
        assert log.report.values_dropped == 0


def test_scores_on_two_scales_are_refused(tmp_path):
    written(tmp_path, "person,event,at,score\na,x,2024-01-01,3\n", "a.csv")
    written(tmp_path, "person,event,at,score\na,x,2024-01-01,3\n", "b.csv")
    sources = written(
        tmp_path,
        "sources: [{file: a.csv, scale: 1-5}, {file: b.csv, scale: 0-10}]",
        "sources.yaml",
    )

    with pytest.raises(MixedScalesError, match="0-10, 1-5"):
        read_events(sources_file=sources)


def test_parquet_that_keeps_the_contract_is_not_copied(tmp_path, monkeypatch):
    monkeypatch.delattr(DuckDBEngine, "keep")
    path = tmp_path / "log.parquet"
    table = pa.table(
        {
            "person": ["a", "b"],
            "event": ["x", "y"],
            "at": pa.array([datetime(2024, 1, 1)] * 2, pa.timestamp("us")),
            "seconds": [1.5, None],
        }
    )
    pq.write_table(table, path)

    with read_events(path) as log:
        assert rows_of(log, "row_no", "person", "until") == [
            (1, "a", datetime(2024, 1, 1, 0, 0, 1, 500_000)),
            (2, "b", None),
        ]
        assert not any("zone" in guess for guess in log.report.guesses)


def test_parquet_with_a_bad_row_gives_the_rest(tmp_path):
    path = tmp_path / "log.parquet"
    pq.write_table(
        pa.table(
            {
                "person": [" a ", None],
                "event": ["x", "y"],
                "at": pa.array([datetime(2024, 1, 1)] * 2, pa.timestamp("ns", "UTC")),
            }
        ),
        path,
    )

    with read_events(path) as log:
        assert rows_of(log, "person") == [("a",)]
        assert rejects_of(log) == [(2, "person", None, "no-person")]


def test_a_table_in_memory_is_a_log():
    table = pa.table({"user": [7], "event": ["x"], "timestamp": [datetime(2024, 1, 1)]})

    with read_events(table) as log:
        assert rows_of(log, "person", "event") == [("7", "x")]


def test_one_person_one_event_one_instant_is_a_log(tmp_path):
    with read_text(tmp_path, GOOD) as log:
        assert log.report.events == 1
    with read_text(
        tmp_path, GOOD + GOOD.splitlines()[1].replace("call", "📞 مكالمة")
    ) as log:
        assert rows_of(log, "event") == [("call",), ("📞 مكالمة",)]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("person,event,at\n", NoRowsError),
        ("event,at\ncall,2024-01-01\n", MissingColumnError),
        ("person,at\nann,2024-01-01\n", MissingColumnError),
        ("person,event,place\nann,call,Rome\n", NoTimesError),
        ("person,event,at\n,call,2024-01-01\n", NothingReadableError),
        ("person,event,at\nann,call,soon\n", NothingReadableError),
        ("person,event,at\nann,call\n", NothingReadableError),
    ],
)
def test_a_log_that_is_none_says_why(tmp_path, text, error):
    with pytest.raises(error):
        read_text(tmp_path, text)


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"columns": {"persn": "person"}}, UnknownRoleError),
        ({"columns": {"person": "persn"}}, UnknownColumnError),
        ({"zone": "Europe/Roma"}, UnknownZoneError),
    ],
)
def test_what_is_told_wrongly_is_said(tmp_path, told, error):
    with pytest.raises(error, match="Did you mean"):
        read_text(tmp_path, GOOD, **told)


def test_nothing_to_read_is_said():
    with pytest.raises(NoEventsGivenError):
        read_events()


def test_a_file_that_the_sources_do_not_name_is_said(tmp_path):
    sources = written(tmp_path, "sources: [{file: other.csv}]", "sources.yaml")

    with pytest.raises(FileNotInSourcesError, match=r"other.csv"):
        read_events(written(tmp_path, GOOD), sources_file=sources)


def test_all_rejects_name_the_commonest_reasons(tmp_path):
    text = "person,event,at\n" + "ann,call,soon\n" * 3 + "ann,,2024-01-01\n"

    with pytest.raises(NothingReadableError) as error:
        read_text(tmp_path, text)

    assert "unreadable-time in 'at' 3 times (for example 'soon')" in str(error.value)
    assert "no-event in 'event' 1 times" in str(error.value)


def test_five_million_rejects_end_in_one_clear_error(tmp_path):
    path = tmp_path / "log.csv"
    block = "ann,call,soon\n" * 100_000
    with path.open("w") as file:
        file.write("person,event,at\n")
        for _block in range(50):
            file.write(block)

    with pytest.raises(NothingReadableError, match="5,000,000 rows"):
        read_events(path)


@settings(deadline=None, max_examples=10)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("pqr"),
            st.integers(0, 10_000),
            st.sampled_from(["x", "", "ok"]),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_rows_are_events_or_rejects_and_none_is_lost(rows):
    start = datetime(2024, 1, 1)
    table = pa.table(
        {
            "person": ["fixed", *(person for person, _, _ in rows)],
            "event": ["x", *(event for _, _, event in rows)],
            "at": [start, *(start + timedelta(minutes=m) for _, m, _ in rows)],
        }
    )

    with read_events(table) as log:
        report = log.report
        kept = log.engine.fetch(log.events.aggregate(n=_.count()))["n"][0].as_py()

    assert report.events == kept
    assert report.rows == report.events + report.rejected


def test_a_log_of_objects_is_read_for_the_chosen_type(shared_data):
    path = shared_data / "format_samples" / "ocel2" / "ocel20_example.jsonocel"

    with read_events(path, journey_object="Invoice") as log:
        report = log.report

    assert (report.rows, report.events, report.rejected) == (9, 9, 0)
    assert "each object of type 'Invoice' is a journey" in report.guesses
