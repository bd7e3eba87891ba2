"""`footlights explore`: one command to a standard question about journeys.

The commands are made of `usecases.questions`.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from footlights.cli.answers import AnswersGiven, answers_options
from footlights.cli.console import print_json, say
from footlights.cli.keeping import check_there_is_a_log, keep_option, opened_log
from footlights.cli.near_commands import NearCommands
from footlights.cli.progress import shown_progress
from footlights.cli.reading import Reading, engine_option, log_files, reading_options
from footlights.cli.times import Day, Length

_KINDS: dict[str, Any] = {
    "words": str,
    "whole": int,
    "number": float,
    "time": Length(),
    "day": Day(),
    "list": str,
}


class Views(NearCommands):
    """A group whose commands are the views; loaded when one is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the questions in the order in which people ask."""
        del ctx
        from footlights.usecases.questions import questions

        return [_dashed(question.name) for question in questions()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Make the command of a question; None if there is no such question."""
        del ctx
        from footlights.usecases.questions import questions

        for question in questions():
            if _dashed(question.name) == cmd_name:
                return _command(question)
        return None

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """List the questions with the whole first sentence of each."""
        del ctx
        from footlights.usecases.questions import questions

        with formatter.section("Questions"):
            formatter.write_dl(
                [(_dashed(each.name), each.title) for each in questions()], col_max=24
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
      footlights explore transitions map.yaml calls.csv -o transitions.svg
      footlights explore loops map.yaml events.parquet --only segment:regulars
      footlights explore loops map.yaml calls.csv --only 'pattern:order ->> pay'
      footlights explore trends --help
    """


def _command(question: Any) -> click.Command:
    def run(
        map_file: Path,
        reading: Reading,
        answers: AnswersGiven | None,
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
            opened_log(reading, keep, engine, map_, answers) as log,
            shown_progress("Exploring"),
        ):
            found = ask(question.answer, map_, log, groups, from_text)
        _give(found, map_, out, as_json=as_json)

    command: Any = reading_options(answers_options(keep_option(engine_option(run))))
    for option in reversed(_OPTIONS):
        command = option(command)
    for option in reversed([_option(each) for each in question.options]):
        command = option(command)
    command = log_files()(command)
    command = click.argument(
        "map_file", metavar="MAP", type=click.Path(path_type=Path)
    )(command)
    return click.command(_dashed(question.name), help=question.about)(command)


_OPTIONS = (
    click.option(
        "--only",
        metavar="WHAT",
        help="Only some journeys: segment:ID, channel:ID, period:DAY..DAY, completed"
        " or pattern:PATTERN. `not` turns segment, completed and pattern; commas join,"
        " and all parts must hold.",
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
        help="Write the rows to a .csv or .parquet file, or the picture to a .svg, .png"
        " or .json (Vega-Lite) file.",
    ),
)


def _give(view: Any, map_: Any, out: Path | None, *, as_json: bool) -> None:
    from footlights.cli.view_text import print_view
    from footlights.measures.place_names import names_of
    from footlights.measures.wording import counted
    from footlights.usecases.explore import write_view

    if out is not None:
        write_view(view, map_, out)
        say(f"Wrote {out}, of {counted(len(view.rows), 'row')}.")
    elif as_json:
        print_json(view.to_json_dict())
    else:
        print_view(view, names_of(map_))


def _option(option: Any) -> Callable[..., Any]:
    """Make the command's option of a question's."""
    said: dict[str, Any] = {"required": option.is_required}
    if option.kind == "choice":
        said["type"] = click.Choice(option.choices)
    elif option.kind == "yes":
        said["is_flag"] = True
    else:
        said |= {"type": _KINDS[option.kind], "multiple": option.kind == "list"}
    if option.kind == "time" and option.default is not None:
        said |= {"default": _typed(option.default), "show_default": True}
    elif option.default is not None and option.kind != "yes":
        said |= {"default": option.default, "show_default": True}
    return click.option(
        f"--{_dashed(option.name)}", option.name, help=option.about or None, **said
    )


def _typed(length: timedelta) -> str:
    from footlights.model.quantities import format_duration

    return format_duration(length)


def _dashed(name: str) -> str:
    return name.replace("_", "-")
