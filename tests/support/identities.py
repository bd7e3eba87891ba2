"""Sums that must come out over the views of one log, whatever the log.

Each function takes a prepared log and asserts. Every view stands
in at least one identity with another view or with the touches themselves.
"""

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import pairwise

import pytest
from ibis import _

from footlights.errors import EmptySelectionError
from footlights.usecases import views
from footlights.usecases.selected import selected
from footlights.usecases.selection import Selection
from footlights.usecases.views.compare import compare

AGES = timedelta(days=36_500)
"""Longer than any log."""


def value(cell):
    """Give the number of an estimate, or the cell itself."""
    return getattr(cell, "value", cell)


def total(view, column):
    """Add up a column; what is not known adds nothing."""
    return sum(value(row[column]) or 0 for row in view.rows)


def by(view, *keys):
    """Index the rows of a view by some columns."""
    return {tuple(row[key] for key in keys): row for row in view.rows}


def touches_of(log):
    """Fetch what the touches say, journey by journey in their order."""
    columns = (
        *("journey_key", "person_key", "touch_no", "touchpoint_no", "channel_no"),
        *("team_no", "location_no", "at", "row_no"),
    )
    return log.rows(
        log.prepared.touches.select(*columns).order_by("journey_key", "touch_no")
    )


def journey_count(log):
    return log.row(log.prepared.journeys.aggregate(n=_.count()))["n"]


def id_of(log, touchpoint_no):
    return log.map.touchpoints[touchpoint_no - 1].id


def transitions_and_ends_are_all_touches(log):
    touches, ways = touches_of(log), views.transitions(log)
    here = Counter(id_of(log, touch["touchpoint_no"]) for touch in touches)
    left, shares = Counter(), defaultdict(float)
    for row in ways.rows:
        left[row["from"]] += row["touches"]
        shares[row["from"]] += value(row["share_of_departures"])
    lasts = {touch["journey_key"]: touch["touchpoint_no"] for touch in touches}
    ended = Counter(id_of(log, no) for no in lasts.values())

    assert left + ended == here
    assert all(share == pytest.approx(1) for share in shares.values())
    assert total(ways, "touches") == len(touches) - len(lasts)


def variants_are_all_journeys_and_touches(log):
    touches = len(touches_of(log))
    for fold in ("nothing", "repeats", "loops"):
        view = views.variants(log, fold=fold)
        assert total(view, "journeys") == journey_count(log)
        assert view.rows[-1]["coverage"] == pytest.approx(1)
        long = sum(row["touches"] * row["journeys"] for row in view.rows)
        assert long == touches if fold == "nothing" else long <= touches
    few = views.variants(log, most=1)
    assert total(few, "journeys") == journey_count(log)
    assert total(few, "variants") == len(views.variants(log).rows)


def funnels_narrow_and_lose_what_is_missing(log):
    loose = views.stage_funnel(log)
    reached = [row["journeys"] for row in loose.rows]
    lost = Counter()
    for row in views.stage_funnel_losses(log).rows:
        lost[row["step"]] += row["journeys"]

    assert reached == sorted(reached, reverse=True)
    assert [lost[row["step"]] for row in loose.rows[:-1]] == [
        before - after for before, after in pairwise(reached)
    ]
    assert views.stage_funnel(log, within=AGES).rows == loose.rows
    strict = views.stage_funnel(log, order="strict")
    best = views.stage_funnel(log, order="strict", attempt="best try")
    for narrow, wider, widest in zip(strict.rows, best.rows, loose.rows, strict=True):
        assert narrow["journeys"] <= wider["journeys"] <= widest["journeys"]
    timed = by(views.stage_funnel_times(log), "step")
    for before, row in pairwise(loose.rows):
        assert value(row["share_of_previous"]) == pytest.approx(
            row["journeys"] / before["journeys"] if before["journeys"] else None
        )
        assert timed[row["step"],]["median_seconds"].n == row["journeys"]


def flow_begins_and_ends_with_the_anchor(log):
    here = Counter(id_of(log, touch["touchpoint_no"]) for touch in touches_of(log))
    ways = by(views.transitions(log), "from", "to")
    for anchor, touches in here.items():
        sides = Counter()
        for row in views.flow(log, around=anchor, levels=1).rows:
            sides[row["level"]] += row["touches"]
            if (row["from"], row["to"]) in ways:
                assert row["touches"] == ways[row["from"], row["to"]]["touches"]
        assert sides == {-1: touches, 1: touches}


