"""Say in words of people what a YAML parser stumbled over."""

import re
from pathlib import Path

from ruamel.yaml.error import YAMLError
from ruamel.yaml.reader import ReaderError

from footlights.errors import BrokenYamlError

_QUOTES = "Put the text between quotes: 'like this'."

_WORDINGS: tuple[tuple[str, str, str], ...] = (
    (
        r"character '\\t'",
        "a tab stands where only blanks may",
        "Indent with blanks, two for each level.",
    ),
    (
        r"found character (?P<sign>'.') that cannot start",
        "a text cannot begin with {sign}",
        _QUOTES,
    ),
    (
        r"mapping values are not allowed",
        "a colon stands where none is expected",
        (
            "Put a text that holds a colon between quotes; otherwise check that this line"
            " and the one before it are indented alike, each with its own `key:`."
        ),
    ),
    (
        r"could not find expected ':'",
        "this line has no colon after its key",
        "Write `key: value`, or put a text of several lines between quotes.",
    ),
    (
        r"found unexpected end of stream",
        "a quote that opens on line {opened} is never closed",
        "Close it; a quote inside a text is written twice: 'it''s'.",
    ),
    (
        r"found unexpected document separator",
        "a quote that opens on line {opened} is not closed before `---`",
        "Close it.",
    ),
    (
        r"expected ',' or '(?P<sign>[\]}])'",
        "the bracket that opens on line {opened} is not closed, or a comma is missing",
        (
            "Close it with {sign}, put commas between its entries, and quotes around a"
            " text that holds a comma or a colon."
        ),
    ),
    (
        r"but found '(?P<sign>[\]},])'",
        "there is a {sign} too many",
        "Take it out, or put the text that holds it between quotes.",
    ),
    (
        r"expected <block end>",
        "the indentation of this line does not fit the lines above it",
        (
            "Indent it as far as the lines it belongs with (they begin on line {opened}),"
            " with blanks."
        ),
    ),
    (
        r"sequence entries are not allowed",
        "a list begins where none can",
        "Begin the list on the line below its key, each entry with `- `.",
    ),
    (
        r"expected alphabetic or numeric character",
        "a text cannot begin with * or &",
        _QUOTES,
    ),
    (
        r"unknown escape character (?P<sign>'.')",
        "a backslash stands before {sign} between double quotes",
        "Use single quotes, between which a backslash is only a backslash.",
    ),
    (
        r"could not determine a constructor|undefined tag handle",
        "a tag stands here",
        "Tags are not read: leave it out.",
    ),
)


def broken_yaml(error: YAMLError, text: str, path: Path) -> BrokenYamlError:
    """Word what the parser found, with the line and the column of it."""
    if isinstance(error, ReaderError):
        return _control_character(error, text, path)
    problem = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    opened_mark = getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    opened = opened_mark.line + 1 if opened_mark else line
    for pattern, found, do in _WORDINGS:
        match = re.search(pattern, problem)
        if match:
            said = {"opened": opened, "sign": match.groupdict().get("sign", "")}
            return BrokenYamlError(
                path, line, column, found.format(**said), do.format(**said)
            )
    found = f"this is not YAML as far as can be read ({problem})"
    return BrokenYamlError(path, line, column, found, "Check this line and its quotes.")


def _control_character(error: ReaderError, text: str, path: Path) -> BrokenYamlError:
    before = text[: error.position]
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    found = f"a sign that cannot be printed (U+{ord(text[error.position]):04X})"
    return BrokenYamlError(path, line, column, found, "Take it out.")
