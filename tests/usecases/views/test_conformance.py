"""Hand-counted: each touchpoint, and all journeys as one."""

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from footlights import generate, measure, read_events, read_example
from footlights.usecases.prepare import prepare
from footlights.usecases.prepared_log import PreparedLog
from footlights.usecases.views.conformance import conformance, conformance_summary
from footlights.usecases.views.conforming_journeys import conformance_by_variant
from support.planned_maps import planned
from support.small_logs import event, prepared_from, table_of, walks


def log_of(engine, map_, events):
    tables = prepared_from(engine, map_, events)
    return PreparedLog(engine, engine.load("log", table_of(events)), tables, map_)


def column(view, name):
    return [row[name] for row in view.rows]


def row_of(view, touchpoint):
    (found,) = [row for row in view.rows if row["touchpoint"] == touchpoint]
    return found


JOURNEYS = {"ann": "ABCD", "bob": "ACBD", "cat": "AABD", "dan": "A"}


def test_each_touchpoint_tells_how_journeys_deviate(engine):
    view = conformance(log_of(engine, planned("A B C D"), walks(JOURNEYS)))

    assert column(view, "touchpoint") == ["a", "b", "c", "d"]
    assert column(view, "touches") == [5, 3, 2, 3]
    # Of "ACBD", C is kept, for it is earlier than B.
    assert column(view, "in_step") == [4, 2, 2, 3]
    assert column(view, "moved") == [0, 1, 0, 0]
    assert column(view, "extra") == [1, 0, 0, 0]
    assert column(view, "journeys") == [4, 3, 2, 3]
    assert column(view, "skipped") == [0, 0, 1, 0]
    assert column(view, "not_reached") == [0, 1, 1, 1]


def test_shares_say_what_they_rest_on(engine):
    view = conformance(log_of(engine, planned("A B C D"), walks(JOURNEYS)))

    skipped, moved = (
        row_of(view, "c")["share_skipped"],
        row_of(view, "b")["share_moved"],
    )
    extra = row_of(view, "a")["share_extra"]
    assert (skipped.value, skipped.n, skipped.reason) == (1 / 3, 3, "too few")
    assert (moved.value, moved.n) == (1 / 3, 3)
    assert (extra.value, extra.n) == (1 / 4, 4)


def test_what_cannot_be_skipped_says_why(engine):
    map_ = planned("A B?", "one_of: C D", "E~ F- G")

    view = conformance(log_of(engine, map_, walks({"ann": "ABCEG"})))

    reasons = {
        row["touchpoint"]: (row["skipped"], row["share_skipped"].reason)
        for row in view.rows
    }
    no_place = "it has no place in the order"
    assert reasons == {
        "a": (0, "too few"),
        "b": (None, "it is optional"),
        None: (0, "too few"),
        "c": (None, "another touchpoint of its stage may stand for it"),
        "d": (None, "another touchpoint of its stage may stand for it"),
        "e": (None, no_place),
        "f": (None, no_place),
        "g": (0, "too few"),
    }
    assert row_of(view, "e")["touches"] == 1
    assert row_of(view, "e")["in_step"] is None
    assert view.notes[-1].endswith("have no place in the order: e, f.")


def test_a_stage_that_is_one_of_has_a_row_for_leaving_it_out(engine):
    map_ = planned("A", "one_of: B C", "D")

    view = conformance(
        log_of(engine, map_, walks({"ann": "AD", "bob": "ABD", "cat": "A"}))
    )

    stage = row_of(view, None)
    assert (stage["stage"], stage["skipped"], stage["not_reached"]) == ("stage-2", 1, 1)
    assert (stage["share_skipped"].value, stage["share_skipped"].n) == (1 / 2, 2)


def test_a_stage_of_optional_touchpoints_is_never_left_out(engine):
    view = conformance(
        log_of(engine, planned("A", "one_of: B? C?"), walks({"ann": "A"}))
    )

    assert row_of(view, None)["share_skipped"].reason == (
        "all of its touchpoints are optional"
    )


def test_channels_and_times_stand_beside_the_order(engine):
    document = planned("A", "B").model_dump(
        by_alias=True, mode="json", exclude_defaults=True
    )
    document["channels"] = [{"id": "web", "form": "digital"}]
    document["stages"][0]["touchpoints"][0]["channel"] = "web"
    document["stages"][1]["touchpoints"][0]["expects"] = [
        {"what": "wait", "at_most": "5m"}
    ]
    map_ = type(planned("A")).model_validate(document)
    events = [
        event("ann", "A", 0, channel="web"),
        event("ann", "B", 5),
        event("bob", "A", 0, channel="phone"),
        event("bob", "B", 6),
        event("cat", "A", 0),
    ]
    log = log_of(engine, map_, events)

    view, (summary,) = conformance(log), conformance_summary(log).rows

    a, b = view.rows
    assert (a["wrong_channel"], a["share_wrong_channel"].n) == (1, 2)
    assert a["share_too_late"].reason == "no time is expected"
    assert (b["too_late"], b["share_too_late"].value) == (1, 1 / 2)
    assert b["share_wrong_channel"].reason == "no channel is drawn"
    assert (summary["share_wrong_channel"].value, summary["share_too_late"].n) == (
        0.5,
        2,
    )