def loops_ping_pong_and_patterns_agree_with_transitions(log):
    loops, ways = (
        by(views.loops(log), "touchpoint"),
        by(views.transitions(log), "from", "to"),
    )
    for (touchpoint,), row in loops.items():
        again = ways.get((touchpoint, touchpoint), {"touches": 0})["touches"]
        assert row["again"] == again
        named = views.pattern(log, f"touchpoint:{touchpoint}").rows[0]
        assert named["journeys"] == row["journeys"]
        assert value(named["share"]) == pytest.approx(
            row["journeys"] / journey_count(log)
        )
    for row in views.ping_pong(log).rows:
        assert row["touches"] <= ways[row["from"], row["over"]]["touches"]
        assert row["touches"] <= ways[row["over"], row["from"]]["touches"]
    for (before, after), row in list(ways.items())[:5]:
        asked = views.pattern(log, f"touchpoint:{before} -> touchpoint:{after}")
        assert asked.rows[0]["journeys"] == row["journeys"]


def switches_and_hand_overs_are_touches_that_differ(log):
    touches = touches_of(log)
    for view, column in (
        (views.channel_switches(log), "channel_no"),
        (views.hand_overs(log), "team_no"),
    ):
        changed, journeys = 0, defaultdict(set)
        names = getattr(log.prepared, column.replace("_no", "s"))
        for before, after in pairwise(touches):
            if before["journey_key"] == after["journey_key"]:
                pair = before[column], after[column]
                if None not in pair and pair[0] != pair[1]:
                    changed += 1
                    said = tuple(names[no - 1] for no in pair)
                    journeys[said].add(after["journey_key"])
        assert total(view, "touches") == changed
        assert {
            key: row["journeys"] for key, row in by(view, "from", "to").items()
        } == {key: len(found) for key, found in journeys.items()}


def ping_pong_of_teams_is_that_of_a_plain_count(log):
    names, found, journeys = log.prepared.teams, Counter(), defaultdict(set)
    stays = defaultdict(list)
    for touch in touches_of(log):
        theirs = stays[touch["journey_key"]]
        if not theirs or theirs[-1] != touch["team_no"]:
            theirs.append(touch["team_no"])
    for key, theirs in stays.items():
        for begin, over, end in zip(theirs, theirs[1:], theirs[2:], strict=False):
            if begin == end and None not in {begin, over}:
                said = names[begin - 1], names[over - 1]
                found[said] += 1
                journeys[said].add(key)
    rows = by(views.ping_pong(log, of="teams"), "from", "over")
    assert {key: row["touches"] for key, row in rows.items()} == found
    assert {key: row["journeys"] for key, row in rows.items()} == {
        key: len(each) for key, each in journeys.items()
    }


def team_times_hours_and_values_hold_the_same_touches(log):
    touches = touches_of(log)
    for view, column in (
        (views.team_times(log), "team_no"),
        (views.value_heat(log, by="location"), "location_no"),
        (views.value_heat(log, by="channel", over="touchpoint"), "channel_no"),
    ):
        assert total(view, "touches") == sum(t[column] is not None for t in touches)
    assert total(views.hour_heat(log), "touches") == len(touches)
    assert total(views.hour_heat(log, over="touchpoint"), "touches") >= len(touches)
    for period in ("day", "week", "month"):
        assert total(views.trends(log, period=period), "touches") == len(touches)


def trends_cohorts_and_retention_hold_the_same_journeys(log):
    persons = {touch["person_key"] for touch in touches_of(log)}
    cohorts = views.cohorts(log)
    retained = [row for row in views.retention(log).rows if row["period_no"] == 0]

    assert total(views.trends(log), "journeys") == journey_count(log)
    if log.map.journeys.by == "person":
        assert total(cohorts, "journeys") == journey_count(log)
        assert total(cohorts, "persons") == len(persons)
        assert sum(row["persons"] for row in retained) == len(persons)


def conformance_adds_up(log):
    (whole,) = views.conformance_summary(log).rows
    each, variants = views.conformance(log), views.conformance_by_variant(log)

    assert whole["journeys"] == total(variants, "journeys") == journey_count(log)
    for column in ("touches", "in_step", "moved", "extra"):
        weighted = sum(row[column] * row["journeys"] for row in variants.rows)
        assert whole[column] == weighted
        # Touches at waits are checked for channel and time, and have no place in the
        # order.
        if column != "touches":
            assert whole[column] == total(each, column)
    assert whole["touches"] == whole["in_step"] + whole["moved"] + whole["extra"]
    assert all(0 <= row["fitness"] <= 1 for row in variants.rows)
    mean = sum(row["fitness"] * row["journeys"] for row in variants.rows)
    assert value(whole["fitness"]) == pytest.approx(mean / journey_count(log))
    worst = views.worst_journeys(log, most=1).rows[0]
    assert worst["fitness"] == min(row["fitness"] for row in variants.rows)
    typical = views.typical_journeys(log, most=1).rows[0]
    assert typical["alike"] == max(row["journeys"] for row in variants.rows)


