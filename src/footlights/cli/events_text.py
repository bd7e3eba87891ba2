"""What `footlights events` prints in a terminal."""

from collections.abc import Sequence
from pathlib import PurePath

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from footlights.cli.console import bar, stdout_console
from footlights.cli.reading import lost_text
from footlights.measures.wording import counted, duration, listed, period, share
from footlights.usecases.log_profile import (
    EventName,
    LogProfile,
    NamedCount,
    ScoreProfile,
)

MOST_NAMES = 20
"""Event names that are shown; `--json` has all."""

WIDE = 80
"""Width of a terminal from which on bars are long."""


def print_profile(profile: LogProfile) -> None:
    """Print what was read and what was guessed, then what is in it."""
    console = stdout_console()
    _print_headline(console, profile)
    _print_list(console, "Guessed", profile.guesses)
    _print_left_out(console, profile)
    _print_list(console, "Answers", [str(counts) for counts in profile.answers])
    console.print()
    _print_event_names(console, profile)
    _print_journeys(console, profile)
    _print_counts(console, "Channels", profile.channels)
    _print_counts(console, "Teams", profile.teams)
    if profile.locations:
        console.print(counted(profile.locations, "location"))
    if profile.texts:
        console.print(f"{counted(profile.texts, 'event')} with words that people wrote")
    if profile.scores:
        _print_scores(console, profile.scores)
    if profile.attributes:
        names = [attribute.name for attribute in profile.attributes]
        console.print(f"Other columns: {listed(names, 12)}")


def _print_headline(console: Console, profile: LogProfile) -> None:
    files = listed([PurePath(file).name for file in profile.files], 3)
    console.print(Text(files, style="bold"))
    console.print(
        f"{counted(profile.rows, 'row')}, {counted(profile.events, 'event')} of"
        f" {counted(profile.persons, 'person')},"
        f" {period(profile.from_, profile.to)}"
    )
    if profile.from_ and profile.to:
        console.print(
            f"First event {profile.from_:%Y-%m-%d %H:%M:%S},"
            f" last {profile.to:%Y-%m-%d %H:%M:%S} UTC;"
            f" times without a zone were read as {profile.zone}"
        )


def _print_list(console: Console, title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    console.print(f"{title}:")
    for line in lines:
        console.print(Padding(line, (0, 0, 0, 2)))


def _print_left_out(console: Console, profile: LogProfile) -> None:
    reasons = [
        f"{reason.name.replace('-', ' ')}: {reason.events:,}"
        for reason in profile.reject_reasons
    ]
    lost = lost_text(profile.rejected, profile.values_dropped)
    _print_list(console, lost.capitalize(), reasons)
    if profile.duplicates:
        rows = counted(profile.duplicates, "row")
        console.print(f"Left out because they repeat another one: {rows}")
    if profile.identical_rows:
        rows = counted(profile.identical_rows, "row")
        console.print(
            f"Alike in every column to an earlier one, and counted: {rows};"
            " --drop-identical leaves them out"
        )
    if profile.pairs:
        pairs = counted(profile.pairs, "start and complete", "starts and completes")
        console.print(f"Made into durations: {pairs}")


def _print_event_names(console: Console, profile: LogProfile) -> None:
    shown = profile.event_names[:MOST_NAMES]
    most = max((name.events for name in shown), default=0)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    # Only this column gives way in a narrow terminal.
    table.add_column("Event")
    for head in ("Events", "Share", "Persons"):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("")
    for name in shown:
        table.add_row(*_cells(name, profile.events, most, console))
    console.print(table)
    left = profile.distinct_event_names - len(shown)
    if left > 0:
        console.print(f"and {counted(left, 'more name')}: --json lists them")


def _cells(
    name: EventName, events: int, most: int, console: Console
) -> tuple[str | Text, ...]:
    return (
        Text(name.event, no_wrap=True, overflow="ellipsis"),
        f"{name.events:,}",
        share(name.events / events),
        f"{name.persons:,}",
        _bar(name.events / most, console),
    )


def _bar(of_longest: float, console: Console) -> Text:
    width = 20 if console.width >= WIDE else 8
    return Text(bar(of_longest, width, console.encoding), no_wrap=True)


def _print_journeys(console: Console, profile: LogProfile) -> None:
    lasts = profile.journey_hours
    half = f", half last at most {duration(lasts.median * 3600)}" if lasts else ""
    console.print(
        f"{counted(profile.journeys, 'journey')}{half};"
        f" {counted(profile.variants, 'different sequence')} of events"
    )
    if takes := profile.durations_minutes:
        console.print(
            f"{counted(takes.n, 'event')} with a duration, half at most"
            f" {duration(takes.median * 60)}"
        )


def _print_counts(console: Console, title: str, counts: Sequence[NamedCount]) -> None:
    if counts:
        names = [f"{count.name} ({count.events:,})" for count in counts]
        console.print(f"{title}: {listed(names, 8)}")


def _print_scores(console: Console, scores: ScoreProfile) -> None:
    console.print(
        f"{counted(scores.n, 'score')} from {scores.low:g} to {scores.high:g},"
        f" mean {scores.mean:.2f}"
    )
    if len(scores.distribution) > 11:
        return
    most = max(count.answers for count in scores.distribution)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for count in scores.distribution:
        drawn = _bar(count.answers / most, console)
        table.add_row(f"  {count.score:g}", f"{count.answers:,}", drawn)
    console.print(table)
