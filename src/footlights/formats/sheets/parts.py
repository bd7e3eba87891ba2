"""Every sheet of a map's workbook, column by column."""

from footlights.formats.sheets.phrases import (
    Expects,
    Keyed,
    Mapping,
    Matches,
    Notes,
    SourceWords,
)
from footlights.formats.sheets.plan import (
    JOURNEY_MAP,
    LISTS,
    TOUCHPOINT_MAP,
    Column,
    PartSheet,
    words_of,
)
from footlights.formats.sheets.words import (
    Day,
    Lines,
    Number,
    Ref,
    Refs,
    Word,
    YesNo,
)
from footlights.model.activity import Activity, System, Team
from footlights.model.calendar import Calendar
from footlights.model.map import (
    Channel,
    Goal,
    Map,
    Outcome,
    OwnLane,
    Persona,
    Segment,
    Stage,
)
from footlights.model.touchpoint import Touchpoint

_WORD, _DAY, _NUMBER, _LINES = Word(), Day(), Number(), Lines()
_YES = "Yes or no"
_NEW = "Leave it empty for a new one: it gets an id from its name."

MAP = PartSheet(
    "map",
    "Map",
    Map,
    (
        Column("Name", ("name",)),
        Column("Id", ("id",)),
        Column("Objective", ("objective",)),
        Column("State", ("state",), _WORD, choices="State"),
        Column("Future of", ("of",)),
        Column("Owner", ("owner",)),
        Column("Reviewed every", ("review", "every")),
        Column("Last review", ("review", "last"), _DAY),
        Column("Time zone", ("zone",)),
        Column(
            "A journey is",
            ("journeys", "by"),
            _WORD,
            choices="A journey is",
            hint="All touches of one person, or all that share a value in a column.",
        ),
        Column("Journey column", ("journeys", "column")),
        Column("Longest silence", ("journeys", "gap")),
        Column("Completed by", ("journeys", "completed_by"), Refs("touchpoint")),
    ),
    ("Name",),
)

STAGES = PartSheet(
    "stage",
    "Stages",
    Stage,
    (
        Column("Stage", ("name",), width=24),
        Column("Moment", ("moment",), _WORD, 11, "Moment"),
        Column("Customer's goal", ("customer_goal",), width=36),
        Column("Touchpoints come", ("order",), _WORD, 14, "Touchpoints come"),
        Column("Goal: measure", ("business_goal", "measure")),
        Column("At most", ("business_goal", "at_most"), _NUMBER, 11),
        Column("At least", ("business_goal", "at_least"), _NUMBER, 11),
        Column("By", ("business_goal", "by"), _DAY, 12),
        Column("Goal: owner", ("business_goal", "owner")),
        Column("Stage id", ("id",), width=16, hint=_NEW),
    ),
    ("Stage",),
)

STAGE_LANE = Column(
    "Stage",
    ("stage",),
    choices="Stage",
    hint="The stage it belongs to; columns of one stage stand side by side.",
)

TOUCHPOINTS = PartSheet(
    "touchpoint",
    JOURNEY_MAP,
    Touchpoint,
    (
        Column("Touchpoint", ("name",)),
        Column("Kind", ("kind",), _WORD, choices="Kind"),
        Column("Channel", ("channel",), Ref("channel"), choices="Channel"),
        Column("Doing", ("doing",)),
        Column("Thinking", ("thinking",)),
        Column("Feeling", ("feeling", "word")),
        Column("Valence", ("feeling", "valence"), _NUMBER),
        Column("Needs", ("needs",), _LINES),
        Column("Questions", ("questions",), _LINES),
        Column("Said to them", ("said",)),
        Column("Evidence", ("evidence",)),
        Column("Expects", ("expects",), Expects()),
        Column("Pains", ("pains",), _LINES),
        Column("Notes", ("notes",), Notes()),
        Column("Known from", ("source",), SourceWords()),
        Column("Directness", ("directness",), _WORD, choices="Directness"),
        Column("Purpose", ("purpose",), _WORD, choices="Purpose"),
        Column("Optional", ("optional",), YesNo(), choices=_YES),
        Column("Repeats", ("repeats",), YesNo(), choices=_YES),
        Column("Wait between", ("between",), Refs("touchpoint")),
        Column("Events", ("matches",), Matches()),
        Column("Touchpoint id", ("id",), hint=_NEW),
    ),
    ("Stage", "Touchpoint"),
)

ACTIVITIES = PartSheet(
    "activity",
    TOUCHPOINT_MAP,
    Activity,
    (
        Column("Line", ("line",), _WORD, 12, "Line"),
        Column("What is done", ("does",), width=36),
        Column("Team", ("team",), Ref("team"), 17, "Team"),
        Column("System", ("system",), Ref("system"), 19, "System"),
        Column("Takes", ("takes",), width=9),
        Column("Promised within", ("within",), width=10),
        Column("In hours of", ("calendar",), Ref("calendar"), 13, "Calendar"),
        Column("Cost", ("cost",), width=10),
        Column("After", ("after",), Refs("activity"), 18),
        Column("Standard", ("standard",), width=24),
        Column("Events", ("matches",), Matches(), 20),
        Column("Activity id", ("id",), width=16, hint=_NEW),
    ),
    ("Touchpoint", "Line", "What is done"),
)

