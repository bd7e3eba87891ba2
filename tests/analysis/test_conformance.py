"""Hand-counted: channels and times against the map, and which journeys are named."""

import ibis

from footlights.analysis.conformance import (
    CHECK_COUNTS,
    CHECKS,
    JOURNEYS_OF_VARIANTS,
    NAMED_JOURNEYS,
    NUMBERED_VARIANTS,
    check_totals,
    earliest,
    journeys_checked,
    journeys_of_variants,
    named_journeys,
    numbered_variants,
    of_middle_duration,
    touch_checks,
)
from footlights.events.contract import EVENTS
from footlights.events.prepared import JOURNEYS, TOUCHES, WAITS
from footlights.model.map import Map
from support.small_logs import event, map_of, prepared_from, rows, touchpoint, walks

CHANNELS = [{"id": "web", "form": "digital"}, {"id": "phone", "form": "human"}]


def desk():
    """A, by web, after at most 5 minutes; a wait of at most 20; B, of at most 3."""
    wait = {"id": "w", "name": "W", "kind": "wait", "between": ["a", "b"]}
    within = {"what": "wait", "at_most": "20m"}
    return Map.model_validate(
        {
            "footlights": 1,
            "id": "desk",
            "name": "Desk",
            "channels": CHANNELS,
            "stages": [
                {
                    "id": "all",
                    "name": "All",
                    "touchpoints": [
                        touchpoint(
                            "A",
                            channel="web",
                            expects=[
                                {"what": "wait", "at_most": "5m", "for": "50%"},
                                {"what": "wait", "at_most": "9m"},
                            ],
                        ),
                        wait | {"expects": [within]},
                        touchpoint("B", expects=[{"what": "time", "at_most": "3m"}]),
                    ],
                }
            ],
        }
    )


def checks_of(engine, events):
    map_ = desk()
    tables = prepared_from(engine, map_, events)
    return touch_checks(tables.touches, tables.waits, map_, tables.channels)


def test_channels_and_times_are_held_against_the_map(engine):
    later = event("ann", "B", 0)["at"]
    events = [
        event("ann", "A", 0, channel="web"),
        event("ann", "A", 5, channel="phone"),
        event("ann", "A", 11),
        event("ann", "B", 32, until=later.replace(minute=35)),
        event("ann", "B", 40, until=later.replace(minute=44), channel="web"),
        event("bob", "B", 0),
    ]

    found = rows(engine, check_totals(checks_of(engine, events), "touchpoint_no"))

    by_no = {row.pop("touchpoint_no"): tuple(row.values()) for row in found}
    # A: web is drawn, one of two is by phone; waits of 5 and 6 minutes, 5 is in time.
    # W: 21 minutes. B: no channel is drawn; took 3, 4, and one is not known.
    assert by_no == {1: (2, 1, 2, 1), 2: (0, 0, 1, 1), 3: (0, 0, 2, 1)}


def test_journeys_are_counted_once(engine):
    events = [
        event("ann", "A", 0, channel="phone"),
        event("ann", "A", 6, channel="phone"),
        event("bob", "A", 0, channel="web"),
        event("cat", "A", 0),
    ]
    by_journey = check_totals(checks_of(engine, events), "journey_key")

    assert rows(engine, journeys_checked(by_journey)) == [
        {"channels_known": 2, "other_channel": 1, "times_known": 1, "late": 1}
    ]


def test_a_map_without_channels_and_expectations_asks_nothing_of_a_touch(engine):
    map_ = map_of("A")
    tables = prepared_from(engine, map_, walks({"ann": "AA"}))
    checks = touch_checks(tables.touches, tables.waits, map_, tables.channels)

    assert rows(engine, check_totals(checks, "touchpoint_no")) == []
    assert rows(engine, journeys_checked(check_totals(checks, "journey_key"))) == [
        dict.fromkeys(CHECK_COUNTS.names, 0)
    ]


def test_variants_are_numbered_from_the_most_frequent(engine):
    journeys = prepared_from(
        engine, map_of("AB"), walks({"ann": "B", "bob": "AB", "cat": "AB", "dan": "A"})
    ).journeys

    # Prepared variants are numbered in map order: A, then AB, then B.
    assert rows(engine, numbered_variants(journeys), "variant_no") == [
        {"variant_no": 1, "prepared_no": 2, "variant": [1, 2], "journeys": 2},
        {"variant_no": 2, "prepared_no": 1, "variant": [1], "journeys": 1},
        {"variant_no": 3, "prepared_no": 3, "variant": [2], "journeys": 1},
    ]


def test_journeys_are_chosen_by_variant_and_named_as_the_log_does(engine):
    map_ = map_of("AB")
    events = [
        *(
            event(who, "A", start)
            for who, start in zip("pqrs", (3, 2, 1, 0), strict=True)
        ),
        *(event(who, "B", end) for who, end in zip("pqrs", (9, 9, 9, 1), strict=True)),
        event("other", "A", 0),
    ]
    tables = prepared_from(engine, map_, events)
    log = engine.load("log", engine.fetch(ibis.table(EVENTS, "events")))
    variants = engine.keep("numbered", numbered_variants(tables.journeys))
    chosen = journeys_of_variants(tables.journeys, variants, [1])

    def names(journeys):
        named = named_journeys(journeys, tables.touches, log, map_)
        return [row["person"] for row in rows(engine, named, "start_at")]

    assert names(chosen) == ["s", "r", "q", "p"]
    assert names(earliest(chosen, 2)) == ["s", "r"]
    # They take 6, 7, 8 and 1 minutes: of 6 and 7 in the middle, the shorter.
    assert names(of_middle_duration(chosen)) == ["p"]


def test_a_journey_is_named_by_its_column(engine):
    map_ = map_of("A", journeys={"by": "column", "column": "journey"})
    tables = prepared_from(engine, map_, [event("ann", "A", 0, journey="order 7")])
    log = engine.load("log", engine.fetch(ibis.table(EVENTS, "events")))
    variants = engine.keep("numbered", numbered_variants(tables.journeys))
    chosen = journeys_of_variants(tables.journeys, variants, [1])

    (found,) = rows(engine, named_journeys(chosen, tables.touches, log, map_))

    assert (found["person"], found["journey"]) == ("ann", "order 7")


def test_analyses_keep_their_contracts():
    touches, waits, journeys, variants, events = (
        ibis.table(schema, name)
        for schema, name in (
            (TOUCHES, "touches"),
            (WAITS, "waits"),
            (JOURNEYS, "journeys"),
            (NUMBERED_VARIANTS, "variants"),
            (EVENTS, "events"),
        )
    )
    checks = touch_checks(touches, waits, desk(), ["web", "phone"])
    chosen = journeys_of_variants(journeys, variants, [1])

    assert checks.schema() == CHECKS
    assert check_totals(checks, "journey_key").drop("journey_key").schema() == (
        CHECK_COUNTS
    )
    assert journeys_checked(check_totals(checks, "journey_key")).schema() == (
        CHECK_COUNTS
    )
    assert numbered_variants(journeys).schema() == NUMBERED_VARIANTS
    assert chosen.schema() == JOURNEYS_OF_VARIANTS
    assert earliest(chosen, 3).schema() == JOURNEYS_OF_VARIANTS
    assert of_middle_duration(chosen).schema() == JOURNEYS_OF_VARIANTS
    assert named_journeys(chosen, touches, events, desk()).schema() == NAMED_JOURNEYS
