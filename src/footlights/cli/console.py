"""Where the command line writes: data to stdout, words to stderr."""

import json
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console


def stdout_console() -> "Console":
    """Give a console on stdout, for the result that was asked for."""
    return _console(is_stderr=False)


def stderr_console() -> "Console":
    """Give a console on stderr, for words about the work."""
    return _console(is_stderr=True)


def _console(*, is_stderr: bool) -> "Console":
    from rich.console import Console

    # Names of events and files are shown as they are: `[red]` and `:smile:` too.
    return Console(stderr=is_stderr, highlight=False, markup=False, emoji=False)


def say(text: str) -> None:
    """Write words about the work to stderr."""
    click.echo(text, err=True)


def print_json(document: Any) -> None:  # whatever the use case gives as JSON
    """Write a document to stdout as indented JSON, and nothing else.

    Where stdout is not UTF-8, signs beyond ASCII are escaped, so that the JSON is
    always whole.
    """
    is_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    click.echo(json.dumps(document, indent=2, ensure_ascii=not is_utf8))


def write_stdout(text: str) -> None:
    """Write a file's text to stdout in UTF-8, whatever the terminal speaks."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def bar(share: float, width: int, encoding: str) -> str:
    """Draw a share from 0 to 1 as a bar of at most `width` signs."""
    sign = "█" if encoding.lower().startswith("utf") else "#"
    return sign * max(1, round(share * width)) if share > 0 else ""
