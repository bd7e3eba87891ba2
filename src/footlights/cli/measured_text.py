"""What `footlights measure` prints in a terminal."""

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from footlights.cli.console import stdout_console
from footlights.measures.measured import Finding, Measured
from footlights.measures.measured_log import Coverage
from footlights.measures.measured_touchpoint import TouchpointMeasures
from footlights.measures.result import Estimate
from footlights.measures.wording import (
    NOTHING,
    ScoreWriter,
    counted,
    duration,
    finding_words,
    interval_of,
    listed,
    period,
    share,
    telling_apart,
    text_of,
)
from footlights.model.map import Map


def print_measured(map_: Map, result: Measured) -> None:
    """Print the headline, the touchpoints, the findings, and how far to trust them."""
    console = stdout_console()
    _print_headline(console, map_, result)
    console.print()
    console.print(_touchpoint_table(map_, result))
    console.print()
    _print_findings(console, result.findings)
    console.print()
    _print_coverage(console, result.coverage)
    _print_identities(console, result)


def _print_headline(console: Console, map_: Map, result: Measured) -> None:
    log, whole = result.log, result.whole
    console.print(Text(map_.name, style="bold"))
    console.print(
        f"{counted(log.journeys, 'journey')} of {counted(log.persons, 'person')},"
        f" {counted(log.events, 'event')}, {period(log.from_, log.to)} ({log.zone})"
    )
    said = [
        ("completed", whole.completion, share),
        ("half took at most", whole.seconds.median, duration),
        ("mean score", whole.score.mean, _score_writer(result)),
    ]
    for what, estimate, write in said:
        if estimate.value is not None:
            console.print(f"  {what} {text_of(estimate, write)}")


def _touchpoint_table(map_: Map, result: Measured) -> Table:
    measures = {touchpoint.id: touchpoint for touchpoint in result.touchpoints}
    write_score = _score_writer(result)
    rows: list[tuple[Text, ...]] = []
    for stage in map_.stages:
        rows.append((_name(stage.name, "bold"),))
        for touchpoint in stage.touchpoints:
            name = _name(f"  {touchpoint.name}")
            rows.append((name, *_cells(measures[touchpoint.id], write_score)))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    # Only this column gives way in a narrow terminal: half a number is none.
    table.add_column("Touchpoint")
    for head in ("Reached", "Half within", "Score", "n"):
        table.add_column(head, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    return table


def _name(name: str, style: str = "") -> Text:
    return Text(name, style=style, no_wrap=True, overflow="ellipsis")


def _cells(
    measured: TouchpointMeasures, write_score: Callable[[float], str]
) -> tuple[Text, ...]:
    answers = measured.score.mean.n
    return (
        _cell(measured.share_of_journeys, share),
        _cell(measured.seconds.median, duration),
        _cell(measured.score.mean, write_score, interval_of),
        Text(f"{answers:,}" if answers else ""),
    )


def _cell(
    estimate: Estimate,
    write: Callable[[float], str],
    write_interval: Callable[..., str] | None = None,
) -> Text:
    """Write a number, with its interval if asked to; dim if it rests on too few."""
    if estimate.value is None:
        return Text(NOTHING, style="dim")
    write = telling_apart(estimate, write)
    more = write_interval(estimate, write) if write_interval else ""
    said = f"{write(estimate.value)} {more}".rstrip()
    return Text(said, style="" if estimate.is_firm else "dim")


def _score_writer(result: Measured) -> Callable[[float], str]:
    return ScoreWriter(*(result.log.score_scale or (0, 1)))


def _print_findings(console: Console, findings: Sequence[Finding]) -> None:
    if not findings:
        console.print("Findings: none that the numbers support.")
        return
    console.print(Text("Findings, those that concern most journeys first", "bold"))
    for no, finding in enumerate(findings, start=1):
        lines = Table.grid()
        lines.add_column(no_wrap=True)
        lines.add_column(overflow="fold")
        words = finding_words(finding.code).capitalize()
        lines.add_row(f"{no:>2}. ", Text(words, style="bold"))
        lines.add_row("", finding.text)
        lines.add_row("", Text(finding.look_at, style="dim"))
        console.print(lines)


def _print_coverage(console: Console, coverage: Coverage) -> None:
    explained = coverage.share_on_map.value
    if explained is not None:
        console.print(f"The map explains {share(explained)} of the events.")
    names = [f"{name.event} ({name.events:,})" for name in coverage.off_map]
    for what, which in (
        ("Not on the map", names),
        ("Never seen", coverage.never_seen),
        ("Not measured", coverage.not_measured),
    ):
        if which:
            console.print(Padding(f"{what}: {listed(which)}", (0, 0, 0, 2)))


def _print_identities(console: Console, result: Measured) -> None:
    checked = result.identities
    broken = [identity.name for identity in checked if not identity.holds]
    if broken:
        console.print(f"Sums that do not come out: {'; '.join(broken)}.")
    else:
        console.print(f"Checked {counted(len(checked), 'sum')}: all come out.")
