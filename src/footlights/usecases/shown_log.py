"""A log as a notebook shows it: what is in it, and how it was read."""

from collections.abc import Iterator
from pathlib import PurePath

from footlights.measures.wording import counted, listed, period, share, signed
from footlights.render.notebook import Bar, LogView, log_html
from footlights.usecases.event_log import EventLog
from footlights.usecases.kept_log import KeptLog
from footlights.usecases.log_profile import EventName, LogProfile
from footlights.usecases.log_summary import summarise_log

MOST_NAMES = 20
"""Names of events that are shown; the others are counted."""


def shown_log(log: EventLog | KeptLog) -> str:
    """Give a log as a piece of HTML for a notebook."""
    return log_html(log_view(summarise_log(log)))


def log_view(profile: LogProfile) -> LogView:
    """Lay out what is in a log."""
    shown = profile.event_names[:MOST_NAMES]
    left = profile.distinct_event_names - len(shown)
    most = max((name.events for name in shown), default=0)
    return LogView(
        title=listed([PurePath(file).name for file in profile.files], 3),
        numbers=tuple(_numbers(profile)),
        rows=tuple(_bar(name, profile.events, most) for name in shown),
        more=f"And {counted(left, 'more name')}." if left > 0 else "",
        facts=tuple(_facts(profile)),
        guesses=profile.guesses,
    )


def _numbers(profile: LogProfile) -> Iterator[tuple[str, str]]:
    yield "Events", f"{profile.events:,}"
    yield "Persons", f"{profile.persons:,}"
    # Without a column of journeys, how many there are is said by a map.
    if profile.journeys != profile.persons:
        yield "Journeys", f"{profile.journeys:,}"
    yield "Names of events", f"{profile.distinct_event_names:,}"
    if profile.scores:
        yield "Scores", f"{profile.scores.n:,}"


def _bar(name: EventName, events: int, most: int) -> Bar:
    counts = (f"{name.events:,}", f"{name.persons:,}")
    return Bar(
        name.event, counts, share(name.events / events), 100 * name.events / most
    )


def _facts(profile: LogProfile) -> Iterator[tuple[str, str]]:
    yield "Period", f"{period(profile.from_, profile.to)} (UTC)"
    for said, found in (("Channels", profile.channels), ("Teams", profile.teams)):
        if found:
            yield said, listed([f"{one.name} {one.events:,}" for one in found], 8)
    if profile.scores:
        low, high = (
            signed(f"{end:g}") for end in (profile.scores.low, profile.scores.high)
        )
        yield "Scale of scores", f"{low} to {high}"
    if profile.attributes:
        yield "Other columns", listed([one.name for one in profile.attributes], 12)
    for counts in profile.answers:
        yield "Answers", str(counts)
    if profile.rejected or profile.values_dropped:
        rows = counted(profile.rejected, "row")
        values = counted(profile.values_dropped, "value")
        reasons = listed(
            [f"{one.name} {one.events:,}" for one in profile.reject_reasons]
        )
        yield "Not read", f"{rows} and {values}: {reasons}"
    if profile.duplicates:
        yield "Repeats", f"{counted(profile.duplicates, 'event')} left out"
