import pytest

from footlights.errors import MissingFileError, SourcesFileError
from footlights.events.contract import Scale
from footlights.formats.sources_yaml import read_sources


def written(tmp_path, text):
    path = tmp_path / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_source_says_what_it_says(tmp_path):
    path = written(
        tmp_path,
        "sources:\n"
        "  - file: a.csv\n"
        "    columns: {person: [userId, anonymousId]}\n"
        "    values: {score: {6: null, 7: 1}}\n"
        "    scale: 0-10\n"
        '    delimiter: "\\t"\n',
    )

    (source,) = read_sources(path).sources

    assert source.columns == {"person": ("userId", "anonymousId")}
    assert source.values == {"score": {"6": None, "7": "1"}}
    assert source.scale == Scale(0, 10)
    assert source.delimiter == "\t"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("sources:\n  - file: a.csv\n    colums: {}\n", 3, "colums"),
        ("sources:\n  - file: a.csv\n    columns: {persn: x}\n", 3, "persn"),
        ("sources:\n  - file: a.csv\n    scale: 5\n", 3, "1-5"),
        ("sources:\n  - file: a.csv\n    scale: 5-1\n", 3, "1-5"),
        ("sources: []\n", 1, "sources"),
        ("sources:\n  - file: [a\n", 3, "YAML"),
        ("- a\n", 1, "sources:"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, text, line, said):
    with pytest.raises(SourcesFileError, match=said) as error:
        read_sources(written(tmp_path, text))

    assert f"sources.yaml:{line}:" in str(error.value)


def test_a_missing_sources_file_is_said(tmp_path):
    with pytest.raises(MissingFileError):
        read_sources(tmp_path / "sources.yaml")
