"""Names by which columns are known: in process mining, service desks and tracking.

All are plain: small letters and digits only, as `plain` makes them. In each list the
name that says most stands first.
"""


def plain(name: str) -> str:
    """Take case, blanks and signs from a name: `Customer ID` becomes `customerid`."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


PERSONS_SAID_PLAINLY = ("person", "personid", "caseperson", "casecustomer")
"""What must be a person even where the columns are named as in XES."""

NAMES: dict[str, tuple[str, ...]] = {
    "journey": (
        "journey",
        "journeyid",
        "caseid",
        "case",
        "caseconceptname",
        "caseidentifier",
        "traceid",
        "ticketid",
        "ticketnumber",
        "incidentid",
        "incidentnumber",
        "number",
        "orderid",
        "claimid",
        "applicationid",
        "requestid",
        "conversationid",
        "sessionid",
        "gasessionid",
    ),
    "person": (
        "person",
        "personid",
        "customeruniqueid",
        "customerid",
        "customer",
        "clientid",
        "client",
        "userid",
        "user",
        "callerid",
        "caller",
        "memberid",
        "contactid",
        "subscriberid",
        "guestid",
        "passengerid",
        "patientid",
        "enduser",
        "enduserid",
        "requesterid",
        "requester",
        "accountid",
    ),
    "event": (
        "event",
        "eventname",
        "activity",
        "activityname",
        "conceptname",
        "activities",
        "activityid",
        "touchpoint",
        "incidentstate",
        "action",
        "task",
        "state",
        "status",
        "eventtype",
    ),
    "event_id": ("eventid", "messageid", "insertid"),
    "lifecycle": (
        "lifecycletransition",
        "lifecycle",
        "eventlifecycle",
        "transition",
    ),
    "instance": ("conceptinstance", "activityinstance", "activityinstanceid"),
    "channel": ("channel", "channelname", "contacttype", "contactchannel", "platform"),
    "team": (
        "team",
        "assignmentgroup",
        "supportgroup",
        "orggroup",
        "orgrole",
        "group",
        "workgroup",
        "department",
        "agentposition",
        "role",
        "resource",
        "orgresource",
        "agent",
        "assignedto",
    ),
    "system": ("system", "systemname", "sourcesystem"),
    "location": ("location", "site", "branch", "store", "office"),
    "text": (
        "text",
        "comment",
        "comments",
        "reviewcommentmessage",
        "verbatim",
        "freetext",
        "feedback",
    ),
    "seconds": ("seconds", "durationseconds", "durations", "durationsec"),
    "score": (
        "score",
        "rating",
        "satisfaction",
        "csat",
        "csatscore",
        "nps",
        "npsscore",
        "reviewscore",
        "satisfactionscore",
        "stars",
        "ces",
    ),
    "value": ("value", "amount", "revenue", "price", "costtotal", "paymentvalue"),
}
"""Plain names of each role."""

NUMERIC = frozenset({"seconds", "score", "value"})
"""Roles that only numbers can fill."""

STARTS = (
    "start",
    "startdate",
    "starttime",
    "starttimestamp",
    "timestart",
    "startedat",
    "begin",
    "begindate",
    "begintime",
)
"""Names of the time when an event began."""

ENDS = (
    "until",
    "end",
    "enddate",
    "endtime",
    "endtimestamp",
    "endedat",
    "complete",
    "completetimestamp",
    "completetime",
    "completedat",
    "timecompleted",
    "finish",
    "finishedat",
    "finishtime",
)
"""Names of the time when an event was over."""

TIMES = (
    "at",
    "timestamp",
    "timetimestamp",
    "eventtimestamp",
    "eventtime",
    "eventdate",
    "datetime",
    "time",
    "when",
    "occurredat",
    "sysupdatedat",
    "sysupdatedon",
    "originaltimestamp",
    "updatedat",
    "createdat",
    "syscreatedon",
    "receivedat",
    "date",
)
"""Names of the one time of an event."""
