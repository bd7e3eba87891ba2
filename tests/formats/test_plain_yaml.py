import pytest

from footlights.errors import BrokenYamlError, MissingFileError, UnreadableFileError
from footlights.formats.plain_yaml import parse_plain_yaml, read_plain_yaml


@pytest.fixture
def read(tmp_path):
    """Read what is written in a file, as text or as bytes."""

    def read_it(content):
        path = tmp_path / "map.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_plain_yaml(path)

    return read_it


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("0123", "0123"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2026-10-01", "2026-10-01"),
        ("0x1F", "0x1F"),
        ("1.2.3", "1.2.3"),
        (".inf", ".inf"),
        ("12", 12),
        ("-3", -3),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        ("true", True),
        ("~", None),
        ("null", None),
        ("", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("99999999999999999999999", "99999999999999999999999"),
    ],
)
def test_only_plain_numbers_truths_and_nothing_are_more_than_text(read, written, value):
    assert read(f"key: {written}\n").value == {"key": value}


def test_every_key_and_entry_has_its_line(read):
    document = read("a: 1\nb:\n  - x\n  - {c: 2,\n     d: 3}\n")

    assert document.value == {"a": 1, "b": ["x", {"c": 2, "d": 3}]}
    assert document.line_of(("b",)) == 2
    assert document.line_of(("b", 0)) == 3
    assert document.line_of(("b", 1, "d")) == 5


def test_a_place_that_is_not_there_has_the_line_of_what_would_hold_it(read):
    document = read("# dinner\n\nb:\n  - x\n")

    assert document.line_of(("b", 0, "nowhere", 7)) == 4
    assert document.line_of(("nowhere",)) == 3
    assert document.line_of(()) == 3


def test_of_a_key_that_stands_twice_the_first_counts_and_the_second_is_told(read):
    document = read("a: 1\nb: {c: 2, c: {d: 3}}\na: [4]\n")

    assert document.value == {"a": 1, "b": {"c": 2}}
    assert [(r.where, r.line, r.first_line) for r in document.repeated] == [
        (("b", "c"), 2, 2),
        (("a",), 3, 1),
    ]


def test_a_mark_at_the_begin_and_other_line_ends_do_no_harm(read):
    assert read("\ufeffa: 1\r\nb: 2\r\n".encode()).value == {"a": 1, "b": 2}


def test_an_empty_file_holds_nothing(read):
    assert read("").value is None
    assert read("# only a comment\n").value is None


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a:\n\t- b\n", 2, 1, "a tab stands where only blanks may"),
        ("a: b: c\n", 1, 5, "a colon stands where none is expected"),
        ("a\nb: 1\n", 2, 2, "a colon stands where none is expected"),
        ("a: 'x\nb: 1\n", 3, 1, "a quote that opens on line 1 is never closed"),
        ("a: [1, 2\nb: 3\n", 2, 2, "the bracket that opens on line 1 is not closed"),
        ("a:\n  b: 1\n c: 2\n", 3, 2, "the indentation of this line does not fit"),
        ("a: {b: 1}}\n", 1, 10, "there is a } too many"),
        ("a: @x\n", 1, 4, "a text cannot begin with '@'"),
        ("a: %x\n", 1, 4, "a text cannot begin with '%'"),
        ('a: "\\q"\n', 1, 6, "a backslash stands before 'q'"),
        ("a: x\nb: \x07\n", 2, 4, "a sign that cannot be printed (U+0007)"),
        ("a: 1\n---\nb: 2\n", 2, 1, "a second document begins here"),
        ("? [a]\n: b\n", 1, 3, "a list or mapping stands where a key should"),
        ("a: *\n", 1, 5, "a text cannot begin with * or &"),
        ("a: &b 1\n", 1, 4, "&b names this place"),
        ("a: *b\n", 1, 4, "*b stands for another place"),
        ("a: - b\n", 1, 4, "a list begins where none can"),
        ("a: !!python/object:os.system x\n", 1, 4, "is a tag"),
        ("a: !mine x\n", 1, 4, "is a tag"),
        ("a: !mine!x y\n", 1, 4, "a tag stands here"),
    ],
)
def test_what_is_no_plain_yaml_is_told_with_line_and_column(
    tmp_path, text, line, column, words
):
    path = tmp_path / "map.yaml"

    with pytest.raises(BrokenYamlError) as told:
        parse_plain_yaml(text, path)

    assert str(told.value).startswith(f"{path}:{line}:{column}: ")
    assert words in str(told.value)


def test_a_file_that_would_grow_a_billionfold_is_one_clear_error(read):
    names = "abcdefghi"
    lines = ["a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    for name, before in zip(names[1:], names, strict=False):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")

    with pytest.raises(BrokenYamlError, match="Anchors and aliases are not read"):
        read("\n".join(lines))


def test_what_is_nested_too_deep_is_one_clear_error(read):
    with pytest.raises(BrokenYamlError, match="nested over 40 deep"):
        read("[" * 50_000)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a: é\n".encode("utf-16"), "it is written in UTF-16"),
        (b"a: 1\nb: th\xe9\n", "line 2 has a letter that is not written in UTF-8"),
        (b"PK\x03\x04\x00\x00", "it is a ZIP archive or a spreadsheet"),
        (b"ab\x00\x00", "it is not a text file"),
        (b"#" * 5_000_001, "it is larger than 5 MB"),
    ],
    ids=["utf-16", "latin-1", "archive", "binary", "large"],
)
def test_a_file_that_is_no_text_of_ours_says_what_it_is(read, content, words):
    with pytest.raises(UnreadableFileError, match=words):
        read(content)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(UnreadableFileError, match="it is a folder"):
        read_plain_yaml(tmp_path)


def test_a_file_that_is_not_there_is_named_with_the_nearest(tmp_path):
    (tmp_path / "dinner.yaml").write_text("a: 1")

    with pytest.raises(MissingFileError, match=r"Did you mean 'dinner\.yaml'\?"):
        read_plain_yaml(tmp_path / "diner.yaml")
