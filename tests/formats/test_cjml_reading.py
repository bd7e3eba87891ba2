"""Journeys of CJML 2.0, as the one published sample writes them."""

import pytest

from footlights.errors import NotAMapError, UnreadableFileError
from footlights.formats.cjml import to_cjml
from footlights.formats.map_yaml import read_map_document, yaml_of
from footlights.usecases.examples import EXAMPLES, read_example
from footlights.usecases.read_events import read_events


def point(no, begins, does, follows, answers, channel="Phone", kind="actual"):
    return f"""\
<{kind}CommunicationPoint><touchpointID>{no}</touchpointID>
<initiator><refersTo actorIDref="{begins}"/><initiatorLabel>{does}</initiatorLabel></initiator>
<receiver><refersTo actorIDref="{follows}"/><receiverLabel>{answers}</receiverLabel></receiver>
<channel><channelName>{channel}</channelName></channel></{kind}CommunicationPoint>"""


def action(no, who, does):
    return f"""\
<actualAction><touchpointID>{no}</touchpointID><initiator>
<refersTo actorIDref="{who}"/><initiatorLabel>{does}</initiatorLabel></initiator></actualAction>"""


def journey(*points, begin="", kind="actual"):
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
{begin}<CJML version="2.0"><{kind}Journey><journeyID>A lost bag</journeyID><actors>
<endUser actorID="Anna"><actorName>Anna Berg</actorName></endUser>
<serviceProvider actorID="air"><companyName>Airline</companyName></serviceProvider>
</actors><touchpoints>{"".join(points)}</touchpoints></{kind}Journey></CJML>"""


LOST = (
    point("t1", "Anna", "Reports the bag", "air", "Takes the report", "Service desk"),
    action("t2", "Anna", "Goes home"),
    point("t3", "air", "We have found it", "Anna", "Reads the message", "SMS"),
    point("t4", "Bookis", "Brings the bag", "Anna", "Takes the bag", "At the door"),
)


def read(folder, text):
    path = folder / "bag.xml"
    path.write_text(text, encoding="utf-8")
    return read_map_document(path)


def test_an_actual_journey_is_a_map_of_what_one_person_went_through(tmp_path):
    map_ = read(tmp_path, journey(*LOST)).map

    report, home, found, brought = map_.touchpoints
    assert map_.name == "A lost bag"
    assert [t.kind for t in map_.touchpoints] == [
        "interaction",
        "action",
        "interaction",
        "interaction",
    ]
    assert (report.doing, report.said, report.channel) == (
        "Reports the bag",
        None,
        "service-desk",
    )
    assert (found.said, found.doing) == ("We have found it", "Reads the message")
    assert home.doing == "Goes home"
    assert (report.source.kind, report.source.n) == ("observation", 1)
    assert [(c.id, c.form) for c in map_.channels] == [
        ("service-desk", "human"),
        ("sms", "digital"),
        ("at-the-door", "hybrid"),
    ]
    assert [a.does for a in brought.activities] == ["Brings the bag"]


def test_what_is_not_read_is_said(tmp_path):
    more = LOST[1].replace("<initiator>", "<mood>Bad<why>Late</why></mood><initiator>")

    notes = read(tmp_path, journey(*LOST, more)).notes

    assert notes == (
        "Persons are left out: a map is about anybody.",
        "Elements of CJML that are not read: <mood> (1).",
    )


def test_who_is_met_is_a_team_listed_or_not_and_the_person_has_no_name(tmp_path):
    document = read(tmp_path, journey(*LOST))

    assert [(t.id, t.name) for t in document.map.teams] == [
        ("airline", "Airline"),
        ("bookis", "Bookis"),
    ]
    assert "Berg" not in yaml_of(document)
    assert "Anna" not in yaml_of(document)


def test_a_touchpoint_that_comes_again_repeats(tmp_path):
    again = point("t1", "Anna", "Reports the bag", "air", "Takes the report")

    map_ = read(tmp_path, journey(*LOST, again)).map

    assert [t.repeats for t in map_.touchpoints] == [True, False, False, False]


def test_touchpoints_of_one_label_are_told_apart(tmp_path):
    calls = [point(f"t{no}", "Anna", "Calls", "air", "Answers") for no in (1, 2)]

    map_ = read(tmp_path, journey(*calls)).map

    assert [t.id for t in map_.touchpoints] == ["calls", "calls-2"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_planned_journey_that_was_written_is_read_in_order(name, tmp_path):
    map_ = read_example(name)
    path = tmp_path / "written.xml"
    path.write_bytes(to_cjml(map_))

    found = read_map_document(path).map

    told = [t for t in map_.touchpoints if t.kind != "wait"]
    assert [t.kind for t in found.touchpoints] == [t.kind for t in told]
    assert [t.doing for t in found.touchpoints if t.kind == "interaction"] == [
        t.doing or t.name for t in told if t.kind == "interaction"
    ]
    assert {t.source for t in found.touchpoints} == {None}


def test_names_in_a_namespace_are_the_same_names(tmp_path):
    text = journey(*LOST).replace("<CJML ", '<CJML xmlns="urn:cjml" ')

    assert len(read(tmp_path, text).map.touchpoints) == 4


BOMB = '<!DOCTYPE CJML [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        (journey(), NotAMapError, "no touchpoint"),
        ('<CJML version="2.0"></CJML>', NotAMapError, "without a journey"),
        (journey(*LOST)[:300], UnreadableFileError, "no whole XML"),
        (
            journey(*LOST).replace("</CJML>", "<actualJourney/></CJML>"),
            NotAMapError,
            "2 journeys",
        ),
    ],
)
def test_what_is_no_journey_is_told(text, error, says, tmp_path):
    with pytest.raises(error, match=says):
        read(tmp_path, text)


def test_entities_are_refused(tmp_path):
    with pytest.raises(UnreadableFileError, match="DOCTYPE"):
        read(tmp_path, journey(action("t1", "Anna", "&b;"), begin=BOMB))


def test_as_events_it_is_refused_as_it_has_no_times(tmp_path):
    path = tmp_path / "bag.xml"
    path.write_text(journey(*LOST), encoding="utf-8")

    with pytest.raises(UnreadableFileError, match="and no times") as told:
        read_events(path)
    assert "Read it as a map" in str(told.value)
