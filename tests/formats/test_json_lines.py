import gzip

import pytest

from footlights.errors import UnreadableFileError
from footlights.formats.event_files import open_event_file


def opened(tmp_path, data, name="log.jsonl"):
    path = tmp_path / name
    path.write_bytes(data)
    return open_event_file(path, None, None, None)


def rows_of(file):
    return [
        {name: row[f"c{n}"] for n, name in enumerate(file.columns)}
        | {"row": row["row"]}
        for batch in file.batches
        for row in batch.to_pylist()
    ]


def test_objects_in_objects_become_columns(tmp_path):
    file = opened(tmp_path, b'{"a": {"b": 1, "c": true}, "d": [1, "x"]}\n')

    assert rows_of(file) == [{"a.b": "1", "a.c": "true", "d": '[1, "x"]', "row": 1}]


def test_a_column_may_begin_late(tmp_path):
    file = opened(tmp_path, b'{"a": "1"}\n\n{"b": "2"}\n')

    assert rows_of(file) == [
        {"a": "1", "b": None, "row": 1},
        {"a": None, "b": "2", "row": 2},
    ]


@pytest.mark.parametrize(
    "data",
    [
        b'[{"a": "1"}, {"a": "2"}]',
        b'{"batch": [{"a": "1"}, {"a": "2"}]}',
        b'{\n "events": [\n {"a": "1"}, {"a": "2"}]}',
        gzip.compress(b'{"a": "1"}\r\n{"a": "2"}', mtime=0),
        '{"a": "1"}\n{"a": "2"}\n'.encode("utf-16"),
    ],
)
def test_arrays_and_lines_give_the_same(tmp_path, data):
    assert [row["a"] for row in rows_of(opened(tmp_path, data))] == ["1", "2"]


def test_lines_that_are_no_object_are_broken(tmp_path):
    file = opened(tmp_path, b'{"a": "1"}\n{"a": \n7\n{"a": "2"}\n')

    assert [row["row"] for row in rows_of(file)] == [1, 4]
    assert [row["row"] for row in file.broken.table().to_pylist()] == [2, 3]


def test_a_file_without_objects_is_said(tmp_path):
    with pytest.raises(UnreadableFileError, match="no line of it"):
        opened(tmp_path, b"{x}\n{x}\n")


def test_a_broken_array_is_said(tmp_path):
    with pytest.raises(UnreadableFileError, match="broken"):
        opened(tmp_path, b'[{"a": 1},')
