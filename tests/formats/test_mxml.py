import pytest

from footlights.errors import UnreadableFileError
from footlights.formats.event_files import open_event_file

SMALL = """\
<WorkflowLog><Process id="p"><ProcessInstance id="1">
<AuditTrailEntry><Data><Attribute name="result">yes </Attribute></Data>
<WorkflowModelElement>ask</WorkflowModelElement><EventType >start</EventType>
<Timestamp>2026-01-01T00:00:00+01:00</Timestamp><Originator>Ann</Originator>
</AuditTrailEntry></ProcessInstance></Process></WorkflowLog>
"""


def rows_of(path):
    opened = open_event_file(path, None, None, None)
    return opened.columns, [
        list(row.values()) for batch in opened.batches for row in batch.to_pylist()
    ]


def test_entries_become_rows_with_the_column_names_of_xes(tmp_path):
    path = tmp_path / "log.mxml"
    path.write_text(SMALL, encoding="utf-8")

    columns, rows = rows_of(path)

    assert columns == (
        "case:concept:name",
        "concept:name",
        "lifecycle:transition",
        "time:timestamp",
        "org:resource",
        "result",
    )
    assert rows == [["1", "ask", "start", "2026-01-01T00:00:00+01:00", "Ann", "yes", 1]]


def test_the_sample_has_as_many_cases_and_events_as_published(shared_data):
    path = shared_data / "format_samples" / "mxml" / "reviewing.mxml.gz"

    _, rows = rows_of(path)

    assert (len(rows), len({row[0] for row in rows})) == (3730, 100)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<WorkflowLog></WorkflowLog>", "holds no <AuditTrailEntry>"),
        (SMALL[:200], "no whole XML"),
        (f'<!DOCTYPE x [<!ENTITY a "b">]>{SMALL}', "DOCTYPE"),
    ],
)
def test_a_broken_log_is_one_clear_error(text, says, tmp_path):
    path = tmp_path / "log.mxml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(UnreadableFileError, match=says):
        rows_of(path)
