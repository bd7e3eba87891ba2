"""Each rule is broken alone, by one change to a map without a problem."""

from datetime import date

import pytest

from footlights.model.map import Map
from footlights.model.rules import RULES, check_map

ORDER = ("stages", 0, "touchpoints", 0)
WAIT = ("stages", 0, "touchpoints", 1)
SERVED = ("stages", 0, "touchpoints", 2)
PAY = ("stages", 1, "touchpoints", 0)
EFFECTS = ("simulation", "effects")

CHANGES = {
    "duplicate-id": [
        (("outcomes", 1, "id"), "returns", None),
        (("segments", 2, "id"), "late", None),
        (("stages", 1, "id"), "eat", None),
        (("stages", 1, "touchpoints", 1, "id"), "pay", None),
        ((*SERVED, "activities", 0, "id"), "write", None),
        ((*EFFECTS, 3, "id"), "slow", None),
    ],
    "ambiguous-channel": [
        (("channels", 1, "said_as"), ["In person"], ("channels", 1, "said_as", 0)),
        (("channels", 1, "name"), "AT the table", ("channels", 1, "name")),
    ],
    "undeclared-channel": [((*PAY, "channel"), "phone", None)],
    "interaction-without-channel": [((*PAY, "channel"), None, PAY)],
    "undeclared-team": [((*SERVED, "activities", 0, "team"), "floors", None)],
    "undeclared-system": [((*ORDER, "activities", 1, "system"), "tills", None)],
    "undeclared-calendar": [
        (
            (*WAIT, "expects"),
            [{"what": "wait", "at_most": "8h", "calendar": "desc"}],
            (*WAIT, "expects", 0, "calendar"),
        )
    ],
    "unused-calendar": [
        (
            (*SERVED, "activities", 0, "calendar"),
            None,
            ("calendars", 0),
        )
    ],
    "calendar-without-promise": [
        (
            (*SERVED, "activities", 0, "within"),
            None,
            (*SERVED, "activities", 0, "calendar"),
        )
    ],
    "undeclared-segment": [(("personas", 0, "segment"), "lates", None)],
    "undeclared-persona": [
        (
            (*ORDER, "feelings"),
            {"regular": {"word": "calm", "valence": 0}},
            (*ORDER, "feelings", "regular"),
        )
    ],
    "undeclared-lane": [
        (
            (*ORDER, "notes"),
            {"legal": "Consent, in writing"},
            (*ORDER, "notes", "legal"),
        )
    ],
    "unknown-touchpoint": [
        ((*WAIT, "between"), ["order", "dessert"], (*WAIT, "between", 1)),
        (
            ("journeys", "completed_by"),
            ["pay", "paid"],
            ("journeys", "completed_by", 1),
        ),
    ],
    "completed-by-unrecorded": [
        ((*PAY, "matches"), [], ("journeys", "completed_by", 0))
    ],
    "unknown-zone": [
        (("zone",), "Europe/Roma", ("zone",)),
        (("calendars", 0, "zone"), "Europe/Roma", ("calendars", 0, "zone")),
    ],
    "one-of-one": [(("stages", 2, "order"), "one_of", None)],
    "wait-without-gap": [((*WAIT, "between"), None, WAIT)],
    "between-on-other-kind": [((*PAY, "between"), ["order", "served"], None)],
    "wait-of-itself": [
        ((*WAIT, "between"), ["order", "order"], (*WAIT, "between")),
        ((*WAIT, "between"), ["order", "wait"], (*WAIT, "between")),
    ],
    "wait-backwards": [((*WAIT, "between"), ["served", "order"], (*WAIT, "between"))],
    "ambiguous-match": [
        ((*PAY, "matches"), ["ordered"], (*PAY, "matches", 0)),
        (
            (*SERVED, "activities", 0, "matches"),
            ["sent"],
            (*SERVED, "activities", 0, "matches", 0),
        ),
        (("outcomes", 1, "matches", "event"), "booking", ("outcomes", 1, "matches")),
    ],
    "unknown-activity": [
        (
            (*SERVED, "activities", 0, "after"),
            ["sent"],
            (*SERVED, "activities", 0, "after", 0),
        )
    ],
    "activity-loop": [
        (
            (*ORDER, "activities", 0, "after"),
            ["send"],
            (*ORDER, "activities", 0, "after"),
        ),
        ((*SERVED, "activities", 0, "after"), ["carry"], None),
    ],
    "follows-later-touchpoint": [
        (
            (*ORDER, "activities", 1, "after"),
            ["charge"],
            (*ORDER, "activities", 1, "after", 0),
        ),
    ],
    "activity-without-team": [
        ((*SERVED, "activities", 0, "team"), None, (*SERVED, "activities", 0))
    ],
    "no-customer-lane": [],
    "no-doing": [((*PAY, "doing"), None, PAY)],
    "no-feeling": [((*WAIT, "feeling"), None, WAIT)],
    "backstage-without-frontstage": [
        ((*SERVED, "activities", 0, "line"), "backstage", (*SERVED, "activities"))
    ],
    "no-objective": [(("objective",), None, ())],
    "future-without-goal": [],
    "future-without-current": [],
    "future-of-itself": [],
    "goal-without-number": [
        (
            ("stages", 0, "business_goal"),
            {"measure": "score.mean"},
            ("stages", 0, "business_goal"),
        )
    ],
    "stale-review": [
        (("review", "last"), "2026-07-02", ("review", "last")),
    ],
    "review-in-future": [(("review", "last"), "2026-10-02", ("review", "last"))],
    "expectation-too-fast": [
        ((*ORDER, "activities", 0, "takes"), "6m", (*ORDER, "expects", 0))
    ],
    "duplicate-expectation": [
        (
            (*PAY, "expects"),
            [{"what": "wait", "at_most": "1m"}, {"what": "wait", "at_most": "2m"}],
            (*PAY, "expects", 1),
        )
    ],
    "unknown-effect-target": [
        ((*EFFECTS, 0, "touchpoint"), "waits", None),
        ((*EFFECTS, 1, "stage"), "drink", None),
        ((*EFFECTS, 2, "segment"), "lately", None),
        ((*EFFECTS, 2, "touchpoint"), "nowhere", None),
        ((*EFFECTS, 3, "channel"), "phone", None),
        (
            ("simulation", "shares"),
            {"lunch": "10%"},
            ("simulation", "shares", "lunch"),
        ),
    ],
    "effect-on-no-wait": [((*EFFECTS, 0, "touchpoint"), "pay", None)],
    "shares-over-whole": [(("simulation", "shares", "late"), "61%", None)],
}
"""Of each rule: what is changed, to what, and the place of the problem if another.

Rules that need more than one change have a test of their own in this folder.
"""

