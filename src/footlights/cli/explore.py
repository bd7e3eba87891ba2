"""`footlights explore`: one command to a standard question about journeys.

The commands are made from the functions of `usecases.views`: their names, their
options and their help stand there, and nowhere else.
"""

import inspect
import types
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import click

from footlights.cli.console import print_json, say
from footlights.cli.keeping import check_there_is_a_log, keep_option, opened_log
from footlights.cli.progress import shown_progress
from footlights.cli.reading import Reading, engine_option, log_files, reading_options


class Length(click.ParamType[timedelta]):
    """A length of time with its unit, such as `30m` or `7d`."""

    name = "time"

    def convert(
        self,
        value: Any,  # click's own signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> timedelta:
        """Read it, or say what is wrong with it."""
        from footlights.model.quantities import parse_duration

        try:
            return parse_duration(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Day(click.ParamType[date]):
    """A day, such as `2026-03-01`."""

    name = "day"

    def convert(
        self,
        value: Any,  # click's own signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> date:
        """Read it, or say what is wrong with it."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day such as 2026-03-01", param, ctx)


_SCALARS: dict[Any, Any] = {
    str: str,
    int: int,
    float: float,
    timedelta: Length(),
    date: Day(),
}


class Views(click.Group):
    """A group whose commands are the views; loaded when one is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the views in the order in which people ask."""
        del ctx
        from footlights.usecases import views

        return [_dashed(name) for name in views.__all__]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Make the command of a view; None if there is no such view."""
        from footlights.usecases import views

        if cmd_name not in self.list_commands(ctx):
            return None
        return _command(cmd_name, getattr(views, cmd_name.replace("-", "_")))

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """List the questions with the whole first sentence of each."""
        named = [
            (name, self.get_command(ctx, name)) for name in self.list_commands(ctx)
        ]
        with formatter.section("Questions"):
            formatter.write_dl(
                [(name, _first_line(command)) for name, command in named if command],
                col_max=24,
            )


@click.group(cls=Views)
def explore() -> None:
    """Ask MAP and the log in FILE... a standard question.

    Every number comes with its 95 % interval and with how many observations it
    rests on.

    \b
    Examples:
      footlights explore stage-funnel map.yaml events.parquet
      footlights explore trends map.yaml calls.csv --period day -o trends.csv
      footlights explore stage-funnel map.yaml events.parquet --within 7d
      footlights explore loops map.yaml events.parquet --only segment:regulars
      footlights explore trends --help
    """


def _command(name: str, view: Callable[..., Any]) -> click.Command:
    said = inspect.getdoc(view) or ""
    asked = _parameters(view)

    def run(
        map_file: Path,
        reading: Reading,
        keep: Path | None,
        engine: str | None,
        only: str | None,
        against: str | None,
        as_json: bool,
        out: Path | None,
        **options: Any,  # whatever the view takes
    ) -> None:
        from footlights.usecases.explore import Groups, ask
        from footlights.usecases.read_map import read_map

        from_text = {k: v for k, v in options.items() if v not in (None, ())}
        check_there_is_a_log(reading, keep)
        map_ = read_map(map_file)
        groups = Groups(only, against)
        with (
            opened_log(reading, keep, engine, map_) as log,
            shown_progress("Exploring"),
        ):
            found = ask(view, map_, log, groups, from_text)
        _give(found, out, as_json=as_json)

    command: Any = reading_options(keep_option(engine_option(run)))
    for option in reversed(_OPTIONS):
        command = option(command)
    for option in reversed(asked):
        command = option(command)
    command = log_files(required=False)(command)
    command = click.argument(
        "map_file", metavar="MAP", type=click.Path(path_type=Path)
    )(command)
    return click.command(name, help=_help(said))(command)


_OPTIONS = (
    click.option(
        "--only",
        metavar="WHAT",
        help="Only some journeys: segment:ID, channel:ID, period:DAY..DAY or"
        " completed; `not` turns it, commas join.",
    ),
    click.option(
        "--against",
        metavar="WHAT",
        help="Hold those of --only against these, and say where they differ.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Print everything as JSON."),
    click.option(
        "-o",
        "out",
        metavar="FILE",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write the rows to a .csv or .parquet file.",
    ),
)


def _give(view: Any, out: Path | None, *, as_json: bool) -> None:
    from footlights.cli.view_text import print_view
    from footlights.usecases.explore import write_view

    if out is not None:
        write_view(view, out)
        say(f"Wrote {out}: {len(view.rows):,} rows.")
    elif as_json:
        print_json(view.to_json_dict())
    else:
        print_view(view)


def _parameters(view: Callable[..., Any]) -> list[Callable[..., Any]]:
    hints = get_type_hints(view)
    found: list[Callable[..., Any]] = []
    about = _abouts(inspect.getdoc(view) or "")
    for name, parameter in list(inspect.signature(view).parameters.items())[1:]:
        options = _click_type(hints[name])
        if parameter.default is inspect.Parameter.empty:
            options["required"] = True
        elif parameter.default not in (None, ()) and not options.get("multiple"):
            options |= {"default": parameter.default, "show_default": True}
        found.append(
            click.option(f"--{_dashed(name)}", name, help=about.get(name), **options)
        )
    return found


def _click_type(hint: Any) -> dict[str, Any]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        (hint,) = [part for part in get_args(hint) if part is not type(None)]
        return _click_type(hint)
    if origin is Literal:
        return {"type": click.Choice([str(word) for word in get_args(hint)])}
    if origin is not None and issubclass(origin, (Sequence, tuple)):
        return {"type": str, "multiple": True}
    if hint is bool:
        return {"is_flag": True}
    return {"type": _SCALARS[hint]}


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _first_line(command: click.Command) -> str:
    return (command.help or "").split("\n\n", maxsplit=1)[0].rstrip(".")


def _help(said: str) -> str:
    """Take what a docstring says before its sections."""
    return (
        said.split("\nArgs:", maxsplit=1)[0].split("\nReturns:", maxsplit=1)[0].strip()
    )


def _abouts(said: str) -> dict[str, str]:
    """Take what a docstring says about each argument."""
    found: dict[str, str] = {}
    name = ""
    _, _, section = said.partition("\nArgs:\n")
    for line in section.splitlines():
        if not line.startswith("    "):
            break
        head, colon, rest = line.strip().partition(": ")
        if not line.startswith("     ") and colon and head.isidentifier():
            name = head
            found[name] = rest
        elif name:
            found[name] += f" {line.strip()}"
    return {name: about.replace("`", "") for name, about in found.items()}
