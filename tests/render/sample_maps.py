"""Maps made by hand for the tests of this folder."""

from footlights.model.map import Map

NAMES = (
    "Reads the programme",
    "Books a ticket",
    "Finds the entrance",
    "Shows the ticket",
    "Waits in the queue",
    "Leaves the coat",
    "Hears the guide",
    "Sees the paintings",
    "Asks about a picture",
    "Buys a print",
    "Gets a note afterwards",
)
FEELINGS = (
    ("curious", 1),
    ("hopeful", 1),
    ("tense", -1),
    ("expected", 1),
    ("patient", 0),
    ("light", 0.5),
    ("looked after", 1),
    ("delighted", 2),
    ("relieved", 1),
    ("at ease", 1),
    ("remembered", 1),
)
CHANNELS = (
    "web",
    "web",
    "in-person",
    "in-person",
    None,
    "in-person",
    "in-person",
    "audio-guide",
    "in-person",
    "shop",
    "email",
)


def touchpoint(no, *, activities=True):
    """A column of the sample map, from 1; the stories repeat every eleven."""
    turn = (no - 1) % len(NAMES)
    word, valence = FEELINGS[turn]
    channel = CHANNELS[turn]
    around = f" {(no - 1) // len(NAMES) + 1}" if no > len(NAMES) else ""
    column = {
        "id": f"t{no}",
        "name": f"{NAMES[turn]}{around}",
        "doing": "Stands and looks around"
        if turn == 4
        else "Looks for the small print on the phone",
        "thinking": "Will we be in time for the tour?",
        "feeling": {"word": word, "valence": valence},
        "needs": ["To know how long it takes", "A place to sit"],
        "questions": ["Is the tour in English?"],
        "said": "Welcome, the tour starts at the stairs.",
        "evidence": "Sign, rope, bench",
        "expects": [{"what": "wait", "at_most": "3m", "for": "90%"}],
        "pains": ["Nobody says how long it takes"],
        "source": {"kind": "interviews", "n": 12, "on": "2026-09-10"},
        "matches": [f"event_{no}"],
    }
    if turn == 4:
        column["kind"] = "wait"
    if channel:
        column["channel"] = channel
    if activities:
        column["activities"] = [
            {
                "id": f"front{no}",
                "line": "frontstage",
                "team": "guides",
                "does": "Greets and points the way",
                "takes": "2m",
            },
            {
                "id": f"back{no}",
                "line": "backstage",
                "team": "office",
                "system": "tickets",
                "does": "Checks the booking",
                "within": "30s",
                "matches": [f"checked_{no}"],
            },
        ]
        if no % 3 == 0:
            column["activities"].append(
                {
                    "id": f"under{no}",
                    "line": "support",
                    "system": "tickets",
                    "does": "Keeps the desk running",
                    "standard": "Restarted every night",
                }
            )
    return column


def sample_map(touchpoints=11, stages=4, *, activities=True, **changes):
    """A visit to a museum, with as many touchpoints as asked for."""
    names = ("Before the visit", "Arrive", "Look", "Leave")
    goals = ("Feel it will be easy", "Feel expected", "See something new", "Go content")
    columns = [
        touchpoint(no, activities=activities) for no in range(1, touchpoints + 1)
    ]
    stages = min(stages, touchpoints)
    bounds = [round(i * touchpoints / stages) for i in range(stages + 1)]
    document = {
        "footlights": 1,
        "id": "museum",
        "name": "An evening at the museum",
        "owner": "Front of house",
        "review": {"every": "90d", "last": "2026-10-01"},
        "personas": [{"id": "family", "name": "Family", "quote": "Is there a slide?"}],
        "segments": [{"id": "members", "name": "Members", "where": {"member": "yes"}}],
        "outcomes": [
            {
                "id": "returns",
                "name": "Comes back",
                "good": True,
                "matches": {"event": "ticket", "within": "60d"},
            }
        ],
        "channels": [
            {"id": "web", "form": "digital", "name": "Web"},
            {"id": "in-person", "form": "human", "name": "In person"},
            {"id": "audio-guide", "form": "hybrid"},
            {"id": "shop", "form": "physical"},
            {"id": "email", "form": "digital", "name": "E-mail"},
        ],
        "teams": [
            {"id": "guides", "name": "Guides", "rate": "24 EUR/h"},
            {"id": "office", "name": "Office"},
        ],
        "systems": [{"id": "tickets", "name": "Ticket system"}],
        "stages": [
            {
                "id": f"s{i + 1}",
                "name": names[i % 4],
                "customer_goal": goals[i % 4],
                "touchpoints": columns[bounds[i] : bounds[i + 1]],
            }
            for i in range(stages)
        ],
    } | changes
    return Map.model_validate(document)
