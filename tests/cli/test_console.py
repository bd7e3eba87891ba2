import io
import json

import pytest
from click.testing import CliRunner

from footlights.cli.console import bar, print_json, stdout_console


@pytest.mark.parametrize("charset", ["utf-8", "ascii", "cp1252", "latin-1"])
def test_json_is_whole_whatever_the_terminal_speaks(charset, monkeypatch):
    document = {"event": "طلب 🛒", "number": 1}
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding=charset))

    print_json(document)

    assert json.loads(raw.getvalue().decode(charset)) == document


def test_a_bar_is_as_long_as_its_share():
    assert bar(0.5, 10, "utf-8") == "█████"
    assert bar(0.5, 10, "ascii") == "#####"


def test_the_smallest_share_still_has_a_bar_and_none_has_none():
    assert bar(0.0001, 10, "utf-8") == "█"
    assert bar(0, 10, "utf-8") == ""


def test_names_with_brackets_and_colons_are_printed_as_they_are(capsys):
    stdout_console().print("[red]stop[/red] :smile:")

    assert capsys.readouterr().out == "[red]stop[/red] :smile:\n"


def test_no_colour_goes_into_a_file(monkeypatch):
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    with CliRunner().isolation() as (out, _, _):
        stdout_console().print("plain", style="bold red")

        assert out.getvalue() == b"plain\n"
