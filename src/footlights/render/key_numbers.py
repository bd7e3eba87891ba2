"""The key numbers of a touchpoint."""

from collections.abc import Iterator
from dataclasses import dataclass

from footlights.measures.measured_touchpoint import TouchpointMeasures
from footlights.measures.score_wording import ScoreWriter
from footlights.measures.wording import Writer, counted, duration, mean_number, share
from footlights.render.number import NumberView, number_view, share_view


@dataclass(frozen=True)
class KeyNumber:
    """One number that matters here."""

    name: str
    """What it is: `Reached by`."""

    number: NumberView
    """The number, its interval and n."""

    note: str = ""
    """A word beside it: `wanted 90 %`; empty for none."""


def key_numbers(
    of: TouchpointMeasures, writer: ScoreWriter | None, write_share: Writer = share
) -> Iterator[KeyNumber]:
    """Yield what is known of a touchpoint; nothing if nobody was there."""
    if of.touches:
        yield from (
            key for key in _all_numbers(of, writer, write_share) if key.number.is_known
        )


def _all_numbers(
    of: TouchpointMeasures, writer: ScoreWriter | None, write_share: Writer
) -> Iterator[KeyNumber]:
    yield KeyNumber(
        "Reached by",
        number_view(of.share_of_journeys, write_share),
        counted(of.journeys, "journey"),
    )
    yield KeyNumber(
        "Touches",
        number_view(of.touches_per_journey, mean_number),
        f"per journey; {of.touches:,} in all",
    )
    is_wait = of.kind == "wait"
    yield KeyNumber(
        "Time waited" if is_wait else "Time spent",
        number_view(of.seconds.median, duration),
        "median",
    )
    if not is_wait:
        yield KeyNumber(
            "Waited before", number_view(of.wait_seconds.median, duration), "median"
        )
    if writer:
        yield KeyNumber(
            "Score", number_view(of.score.mean, writer), f"mean, {writer.words}"
        )
    shares = (
        ("Ends here", of.ends, "of touches"),
        ("Skipped", of.skipped, "of journeys that went further"),
        ("Repeated", of.repeated, "of journeys here"),
        ("Goes back", of.goes_back, "of departures"),
        ("Out of order", of.out_of_order, "of journeys here"),
        ("Other channel", of.other_channel, "than drawn"),
    )
    for name, estimate, note in shares:
        yield KeyNumber(name, share_view(estimate), note)