def promises_are_held_against_every_known_time(log):
    """Compare with a plain count; what a calendar counts has tests of its own."""
    known = defaultdict(list)
    for touch in log.rows(
        log.prepared.touches.select("touchpoint_no", "seconds", "wait_seconds")
    ):
        here = id_of(log, touch["touchpoint_no"])
        known[here, "time"].append(touch["seconds"])
        known[here, "wait"].append(touch["wait_seconds"])
    kinds = {touchpoint.id: touchpoint.kind for touchpoint in log.map.touchpoints}

    for row in views.promises(log).rows:
        assert row["kept"] <= row["times"] == row["share_kept"].n
        key = row["touchpoint"], row["promise"]
        if row["calendar"] is None and kinds[key[0]] != "wait" and key in known:
            times = [each for each in known[key] if each is not None]
            assert row["times"] == len(times)
            assert row["kept"] == sum(each <= row["limit_seconds"] for each in times)


def exemplars_are_journeys_that_can_be_looked_at(log):
    for row in views.exemplars(log).rows:
        shown = views.one_journey(log, journey_key=row["journey_key"])
        met = [r["touchpoint"] for r in shown.rows if r["kind"] == "touch"]
        assert len(met) == row["touches"]
        assert " > ".join(met) == row["variant"]
    first = log.row(
        log.events.semi_join(log.prepared.touches, "row_no")
        .order_by("row_no")
        .limit(1)
        .select("row_no", "person")
    )
    (key,) = {
        t["person_key"] for t in touches_of(log) if t["row_no"] == first["row_no"]
    }
    theirs = [t for t in touches_of(log) if t["person_key"] == key]
    shown = views.person_journey(log, person=first["person"])
    assert sum(row["kind"] == "touch" for row in shown.rows) == len(theirs)


def repeat_contacts_are_those_of_a_plain_count(log):
    last, came, soon, persons, again = {}, Counter(), Counter(), {}, {}
    week = timedelta(days=7)
    for touch in sorted(touches_of(log), key=lambda t: (t["at"], t["row_no"])):
        here = id_of(log, touch["touchpoint_no"])
        key = here, touch["person_key"]
        came[here] += 1
        persons.setdefault(here, set()).add(touch["person_key"])
        if key in last and touch["at"] - last[key] <= week:
            soon[here] += 1
            again.setdefault(here, set()).add(touch["person_key"])
        last[key] = touch["at"]
    for row in views.repeat_contacts(log).rows:
        here = row["touchpoint"]
        assert row["touches"] == came.pop(here)
        assert row["repeated"] == soon[here]
        assert row["persons"] == len(persons[here])
        assert value(row["share_of_persons"]) == pytest.approx(
            len(again.get(here, ())) / len(persons[here])
        )
    assert not came
    # Under the map, what an event is called says the touchpoint less finely.
    named = views.repeat_contacts(log, about="event")
    assert total(named, "touches") == len(touches_of(log))


def two_groups_sum_up_to_all_and_stand_in_a_comparison(log):
    done, left = Selection(is_completed=True), Selection(is_completed=False)
    for view, column in (
        (views.transitions, "touches"),
        (views.variants, "journeys"),
        (views.loops, "journeys"),
        (views.hour_heat, "touches"),
        (views.channel_switches, "touches"),
        (views.stage_funnel, "journeys"),
    ):
        try:
            parts = [total(view(selected(log, part)), column) for part in (done, left)]
        except EmptySelectionError:
            return
        both = compare(view, log, done, left)
        assert sum(parts) == total(view(log), column)
        assert parts == [total(both, f"{column}_one"), total(both, f"{column}_other")]


IDENTITIES = (
    transitions_and_ends_are_all_touches,
    variants_are_all_journeys_and_touches,
    funnels_narrow_and_lose_what_is_missing,
    flow_begins_and_ends_with_the_anchor,
    loops_ping_pong_and_patterns_agree_with_transitions,
    switches_and_hand_overs_are_touches_that_differ,
    ping_pong_of_teams_is_that_of_a_plain_count,
    team_times_hours_and_values_hold_the_same_touches,
    trends_cohorts_and_retention_hold_the_same_journeys,
    conformance_adds_up,
    exemplars_are_journeys_that_can_be_looked_at,
    repeat_contacts_are_those_of_a_plain_count,
    two_groups_sum_up_to_all_and_stand_in_a_comparison,
)
