"""Every number of a measured map stands in some table, with what it means."""

import pytest

from footlights.measures.figures import figures_of
from footlights.measures.measured import Measured
from footlights.measures.tables import tables_of
from footlights.usecases.measure import measure
from footlights.usecases.read_events import read_events
from support.small_logs import event, map_of, table_of, walks

WALKS = {"ann": "ABC", "bob": "ABAC", "cat": "AX", "dan": "BA"}


def measured(events, map_=None):
    with read_events(table_of(events).drop_columns(["row_no", "closes"])) as log:
        return measure(map_ or map_of("ABC", stages=["A", "BC"]), log).result


@pytest.fixture(scope="module")
def result():
    scored = [event(f"p{k}", "A", 0, score=float(1 + k % 5)) for k in range(40)]
    return measured([*walks(WALKS), *scored])


@pytest.fixture(scope="module")
def tables(result):
    return {table.name: table for table in tables_of(result)}


def test_ways_and_variants_come_out_as_counted_by_hand(tables):
    ways = tables["transitions"].rows.to_pylist()

    assert [(row["from"], row["to"], row["touches"]) for row in ways] == [
        ("a", "b", 2),
        ("b", "a", 2),
        ("a", "c", 1),
        ("b", "c", 1),
    ]
    assert ways[0]["share_of_departures_n"] == 3
    assert ways[0]["share_of_departures_reason"] == "too few"
    assert "a > b > a > c" in tables["variants"].rows["touchpoints"].to_pylist()


def test_a_number_that_cannot_be_known_is_null_with_its_reason(tables):
    b = tables["touchpoints"].rows.to_pylist()[1]

    assert (b["id"], b["score_mean"], b["score_mean_low"]) == ("b", None, None)
    assert b["score_mean_n"] == 0
    assert b["score_mean_reason"] == "nobody scored it"


def numbers_in(value):
    """Yield each number in a part of the JSON, estimates by their value."""
    match value:
        case {"value": number, "low": _, "high": _}:
            yield from numbers_in(number)
        case dict():
            for each in value.values():
                yield from numbers_in(each)
        case list():
            for each in value:
                yield from numbers_in(each)
        case bool() | str() | None:
            return
        case _:
            yield round(float(value), 9)


def test_no_number_is_left_out(result, tables):
    told = {
        round(float(cell), 9)
        for table in tables.values()
        if table.name != "figures"
        for column in table.rows.columns
        for cell in column.to_pylist()
        if isinstance(cell, int | float)
    }
    counts = {result.variants.distinct, result.variants.others}

    assert set(numbers_in(result.to_json_dict())) - told - counts == set()
    assert tables["figures"].rows.num_rows == len(list(figures_of(result)))


def test_every_column_is_in_the_dictionary_and_carries_what_it_means(tables):
    *told, dictionary = tables.values()

    listed = [
        (row["table"], row["column"])
        for row in dictionary.rows.to_pylist()
        if row["column"]
    ]
    assert listed == [(t.name, name) for t in told for name in t.rows.column_names]
    assert all(row["about"] for row in dictionary.rows.to_pylist())
    field = tables["transitions"].rows.schema.field("median_seconds_low")
    assert field.metadata[b"about"].startswith(b"Lower end of the 95 % interval")


def test_no_table_has_two_columns_of_one_name(tables):
    for table in tables.values():
        names = table.rows.column_names
        assert len(set(names)) == len(names), table.name


def test_a_log_with_no_event_on_the_map_gives_the_same_columns(tables):
    empty = tables_of(measured(walks({"ann": "X"})))

    assert [table.rows.schema for table in empty] == [
        table.rows.schema for table in tables.values()
    ]
    assert {t.name: t.rows.num_rows for t in empty}["transitions"] == 0


def test_every_list_of_the_measures_has_a_table(tables):
    lists = {
        name
        for name, field in Measured.model_fields.items()
        if "tuple" in str(field.annotation) and name != "notes"
    }

    assert lists - {"identities"} <= tables.keys()
    assert "sums" in tables
