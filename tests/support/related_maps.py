"""Small maps that share their ids, so that any two are revisions of one another."""

from hypothesis import strategies as st

from footlights.model.map import Map

WORDS = st.sampled_from(["Door", "Table", "Bill", "Coat", "Menu", "Wait long"])
TITLES = WORDS
FEELINGS = st.fixed_dictionaries(
    {"word": WORDS, "valence": st.sampled_from([-2, -1, 0.5, 2])}
)
DURATIONS = st.sampled_from(["30s", "3m", "5m", "1h 30m", "2d"])
DAYS = st.sampled_from(["2026-01-05", "2026-11-24"])
MONEY = st.sampled_from(["24 EUR", "48 EUR", "9.5 USD"])
TEXTS = st.lists(WORDS, max_size=3)
MATCHES = st.lists(
    WORDS
    | st.fixed_dictionaries(
        {"event": WORDS, "where": st.just({"result": ["seated", 1, True]})}
    ),
    max_size=2,
)
SLUGS = st.sampled_from(["web", "phone", "floor"])
GOALS = st.fixed_dictionaries(
    {"measure": st.sampled_from(["wait.p90", "score.mean"])},
    optional={
        "at_most": DURATIONS | st.sampled_from([3.5, 7.0]) | st.just("90%"),
        "at_least": st.sampled_from([1.5, 2.0]),
        "by": DAYS,
        "owner": WORDS,
    },
)
EXPECTED = st.fixed_dictionaries(
    {"what": st.sampled_from(["wait", "time"]), "at_most": DURATIONS},
    optional={
        "for": st.sampled_from(["80%", "95%"]),
        "calendar": st.sampled_from(["x", "y"]),
    },
) | st.fixed_dictionaries({"what": st.just("score"), "at_least": st.just(4.0)})


def parts(ids, required, optional=None):
    """Lists of parts whose ids come from a few letters, each once."""
    return st.lists(
        st.fixed_dictionaries(
            {"id": st.sampled_from(ids), **required}, optional=optional or {}
        ),
        max_size=3,
        unique_by=lambda part: part["id"],
    )


