"""What `footlights measure` prints in a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from footlights.cli.console import stdout_console
from footlights.measures.estimate_wording import (
    number_text,
    score_writer,
    share_writer,
    text_of,
    value_text,
)
from footlights.measures.measured import Finding, Measured
from footlights.measures.measured_log import Coverage
from footlights.measures.measured_touchpoint import TouchpointMeasures
from footlights.measures.result import Estimate
from footlights.measures.wording import (
    Writer,
    counted,
    duration,
    finding_words,
    listed,
    mean_number,
    period,
    share,
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
    said: list[tuple[str, Estimate, Writer]] = [
        ("completed", whole.completion, share_writer(result)),
        ("half took at most", whole.seconds.median, duration),
        ("mean score", whole.score.mean, score_writer(result) or mean_number),
    ]
    for what, estimate, write in said:
        if estimate.value is not None:
            console.print(f"  {what} {text_of(estimate, write)}")


def _touchpoint_table(map_: Map, result: Measured) -> Table:
    measures = {touchpoint.id: touchpoint for touchpoint in result.touchpoints}
    writers = share_writer(result), score_writer(result) or mean_number
    rows: list[tuple[Text, ...]] = []
    for stage in map_.stages:
        rows.append((_name(stage.name, "bold"),))
        for touchpoint in stage.touchpoints:
            name = _name(f"  {touchpoint.name}")
            rows.append((name, *_cells(measures[touchpoint.id], *writers)))
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
    measured: TouchpointMeasures, write_share: Writer, write_score: Writer
) -> tuple[Text, ...]:
    score = measured.score.mean
    reached, time = measured.share_of_journeys, measured.seconds.median
    return (
        _cell(reached, number_text(reached, write_share)),
        _cell(time, number_text(time, duration)),
        _cell(score, value_text(score, write_score)),
        Text(f"{score.n:,}" if score.n else ""),
    )


def _cell(estimate: Estimate, said: str) -> Text:
    """Write a number; dim if it is none, or rests on too few."""
    return Text(said, style="" if estimate.is_firm else "dim")


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