def test_all_journeys_are_summed_up(engine):
    view = conformance_summary(log_of(engine, planned("A B C D"), walks(JOURNEYS)))

    (row,) = view.rows
    assert {name: row[name] for name in ("journeys", "variants", "touches")} == {
        "journeys": 4,
        "variants": 4,
        "touches": 13,
    }
    kinds = ("in_step", "moved", "extra", "skipped", "not_reached")
    assert [row[name] for name in kinds] == [11, 1, 1, 1, 3]
    # Costs 0 of 8, 2 of 8 (moved), 2 of 8 (extra, skipped), 3 of 5 (not reached).
    assert row["fitness"].value == pytest.approx((1 + 6 / 8 + 6 / 8 + 2 / 5) / 4)
    assert row["share_followed"].value == 1 / 4
    assert row["share_moved"].value == 1 / 4
    assert row["share_wrong_channel"].reason == "no channel can be told"


def test_one_journey_has_a_fitness_without_an_interval(engine):
    view = conformance_summary(log_of(engine, planned("A B"), walks({"ann": "A"})))

    fitness = view.rows[0]["fitness"]
    assert (fitness.value, fitness.low, fitness.n) == (pytest.approx(2 / 3), None, 1)


def test_an_empty_log_has_nothing_to_tell(engine):
    log = log_of(engine, planned("A", "one_of: B C"), [event("ann", "else", 0)])

    view, summary = conformance(log), conformance_summary(log)

    assert column(view, "touches") == [0, None, 0, 0]
    assert view.rows[0]["share_skipped"].reason == "nobody came this far"
    assert summary.rows[0]["fitness"].reason == "no journeys"
    assert conformance_by_variant(log).rows == ()


def test_views_become_tables(engine):
    log = log_of(engine, planned("A", "one_of: B C"), walks(JOURNEYS))

    assert isinstance(conformance(log).to_table(), pa.Table)
    assert conformance_summary(log).to_json_dict()["name"] == "conformance_summary"


@settings(
    deadline=None,
    max_examples=8,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.dictionaries(
        st.text("pqrst", min_size=1, max_size=2),
        st.text("ABCDE", min_size=1, max_size=6),
        min_size=1,
        max_size=8,
    )
)
def test_touchpoints_variants_and_the_whole_tell_the_same(engine, journeys):
    log = log_of(engine, planned("A B?", "any: C D+", "one_of: E"), walks(journeys))

    touchpoints = conformance(log).rows
    variants = conformance_by_variant(log).rows
    (whole,) = conformance_summary(log).rows

    assert sum(row["touches"] or 0 for row in touchpoints) == whole["touches"]
    for kind in ("in_step", "moved", "extra", "skipped", "not_reached"):
        assert sum(row[kind] or 0 for row in touchpoints) == whole[kind]
        assert sum(row[kind] * row["journeys"] for row in variants) == whole[kind]
    assert sum(row["journeys"] for row in variants) == whole["journeys"]
    for row in touchpoints:
        if row["touches"] is not None:
            kinds = row["in_step"] + row["moved"] + row["extra"]
            assert kinds == row["touches"]


def test_channels_and_times_are_those_that_are_measured(tmp_path):
    map_ = read_example("helpline")
    generate(map_, 300, 1, tmp_path / "log.parquet")
    with read_events(tmp_path / "log.parquet") as events:
        measured = measure(map_, events).result
        tables = prepare(events.engine, events.events, map_)
        log = PreparedLog(events.engine, events.events, tables, map_)
        view, (whole,) = conformance(log), conformance_summary(log).rows

    assert whole["journeys"] == measured.whole.journeys
    compared = 0
    for found in measured.touchpoints:
        row = row_of(view, found.id)
        if not map_.touchpoint(found.id).between:
            assert (row["touches"], row["journeys"]) == (found.touches, found.journeys)
        assert row["share_wrong_channel"].value == found.other_channel.value
        times = [each.met for each in found.expectations if each.what != "score"]
        if len(times) == 1 and times[0].is_known:
            compared += 1
            assert row["share_too_late"].value == pytest.approx(1 - times[0].value)
            assert row["share_too_late"].n == times[0].n
    assert compared > 5
