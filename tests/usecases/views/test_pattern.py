import pytest

from footlights.errors import UnknownPatternNameError
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.pattern import pattern
from support.small_logs import event, map_of, prepared_from, table_of, walks

JOURNEYS = {
    "ann": "ABC",
    "bob": "ABAC",
    "cat": "AC",
    "dan": "BA",
    "eve": "A",
}


@pytest.fixture
def log_of(engine):
    def prepared(events, map_=None):
        map_ = map_ or map_of("ABC", stages=["AB", "C"])
        loaded = prepared_from(engine, map_, events)
        return PreparedLog(
            engine, engine.load("events", table_of(events)), loaded, map_
        )

    return prepared


def row_of(log, text):
    (row,) = pattern(log, text).rows
    return row


def test_journeys_are_counted_once_with_share_base_rate_and_lift(log_of):
    row = row_of(log_of(walks(JOURNEYS)), "a ->> c")

    # Ann, Bob and Cat; all five have an A, and three of five a C.
    assert (row["journeys"], row["all_journeys"], row["begun"]) == (3, 5, 5)
    assert row["share"].value == 0.6
    assert (row["share_of_begun"].value, row["base_rate"].value) == (0.6, 0.6)
    assert row["lift"].value == 1.0
    assert row["lift"].reason == "too few"


def test_lift_says_how_much_more_often_the_last_part_follows(log_of):
    row = row_of(log_of(walks(JOURNEYS)), "b ->> c")

    # Of the three with a B, Ann and Bob come to C.
    assert (row["journeys"], row["begun"]) == (2, 3)
    assert row["share_of_begun"].value == pytest.approx(2 / 3)
    assert row["lift"].value == pytest.approx(2 / 3 / 0.6)
    assert row["lift"].low < row["lift"].value < row["lift"].high


def test_the_first_match_is_timed_and_completion_compared(log_of):
    row = row_of(log_of(walks(JOURNEYS)), "a ->> c")

    # 20, 30 and 10 minutes from the first A to C; C completes.
    assert row["seconds"].value == 20 * 60
    assert (row["share_completed"].value, row["share_completed_others"].value) == (
        1.0,
        0.0,
    )
    assert row["share_completed_lead"].value == 1.0


@pytest.mark.parametrize(
    "text", ["a ->> c within 20m", "a & not(channel:web) ->> c within 20m"]
)
def test_windows_leave_slow_journeys_out(log_of, text):
    map_ = map_of(
        "ABC", stages=["AB", "C"], channels=[{"id": "web", "form": "digital"}]
    )

    row = row_of(log_of(walks(JOURNEYS), map_), text)

    # Bob comes back to A, and from there is fast enough.
    assert row["journeys"] == 3
    assert row["seconds"].value == 10 * 60
    assert row["begun"] == 5


def test_one_part_has_nothing_to_compare_with(log_of):
    row = row_of(log_of(walks(JOURNEYS)), "a+")

    assert row["begun"] is None
    for name in ("share_of_begun", "base_rate", "lift"):
        assert (row[name].value, row[name].reason) == (
            None,
            "the pattern has one part only",
        )


def test_what_nobody_does_has_no_times_and_a_lift_of_0(log_of):
    row = row_of(log_of(walks(JOURNEYS)), "c -> b")

    assert (row["journeys"], row["share"].value) == (0, 0.0)
    assert row["seconds"].reason == "no journey matches"
    assert (row["lift"].value, row["lift"].high) == (0.0, None)


def test_an_empty_log_has_shares_of_nothing(log_of):
    row = row_of(log_of([event("ann", "Z", 0)]), "a -> b")

    assert (row["journeys"], row["all_journeys"]) == (0, 0)
    assert row["share"].reason == "no journeys"
    assert row["lift"].value is None


def test_channels_are_those_of_the_log_too(log_of):
    events = [
        event("ann", "A", 0, channel="Call centre"),
        event("ann", "B", 1, channel="Shop"),
        event("bob", "A", 0, channel="Shop"),
    ]

    view = pattern(log_of(events), 'channel:"call centre" -> channel:shop')

    assert view.rows[0]["journeys"] == 1
    assert any("not recorded" in note for note in view.notes)


def test_an_unknown_name_offers_the_nearest(log_of):
    with pytest.raises(UnknownPatternNameError, match="Did you mean 'stage-1'"):
        pattern(log_of(walks(JOURNEYS)), "stage:stag-1")


def test_notes_name_touchpoints_that_nothing_can_reach(log_of):
    silent = map_of("AB", stages=["AB"])
    document = silent.model_dump(mode="json", by_alias=True, exclude_none=True)
    document["stages"][0]["touchpoints"][1]["matches"] = []
    map_ = type(silent).model_validate(document)

    view = pattern(log_of(walks({"ann": "A"}), map_), "a -> b")

    assert view.rows[0]["journeys"] == 0
    assert any("can reach b" in note for note in view.notes)


def test_a_touchpoint_called_like_a_word_is_told_apart(log_of):
    document = map_of("AB").model_dump(mode="json", by_alias=True, exclude_none=True)
    document["stages"][0]["touchpoints"][1]["id"] = "end"
    map_ = type(map_of("A")).model_validate(document)
    log = log_of(walks({"ann": "AB", "bob": "A"}), map_)

    assert row_of(log, "a -> touchpoint:end")["journeys"] == 1
    assert row_of(log, "a -> end")["journeys"] == 1
    assert any("touchpoint:end" in note for note in pattern(log, "a -> end").notes)


def test_the_columns_are_those_of_the_rows(log_of):
    view = pattern(log_of(walks(JOURNEYS)), "a -> b")

    assert {column.name for column in view.columns} == set(view.rows[0])
    assert view.to_table().num_rows == 1


def test_there_is_no_lift_where_a_pattern_ends_as_it_begins(log_of):
    log = log_of(walks(JOURNEYS))

    row = row_of(log, "a ->> b ->> a")

    # Only Bob; whoever has the begin has an A already.
    assert (row["journeys"], row["begun"]) == (1, 2)
    assert row["share_of_begun"].value == 0.5
    assert row["lift"].value is None
    assert row["lift"].reason.startswith("it ends as it begins")
    assert row_of(log, "b ->> a")["lift"].value is not None


def test_what_no_event_can_reach_is_not_known_rather_than_nothing(log_of):
    map_ = map_of("AB")
    document = map_.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    document["stages"][0]["touchpoints"].append({"id": "x", "name": "X"})
    log = log_of(walks(JOURNEYS), type(map_).model_validate(document))

    row = row_of(log, "a -> x")

    assert row["journeys"] == 0
    assert (row["share"].value, row["share"].reason) == (None, "no event can reach x")
    assert row_of(log, "a -> (x | b)")["share"].value == pytest.approx(2 / 5)