CASES = [
    pytest.param(code, breach, id=f"{code}-{no}")
    for code, changes in CHANGES.items()
    for no, breach in enumerate(changes)
]


def change(document, where, value):
    *path, last = where
    for step in path:
        document = document[step]
    document[last] = value


def test_the_map_that_is_changed_has_no_problem(drawn, problems_of):
    assert problems_of(drawn) == []


@pytest.mark.parametrize(("code", "breach"), CASES)
def test_one_change_breaks_one_rule(drawn, problems_of, code, breach):
    where, value, found_at = breach
    change(drawn, where, value)

    [(found, place)] = problems_of(drawn)
    assert found == code
    assert place == (where if found_at is None else found_at)


def test_every_rule_is_broken_by_a_test():
    assert {rule.code for rule in RULES} == set(CHANGES)


def test_every_rule_has_its_own_code():
    assert len({rule.code for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_says_in_a_sentence_what_holds(rule):
    assert type(rule).__doc__.endswith(".")


def test_problems_come_in_the_order_of_the_rules(drawn, problems_of):
    drawn["zone"] = "Rome"
    drawn["objective"] = None
    drawn["stages"][1]["touchpoints"][0]["channel"] = "phone"

    codes = [code for code, _ in problems_of(drawn)]

    assert codes == ["undeclared-channel", "unknown-zone", "no-objective"]


def test_a_message_names_the_nearest_declared_word(drawn):
    drawn["stages"][1]["touchpoints"][0]["channel"] = "in-persn"

    [problem] = check_map(Map.model_validate(drawn), date(2026, 10, 1))

    assert problem.message == (
        "The channel 'in-persn' is not declared. Did you mean 'in-person'?"
        " Add it under `channels:`, or use a declared one."
    )


def test_a_map_known_from_events_alone_may_leave_people_out(problems_of):
    assert (
        problems_of(
            {
                "footlights": 1,
                "id": "calls",
                "name": "Calls",
                "stages": [
                    {
                        "id": "all",
                        "name": "All",
                        "touchpoints": [
                            {
                                "id": "call",
                                "name": "Call",
                                "source": {"kind": "events", "n": 100},
                                "matches": ["call"],
                            }
                        ],
                    }
                ],
            }
        )
        == []
    )
