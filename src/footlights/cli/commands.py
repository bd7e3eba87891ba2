"""The group of commands: the one place where errors become words."""

import codecs
import io
import os
import sys
from typing import Any

import click

from footlights.cli.ending import Ended, ended_in_order
from footlights.cli.near_commands import NearCommands
from footlights.errors import FootlightsError

_NEAREST = {"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{HORIZONTAL ELLIPSIS}": "."}

PIPE_CLOSED = 141
"""Exit status after the reader of our output went away, as shells have it."""


class Commands(NearCommands):
    """Turns a `FootlightsError` into one clear line on stderr and exit status 2.

    Commands are listed in the order in which they were added. Ctrl-C, the system's
    word to end, and a reader that closes the pipe end quietly.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order people need them."""
        del ctx
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:  # click's own signature
        """Run the command; see the class."""
        _print_whatever_the_terminal_can()
        try:
            with ended_in_order():
                result = super().invoke(ctx)
            sys.stdout.flush()
        except FootlightsError as error:
            _say_error(error)
            ctx.exit(2)
        except BrokenPipeError:
            _close_stdout()
            ctx.exit(PIPE_CLOSED)
        except OSError as error:
            # A full disk, a folder one may not write to: a person can mend these.
            place = f"{error.filename}: " if error.filename else ""
            reason = error.strerror or str(error)
            click.echo(f"footlights: {place}{reason}. [system]", err=True)
            ctx.exit(2)
        except Ended as ended:
            click.echo("", err=True)
            ctx.exit(ended.status)
        return result


def _say_error(error: FootlightsError) -> None:
    """Write an error and its code; where it lists several things, a line to each."""
    first, *others = str(error).splitlines()
    click.echo(f"footlights: {first} [{error.code}]", err=True)
    for line in others:
        click.echo(line, err=True)


def _print_whatever_the_terminal_can() -> None:
    """Let a sign that the terminal does not know become one near it, or `?`."""
    codecs.register_error("footlights-nearest", _nearest_sign)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="footlights-nearest")


def _nearest_sign(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(_NEAREST.get(sign, "?") for sign in signs), error.end


def _close_stdout() -> None:
    """Keep Python from writing its leftovers into the closed pipe at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