ACTIVITY_STAGE = Column(
    "Stage",
    (),
    width=16,
    hint="Where its touchpoint stands; to be changed on Journey map.",
)
ACTIVITY_TOUCHPOINT = Column(
    "Touchpoint",
    (),
    width=22,
    choices="Touchpoint",
    hint="The touchpoint that it is done for; one row to an activity.",
)
ACTIVITY_TOUCHPOINT_ID = Column(
    "Touchpoint id",
    (),
    width=16,
    hint="By which the touchpoint is known when its name changes.",
)

CHANNELS = PartSheet(
    "channel",
    LISTS,
    Channel,
    (
        Column("Channel", ("name",), width=20),
        Column("Form", ("form",), _WORD, 10, "Form"),
        Column("Also written", ("said_as",), _LINES, 16),
        Column("Channel id", ("id",), width=14),
    ),
)

TEAMS = PartSheet(
    "team",
    LISTS,
    Team,
    (
        Column("Team", ("name",), width=20),
        Column("Rate", ("rate",), width=11),
        Column("Team id", ("id",), width=14),
    ),
)

SYSTEMS = PartSheet(
    "system",
    LISTS,
    System,
    (
        Column("System", ("name",), width=22),
        Column("System id", ("id",), width=14),
    ),
)

PERSONAS = PartSheet(
    "persona",
    LISTS,
    Persona,
    (
        Column("Persona", ("name",), width=20),
        Column("Who they are", ("describes",), width=32),
        Column("Quote", ("quote",), width=28),
        Column("Segment", ("segment",), Ref("segment"), 18),
        Column("Persona id", ("id",), width=16),
    ),
)

SEGMENTS = PartSheet(
    "segment",
    "Segments",
    Segment,
    (
        Column("Segment", ("name",), width=28),
        Column("Columns and values", ("where",), Mapping(), 46),
        Column("Core", ("core",), YesNo(), 8, _YES),
        Column("Segment id", ("id",), width=18, hint=_NEW),
    ),
    ("Segment",),
)

OUTCOMES = PartSheet(
    "outcome",
    "Outcomes",
    Outcome,
    (
        Column("Outcome", ("name",), width=32),
        Column("Good", ("good",), YesNo(), 8, _YES),
        Column("Event", ("matches",), Mapping(event_alone=True), 42),
        Column("Worth", ("value",), width=12),
        Column("Outcome id", ("id",), width=18, hint=_NEW),
    ),
    ("Outcome", "Good", "Event"),
)

GOALS = PartSheet(
    "goal",
    "Goals",
    Goal,
    (
        Column("Measure", ("measure",), width=26),
        Column("At most", ("at_most",), _NUMBER, 12),
        Column("At least", ("at_least",), _NUMBER, 12),
        Column("By", ("by",), _DAY, 12),
        Column("Owner", ("owner",), width=24),
    ),
    ("Measure",),
)

CALENDARS = PartSheet(
    "calendar",
    "Calendars",
    Calendar,
    (
        Column("Calendar", ("name",), width=26),
        Column("Time zone", ("zone",), width=16),
        Column("Open hours", ("hours",), Keyed(), 40),
        Column("Closed on", ("closed",), _LINES, 28),
        Column("Opens on", ("opens",), _LINES, 28),
        Column("Calendar id", ("id",), width=18, hint=_NEW),
    ),
    ("Calendar",),
)

OWN_LANES = PartSheet(
    "lane",
    "Lanes",
    OwnLane,
    (
        Column("Lane", ("name",), width=26),
        Column("About", ("hint",), width=40),
        Column("Lane id", ("id",), width=18, hint=_NEW),
    ),
    ("Lane",),
)

LIST_BLOCKS = (CHANNELS, TEAMS, SYSTEMS, PERSONAS)
"""Lists that stand beside each other on the sheet `Lists`."""

OWN_SHEETS = (GOALS, SEGMENTS, OUTCOMES, CALENDARS, OWN_LANES)
"""Lists with a sheet of their own; left out where the map has none."""

HOLDERS = {
    "goal": "goals",
    "persona": "personas",
    "segment": "segments",
    "outcome": "outcomes",
    "channel": "channels",
    "team": "teams",
    "system": "systems",
    "calendar": "calendars",
    "lane": "lanes",
}
"""Key of the map that holds the parts of a kind; touchpoints stand in stages."""

CHOICES = {
    "Kind": words_of(Touchpoint, "kind"),
    "Directness": words_of(Touchpoint, "directness"),
    "Purpose": words_of(Touchpoint, "purpose"),
    _YES: ("yes", "no"),
    "Moment": words_of(Stage, "moment"),
    "Touchpoints come": words_of(Stage, "order"),
    "Line": words_of(Activity, "line"),
    "Form": words_of(Channel, "form"),
    "State": words_of(Map, "state"),
    "A journey is": ("person", "column"),
}
"""Words of the drop-downs whose words never change."""
