"""Tools for surveys, and the columns by which their exports are known."""

from dataclasses import dataclass

from footlights.events.column_names import ENDS, STARTS, TIMES

_OWN_TIMES = ("answeredat", "answered", "submittedat", "respondedat", "recordedat")


@dataclass(frozen=True)
class SurveyTool:
    """A tool whose exports are known by their columns; all names are plain.

    Args:
        name: What it is called; empty for any other file.
        signs: Columns of which each set gives it away.
        own: Columns that it fills itself: no answers to questions.
        persons: Columns that may hold the person, where none is named for it; the
            first that is filled in the file counts.
        times: Columns with the time of an answer; of each row the first that is filled
            counts.
        has_world_ids: Whether no two of its responses have one id, in any survey.
    """

    name: str
    signs: tuple[frozenset[str], ...]
    own: frozenset[str]
    persons: tuple[str, ...]
    times: tuple[str, ...]
    has_world_ids: bool


QUALTRICS = SurveyTool(
    name="Qualtrics",
    signs=(frozenset({"startdate", "enddate", "responseid"}),),
    own=frozenset(
        {
            "startdate",
            "enddate",
            "recordeddate",
            "status",
            "ipaddress",
            "progress",
            "durationinseconds",
            "finished",
            "responseid",
            "responseset",
            "name",
            "recipientlastname",
            "recipientfirstname",
            "recipientemail",
            "emailaddress",
            "externalreference",
            "externaldatareference",
            "locationlatitude",
            "locationlongitude",
            "locationaccuracy",
            "distributionchannel",
            "userlanguage",
        }
    ),
    persons=(
        "externalreference",
        "externaldatareference",
        "recipientemail",
        "emailaddress",
    ),
    times=("enddate", "recordeddate", "startdate"),
    has_world_ids=True,
)
"""`EndDate` is when the answer was given; an unfinished one is recorded days later."""

LIMESURVEY = SurveyTool(
    name="LimeSurvey",
    signs=(
        frozenset({"submitdate", "lastpage", "startlanguage"}),
        frozenset({"datesubmitted", "lastpage", "startlanguage"}),
    ),
    own=frozenset(
        {
            "id",
            "responseid",
            "submitdate",
            "datesubmitted",
            "lastpage",
            "startlanguage",
            "seed",
            "token",
            "accesscode",
            "startdate",
            "datestarted",
            "datestamp",
            "datelastaction",
            "ipaddr",
            "ipaddress",
            "refurl",
            "referrerurl",
            "interviewtime",
        }
    ),
    persons=("token", "accesscode"),
    times=("submitdate", "datesubmitted", "datestamp", "datelastaction"),
    has_world_ids=False,
)

FORMBRICKS = SurveyTool(
    name="Formbricks",
    signs=(
        frozenset({"responseid", "timestamp", "finished", "surveyid"}),
        frozenset({"id", "createdat", "finished", "surveyid"}),
    ),
    own=frozenset(
        {
            "no",
            "id",
            "responseid",
            "timestamp",
            "createdat",
            "updatedat",
            "finished",
            "surveyid",
            "formbricksidinternal",
            "formbricksuserid",
            "userid",
            "notes",
            "tags",
            "language",
            "contactid",
            "contactuserid",
        }
    ),
    persons=(
        "userid",
        "contactuserid",
        "contactattributesuserid",
        "personuserid",
        "personattributesuserid",
        "formbricksidinternal",
        "formbricksuserid",
        "contactid",
        "personid",
    ),
    times=("timestamp", "createdat"),
    has_world_ids=True,
)

OTHER = SurveyTool(
    name="",
    signs=(),
    own=frozenset(),
    persons=("email", "emailaddress"),
    times=(*_OWN_TIMES, *ENDS, *TIMES, *STARTS),
    has_world_ids=False,
)

TOOLS = (QUALTRICS, LIMESURVEY, FORMBRICKS)
"""Tools that are known by their columns, in the order in which they are tried."""
