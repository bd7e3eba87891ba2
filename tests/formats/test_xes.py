import gzip

import pytest

from footlights.errors import FootlightsError, UnreadableFileError
from footlights.formats.xes import open_xes
from footlights.usecases.read_events import read_events

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n'
EVENT = (
    '<event><string key="concept:name" value="{name}"/>'
    '<date key="time:timestamp" value="{at}"/></event>'
)
TRACE = (
    '<trace><string key="concept:name" value="one"/>'
    '<event><string key="concept:name" value="call"/>'
    '<date key="time:timestamp" value="2024-01-01T10:00:00+01:00"/></event></trace>'
)

EXPECTED = {
    "attributeEventSwapped.xes": "missing-column",
    "attributeTraceSwapped.xes": "no-rows",
    "attributeValuesSwapped.xes": "unreadable-file",
    "booleanCorrectValue.xes": "unreadable-file",
    "booleanIncorrectValue.xes": "unreadable-file",
    "classifierAttributeSwapped.xes": "unreadable-file",
    "classifierCorrectAttributes.xes": "unreadable-file",
    "classifierEmptyKeys.xes": "unreadable-file",
    "classifierEventCorrectAttributes.xes": "unreadable-file",
    "classifierEventSwapped.xes": "no-times",
    "classifierIncorrectKey.xes": "unreadable-file",
    "classifierIncorrectScope.xes": "unreadable-file",
    "classifierNoAttributes.xes": "unreadable-file",
    "classifierTooManyAttributes.xes": "unreadable-file",
    "classifierTraceCorrectAttributes.xes": "unreadable-file",
    "classifierTraceSwapped.xes": "no-rows",
    "dateCorrectValue.xes": "unreadable-file",
    "dateIncorrectValue.xes": "unreadable-file",
    "dateNoTZD.xes": "unreadable-file",
    "elementIncorrect.xes": "no-times",
    "eventCorrectAttributes.xes": "no-times",
    "eventIdenticalAttributes.xes": "no-times",
    "eventIncorrectType.xes": "no-times",
    "eventTooManyAttributes.xes": "no-times",
    "extensionAttributeSwapped.xes": "unreadable-file",
    "extensionClassifierSwapped.xes": "unreadable-file",
    "extensionCorrectAttributes.xes": "unreadable-file",
    "extensionEventSwapped.xes": "missing-column",
    "extensionGlobalSwapped.xes": "unreadable-file",
    "extensionIncorrectKey.xes": "missing-column",
    "extensionNoAttributes.xes": "unreadable-file",
    "extensionNotDeclared.xes": "unreadable-file",
    "extensionStandard.xes": "unreadable-file",
    "extensionTooManyAttributes.xes": "unreadable-file",
    "extensionTraceSwapped.xes": "no-rows",
    "globalAttributeSwapped.xes": "unreadable-file",
    "globalClassifierSwapped.xes": "unreadable-file",
    "globalEventStringCorrectAttributes.xes": "unreadable-file",
    "globalEventSwapped.xes": "no-times",
    "globalIncorrectScope.xes": "unreadable-file",
    "globalNoAttributes.xes": "unreadable-file",
    "globalStringCorrectAttributes.xes": "unreadable-file",
    "globalStringNoAttributes.xes": "unreadable-file",
    "globalStringTooManyAttributes.xes": "unreadable-file",
    "globalTooManyAttributes.xes": "unreadable-file",
    "globalTraceStringCorrectAttributes.xes": "unreadable-file",
    "globalTraceSwapped.xes": "no-rows",
    "idCorrectValue.xes": "unreadable-file",
    "idIncorrectValue.xes": "unreadable-file",
    "intCorrectValue.xes": "unreadable-file",
    "intIncorrectValue.xes": "unreadable-file",
    "listEmptyValues.xes": "unreadable-file",
    "listNoValues.xes": "unreadable-file",
    "listTwoValues.xes": "unreadable-file",
    "logCorrectAttributes.xes": "unreadable-file",
    "logNoAttributes.xes": "unreadable-file",
    "logNoNestedAttributes.xes": "unreadable-file",
    "logOutOfPlace.xes": "no-times",
    "logTooManyAttributes.xes": "unreadable-file",
    "noLog.xes": "unreadable-file",
    "realCorrectValue.xes": "unreadable-file",
    "realIncorrectValue.xes": "unreadable-file",
    "stringCorrectAttributes.xes": "unreadable-file",
    "stringNestedNotDeclared.xes": "unreadable-file",
    "stringNoAttributes.xes": "unreadable-file",
    "stringNotNestedButDeclared.xes": "unreadable-file",
    "stringTooManyAttributes.xes": "unreadable-file",
    "traceCorrectAttributes.xes": "no-rows",
    "traceEventSwapped.xes": "missing-column",
    "traceOutOfPlace.xes": "no-times",
    "traceTooManyAttributes.xes": "no-rows",
    "interval_event_log.xes.gz": 8109,
    "partial_order_example.xes": "nothing-readable",
    "repairExample.xes.gz": 11855,
    "running-example.xes": 42,
    "running-example.xes.gz": 42,
    "xes_20.xes": "missing-column",
    "SJM_Example.xes": 10,
}
"""Events that a sample gives, or the code of the error that it meets."""