ACTIVITY = {
    "line": st.sampled_from(["frontstage", "backstage", "support"]),
    "does": WORDS,
}
ACTIVITY_MORE = {
    "team": SLUGS,
    "system": SLUGS,
    "after": st.lists(SLUGS, max_size=2),
    "takes": DURATIONS,
    "within": DURATIONS,
    "calendar": st.sampled_from(["x", "y"]),
    "cost": MONEY,
    "standard": WORDS,
    "matches": MATCHES,
}
TOUCHPOINT_MORE = {
    "notes": st.dictionaries(st.sampled_from(["x", "y"]), WORDS, max_size=2),
    "kind": st.sampled_from(["interaction", "wait", "action"]),
    "channel": SLUGS,
    "between": st.tuples(SLUGS, SLUGS),
    "directness": st.sampled_from(["primary", "secondary", "tertiary"]),
    "purpose": st.sampled_from(["inform", "serve", "transact"]),
    "optional": st.booleans(),
    "repeats": st.booleans(),
    "doing": WORDS,
    "thinking": WORDS,
    "feeling": FEELINGS,
    "feelings": st.dictionaries(SLUGS, FEELINGS, max_size=2),
    "needs": TEXTS,
    "questions": TEXTS,
    "said": WORDS,
    "evidence": WORDS,
    "expects": st.lists(EXPECTED, max_size=2),
    "pains": TEXTS,
    "source": st.fixed_dictionaries(
        {"kind": st.sampled_from(["workshop", "interviews", "survey"])},
        optional={"n": st.integers(0, 9), "on": DAYS, "says": WORDS},
    ),
    "matches": MATCHES,
}
STAGE_MORE = {
    "moment": st.sampled_from(["before", "during", "after"]),
    "customer_goal": WORDS,
    "business_goal": GOALS,
    "order": st.sampled_from(["sequence", "any", "one_of"]),
}
HOURS = {
    "hours": st.sampled_from(
        [
            {"mon-fri": "09:00-17:00"},
            {"mon": "08:00-12:00, 13:00-24:00", "sat, sun": "10:00-11:30"},
        ]
    )
}
CALENDAR_MORE = {
    "zone": st.sampled_from(["Europe/Rome", "UTC"]),
    "closed": st.lists(DAYS, max_size=2),
    "opens": st.just(["2026-11-29 13:00-18:00"]),
}
NAMED = {"name": TITLES}
EFFECTS = st.lists(
    st.fixed_dictionaries(
        {"kind": st.just("stage-loses"), "id": SLUGS, "stage": SLUGS},
        optional={"why": WORDS},
    ).map(lambda effect: {**effect, "share": "20%"}),
    max_size=1,
)
MAP_MORE = {
    "objective": WORDS,
    "owner": WORDS,
    "zone": st.sampled_from(["Europe/Rome", "UTC"]),
    "goals": st.lists(GOALS, max_size=2),
    "review": st.fixed_dictionaries({"every": DURATIONS, "last": DAYS}),
    "personas": parts(
        "pq", NAMED, {"describes": WORDS, "quote": WORDS, "segment": SLUGS}
    ),
    "segments": parts(
        "st",
        {**NAMED, "where": st.sampled_from([{"plan": "paid"}, {"visits": [2, 3]}])},
        {"core": st.booleans()},
    ),
    "journeys": st.sampled_from(
        [
            {"by": "person", "gap": "12h"},
            {"by": "person", "completed_by": ["web"]},
            {"by": "column", "column": "order"},
        ]
    ),
    "outcomes": parts(
        "op",
        {
            **NAMED,
            "good": st.booleans(),
            "matches": st.fixed_dictionaries(
                {"event": WORDS}, optional={"within": DURATIONS}
            ),
        },
        {"value": MONEY},
    ),
    "channels": parts(
        "wp",
        {"form": st.sampled_from(["human", "digital"])},
        {"name": TITLES, "said_as": TEXTS},
    ),
    "teams": parts("fk", NAMED, {"rate": st.just("24 EUR/h")}),
    "systems": parts("xy", NAMED),
    "calendars": parts("xy", NAMED | HOURS, CALENDAR_MORE),
    "lanes": parts("xy", NAMED, {"hint": TITLES}),
    "simulation": st.fixed_dictionaries(
        {"lasts": DURATIONS, "effects": EFFECTS},
        optional={"starts": DAYS, "answers": st.just("40%")},
    ),
}


@st.composite
def documents(draw):
    """A map of up to three stages; any touchpoint may stand in any of them."""
    touchpoint_ids = draw(st.permutations("abcdefg"))
    activity_ids = iter(draw(st.permutations("uvwxyz")))
    stage_ids = draw(st.permutations("klm"))[: draw(st.integers(1, 3))]
    stages = []
    for place, stage_id in enumerate(stage_ids):
        few = draw(st.integers(1, 2))
        ids = touchpoint_ids[place * 2 : place * 2 + few]
        touchpoints = [
            draw(
                st.fixed_dictionaries(
                    {"id": st.just(each), **NAMED}, optional=TOUCHPOINT_MORE
                )
            )
            for each in ids
        ]
        for touchpoint in touchpoints:
            if draw(st.booleans()) and (activity_id := next(activity_ids, None)):
                touchpoint["activities"] = [
                    draw(
                        st.fixed_dictionaries(
                            {"id": st.just(activity_id), **ACTIVITY},
                            optional=ACTIVITY_MORE,
                        )
                    )
                ]
        stages.append(
            draw(
                st.fixed_dictionaries(
                    {"id": st.just(stage_id), **NAMED}, optional=STAGE_MORE
                )
            )
            | {"touchpoints": touchpoints}
        )
    more = draw(st.fixed_dictionaries({}, optional=MAP_MORE))
    return {
        "footlights": 1,
        "id": "dinner",
        "name": draw(TITLES),
        **draw(
            st.sampled_from(
                [{}, {"state": "future"}, {"state": "future", "of": "today"}]
            )
        ),
        **more,
        "stages": stages,
    }


def maps():
    """Maps that are revisions of one another."""
    return documents().map(Map.model_validate)
