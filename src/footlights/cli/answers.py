"""The options by which answers to a survey are joined to a log."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from footlights.cli.reading import named_columns
from footlights.cli.times import Length

if TYPE_CHECKING:
    from footlights.events.contract import Scale
    from footlights.model.map import Map
    from footlights.usecases.join_answers import Log


@dataclass(frozen=True)
class AnswersGiven:
    """Files with answers to one survey, and how they are to be joined."""

    files: tuple[Path, ...]
    about: tuple[str, ...]
    within: timedelta
    columns: dict[str, list[str]]
    zone: str | None
    values: dict[str, float | None]
    scale: "Scale | None"

    def joined(self, log: "Log", map_: "Map", zone: str | None) -> "Log":
        """Give the log with the answers in it; of a kept one they become a part.

        Args:
            log: The log.
            map_: The map that it is measured for.
            zone: Zone of the log, for answers of which none was said.

        Raises:
            FootlightsError: They cannot be read or joined.
        """
        from footlights.usecases.join_answers import join_answers

        return join_answers(
            log,
            *self.files,
            map_=map_,
            about=self.about,
            within=self.within,
            columns=self.columns,
            zone=self.zone or zone,
            values=self.values,
            scale=self.scale,
        )


def _worth(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> dict[str, float | None]:
    """Read pairs such as `Very good=5`; nothing after the sign is no answer."""
    worth: dict[str, float | None] = {}
    for value in values:
        words, sign, number = value.rpartition("=")
        try:
            worth[words.strip()] = float(number) if number.strip() else None
        except ValueError:
            sign = ""
        if not sign:
            msg = f"{value!r} is not of the form WORDS=NUMBER, such as 'Very good=5'"
            raise click.BadParameter(msg, ctx, param)
    return worth


def _scale(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> "Scale | None":
    from footlights.events.sources import parse_scale

    if value is None:
        return None
    try:
        return parse_scale(value)
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from error


_OPTIONS = (
    click.option(
        "--answers",
        "answer_files",
        metavar="FILE",
        multiple=True,
        type=click.Path(path_type=Path),
        help="Answers to a survey: an export of Qualtrics, LimeSurvey or Formbricks, or"
        " any table. Each is joined to the latest touch its person had before.",
    ),
    click.option(
        "--answers-about",
        metavar="NAME",
        multiple=True,
        help="Touchpoint or event that was asked about; without it what the column"
        " `touchpoint` of the answers says, or else the latest touch.",
    ),
    click.option(
        "--answers-within",
        metavar="TIME",
        type=Length(),
        default="30d",
        show_default=True,
        help="Longest time from the end of the touch to the answer.",
    ),
    click.option(
        "--answers-column",
        "answers_columns",
        metavar="NAME=COLUMN",
        multiple=True,
        callback=named_columns,
        help="Which column of the answers is the person, at, score, text, ...",
    ),
    click.option(
        "--answers-zone",
        metavar="ZONE",
        help="Time zone of the answers' times; that of --zone if left out.",
    ),
    click.option(
        "--answers-value",
        "answers_values",
        metavar="WORDS=NUMBER",
        multiple=True,
        callback=_worth,
        help="What the words of a choice are worth, such as 'Very good=5'.",
    ),
    click.option(
        "--answers-scale",
        metavar="LOW-HIGH",
        callback=_scale,
        help="Lowest and highest possible score, such as 0-10; guessed if left out.",
    ),
)


def answers_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options for answers, packed into one `answers`."""

    @functools.wraps(command)
    def packed(
        answer_files: tuple[Path, ...],
        answers_about: tuple[str, ...],
        answers_within: timedelta,
        answers_columns: dict[str, list[str]],
        answers_zone: str | None,
        answers_values: dict[str, float | None],
        answers_scale: "Scale | None",
        **others: Any,  # whatever else the command takes
    ) -> Any:
        given = AnswersGiven(
            answer_files,
            answers_about,
            answers_within,
            answers_columns,
            answers_zone,
            answers_values,
            answers_scale,
        )
        said = (given.about, given.columns, given.zone, given.values, given.scale)
        if not answer_files and any(said):
            msg = "Name the file with the answers: --answers FILE."
            raise click.UsageError(msg)
        return command(answers=given if answer_files else None, **others)

    for option in reversed(_OPTIONS):
        packed = option(packed)
    return packed