def rows_of(path):
    opened = open_xes(path, None)
    rows = [row for batch in opened.batches for row in batch.to_pylist()]
    return [
        {name: row[f"c{n}"] for n, name in enumerate(opened.columns)} for row in rows
    ]


def written(tmp_path, body, head=HEAD):
    path = tmp_path / "log.xes"
    path.write_text(f"{head}{body}</log>", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_odd_sample_reads_or_says_why_not(shared_data, name):
    (path,) = (shared_data / "format_samples").glob(f"*/{name}")

    if isinstance(EXPECTED[name], int):
        with read_events(path) as log:
            assert log.report.events == EXPECTED[name]
    else:
        with pytest.raises(FootlightsError) as error:
            read_events(path)
        assert error.value.code == EXPECTED[name]


def test_no_sample_is_left_out(shared_data):
    samples = shared_data / "format_samples"
    names = {
        path.name
        for folder in ("xes_importer_edge_cases", "xes", "journey_json")
        for path in (samples / folder).glob("*.xes*")
    }

    assert names == set(EXPECTED)


def test_attributes_of_a_trace_keep_their_name_where_events_have_none(tmp_path):
    trace = TRACE.replace("<event>", '<string key="segment" value="gold"/><event>', 1)

    rows = rows_of(written(tmp_path, trace))

    assert rows == [
        {
            "concept:name": "call",
            "time:timestamp": "2024-01-01T10:00:00+01:00",
            "case:concept:name": "one",
            "segment": "gold",
        }
    ]


@pytest.mark.parametrize(
    "odd",
    [
        TRACE.replace("/>", "></string>", 1).replace("<date", "<!-- x --><date"),
        TRACE.replace('"', "'"),
        TRACE.replace(
            'key="concept:name" value="call"', 'value="call" key="concept:name"'
        ),
        TRACE.replace("<event>", "<!-- </trace> --><event>", 1),
        TRACE.replace("<event>", "<![CDATA[<event>]]><event>", 1),
        TRACE.replace("<trace>", "<trace >"),
        TRACE.replace("<event>", "<event\n>"),
        TRACE.replace(
            'value="call"/>', 'value="call"><string key="x" value="y"/></string>'
        ),
        TRACE.replace('value="call"/>', 'value="call" />'),
        TRACE.replace('value="call"', 'value="c&#97;ll"'),
    ],
)
def test_odd_but_right_xml_gives_the_same_events(tmp_path, odd):
    rows = rows_of(written(tmp_path, odd))

    assert [row["concept:name"] for row in rows] == ["call"]
    assert rows[0]["case:concept:name"] == "one"


def test_letters_that_xml_must_escape_come_back(tmp_path):
    trace = TRACE.replace('"call"', '"a &lt; b &amp; &quot;c&quot;"')

    assert rows_of(written(tmp_path, trace))[0]["concept:name"] == 'a < b & "c"'


def test_names_in_arabic_and_emoji_are_kept(tmp_path):
    trace = TRACE.replace('"call"', '"مكالمة 📞"')

    assert rows_of(written(tmp_path, trace))[0]["concept:name"] == "مكالمة 📞"


def test_a_namespace_prefix_is_understood(tmp_path):
    body = TRACE
    for tag in ("trace", "event", "string", "date"):
        body = body.replace(f"<{tag}", f"<x:{tag}").replace(f"</{tag}", f"</x:{tag}")
    path = tmp_path / "log.xes"
    path.write_text(f'<x:log xmlns:x="http://www.xes-standard.org/">{body}</x:log>')

    assert rows_of(path)[0]["concept:name"] == "call"


def test_a_list_becomes_the_values_in_it(tmp_path):
    trace = TRACE.replace(
        "</event>",
        '<list key="tags"><values><string key="a" value="x"/>'
        '<string key="b" value="y"/></values></list></event>',
    )

    assert rows_of(written(tmp_path, trace))[0]["tags"] == "x; y"


def test_a_trace_without_a_name_is_numbered(tmp_path):
    trace = TRACE.replace('<string key="concept:name" value="one"/>', "", 1)

    assert [
        row["case:concept:name"] for row in rows_of(written(tmp_path, trace * 2))
    ] == [
        "trace 1",
        "trace 2",
    ]


def test_an_event_outside_traces_is_read_without_a_journey(tmp_path):
    event = EVENT.format(name="alone", at="2024-01-01T10:00:00Z")

    rows = rows_of(written(tmp_path, TRACE + event))

    assert [row["case:concept:name"] for row in rows] == ["one", None]


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE log [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE log [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE log SYSTEM "http://example.org/x.dtd">',
    ],
)
def test_entities_are_refused(tmp_path, dtd):
    path = tmp_path / "log.xes"
    path.write_text(f'<?xml version="1.0"?>{dtd}<log>{TRACE}</log>')

    with pytest.raises(UnreadableFileError, match="entities are not allowed"):
        open_xes(path, None)


def test_xml_that_breaks_off_is_said(tmp_path):
    path = tmp_path / "log.xes"
    path.write_text(HEAD + TRACE + TRACE[:40])

    with pytest.raises(UnreadableFileError, match="no whole XML"):
        open_xes(path, None)


def test_gz_that_breaks_off_is_said(tmp_path):
    path = tmp_path / "log.xes.gz"
    path.write_bytes(gzip.compress((HEAD + TRACE * 500 + "</log>").encode())[:-20])

    with pytest.raises(UnreadableFileError, match="cut off"):
        open_xes(path, None)


def test_other_xml_is_said(tmp_path):
    path = tmp_path / "log.xes"
    path.write_text("<html><body/></html>")

    with pytest.raises(UnreadableFileError, match="<html>"):
        open_xes(path, None)


def test_utf_16_is_read(tmp_path):
    path = tmp_path / "log.xes"
    text = f'<?xml version="1.0" encoding="UTF-16"?><log>{TRACE}</log>'
    path.write_bytes(text.encode("utf-16"))

    assert rows_of(path)[0]["concept:name"] == "call"


def test_start_and_complete_become_a_duration(tmp_path):
    step = (
        '<event><string key="concept:name" value="call"/>'
        '<string key="lifecycle:transition" value="{step}"/>'
        '<date key="time:timestamp" value="2024-01-01T10:{minute}:00Z"/></event>'
    )
    trace = '<trace><string key="concept:name" value="one"/>{}</trace>'.format(
        step.format(step="START", minute="00")
        + step.format(step="Complete", minute="07")
    )

    with read_events(written(tmp_path, trace)) as log:
        rows = log.engine.fetch(log.events.order_by("row_no")).to_pylist()

    assert [(row["closes"], row["until"] and row["until"].minute) for row in rows] == [
        (False, 7),
        (True, None),
    ]
    assert log.report.pairs == 1
