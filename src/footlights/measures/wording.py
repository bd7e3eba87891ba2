"""How every number is written on a page. No template formats anything.

Rounding never lies: what is not all is never written `100 %`, and what is not
nothing is never written `0 %`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import floor

from footlights.measures.result import Estimate

MINUS = "−"
Writer = Callable[[float], str]
"""Writes one number of a kind."""

NOTHING = "–"
"""Stands where there is no number."""

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_UNITS = ((86_400, "d", 3_600, "h"), (3_600, "h", 60, "m"), (60, "m", 1, "s"))

_FINDING_WORDS = {
    "hurts": "hurts",
    "slower-than-expected": "slower than expected",
    "loses-people": "loses people",
    "sends-people-back": "sends people back",
    "off-the-map": "off the map",
    "never-happens": "never happens",
    "worse-than-drawn": "felt worse than drawn",
    "over-served": "over-served",
    "not-measured": "not measured",
    "activity-late": "activity late",
    "segment-suffers": "a segment suffers",
    "channel-fails": "a channel fails",
}


def signed(text: str) -> str:
    """Write a minus as the typographic sign."""
    return text.replace("-", MINUS)


def counted(number: int, one: str, many: str | None = None) -> str:
    """Write how many there are of something: `1 journey`, `5,000 journeys`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def compact(number: int) -> str:
    """Write a count in at most four signs: `999`, `1.2k`, `34k`, `5.6M`; cut off."""
    for size, unit in ((1_000_000_000, "G"), (1_000_000, "M"), (1_000, "k")):
        if number >= size:
            tenths = number * 10 // size
            short = f"{tenths / 10:.1f}" if tenths < 100 else str(tenths // 10)
            return f"{short.removesuffix('.0')}{unit}"
    return str(number)


def share_number(share: float) -> str:
    """Write a share from 0 to 1 in per cent, without the sign.

    Whole per cents from 1 to 99; one decimal outside; `<0.1` and `>99.9` where
    that would still say none or all. A share below 0 (a difference) keeps its sign.
    """
    if share < 0:
        return MINUS + share_number(-share)
    percent = share * 100
    if percent in {0, 100} or 1 <= percent <= 99 or percent > 100:
        return f"{_half_up(percent):.0f}"
    if percent < 1:
        return "<0.1" if percent < 0.1 else _tenths(percent)
    return ">99.9" if percent > 99.9 else _tenths(percent)


def finer_share_number(share: float) -> str:
    """Write a share in per cent with one decimal, without the sign: `1.4`.

    For where whole per cents would hide that two numbers differ. `<0.1` and `>99.9`
    as in `share_number`, and none and all without a decimal.
    """
    if share < 0:
        return MINUS + finer_share_number(-share)
    percent = share * 100
    if percent in {0, 100} or not 0.1 <= percent <= 99.9:
        return share_number(share)
    return f"{_half_up(percent * 10) / 10:.1f}"


def share(value: float) -> str:
    """Write a share from 0 to 1: `62 %`."""
    return f"{share_number(value)} %"


def finer_share(value: float) -> str:
    """Write a share from 0 to 1 with one decimal: `62.4 %`."""
    return f"{finer_share_number(value)} %"


def share_of(part: int, whole: int) -> str:
    """Write a part of a whole in per cent; a dash where the whole is nothing."""
    return share(part / whole) if whole else NOTHING


def duration(seconds: float) -> str:
    """Write a length of time with at most two units: `9 m 20 s`, `48 m`, `3 d 4 h`.

    The smaller unit is left out from 10 of the larger on, and where it is 0.
    """
    if seconds < 0:
        return MINUS + duration(-seconds)
    if seconds == 0:
        return "0 s"
    if seconds < 1:
        return f"{max(1, round(seconds * 1000))} ms"
    if seconds < 9.95:
        return f"{seconds:.1f}".removesuffix(".0") + " s"
    for size, unit, smaller, smaller_unit in _UNITS:
        step = size if seconds >= size * 10 else smaller
        whole = _half_up(seconds / step) * step
        if whole >= size:
            big, rest = divmod(whole, size)
            more = f" {rest // smaller:.0f} {smaller_unit}" if rest else ""
            return f"{big:,.0f} {unit}{more}"
    return f"{_half_up(seconds):.0f} s"


def span_duration(value: timedelta) -> str:
    """Write a planned length of time: `3 m`."""
    return duration(value.total_seconds())


def open_time(seconds: float, calendar: str | None) -> str:
    """Write a length of time that a calendar may count: `32 h of open time (Desk)`.

    Open time of a day or more stands in hours, since a day of work is not 24 of them.

    Args:
        seconds: The length.
        calendar: Name of the calendar; None for all hours.
    """
    if calendar is None:
        return duration(seconds)
    return f"{open_hours(seconds)} of open time ({calendar})"


def open_hours(seconds: float) -> str:
    """Write a length of open time, in hours where days would mislead: `32 h`."""
    if seconds < 24 * 3600:
        return duration(seconds)
    return f"{seconds / 3600:,.1f}".removesuffix(".0") + " h"


@dataclass(frozen=True)
class ScoreWriter:
    """Writes scores on the log's scale: one decimal, none on scales over 20 wide."""

    low: float
    high: float
    more: int = 0
    """Decimals beyond the usual."""

    def __call__(self, score: float) -> str:
        """Write a score; one that is not the best is never written as the best."""
        usual = 0 if self.high - self.low > 20 else 1
        return self._away_from_the_ends(score, usual + self.more)

    def finer(self) -> "ScoreWriter":
        """Give what writes one decimal more."""
        return replace(self, more=self.more + 1)

    def percent(self, score: float) -> float:
        """Place a score on a bar, 0 to 100."""
        return min(
            100.0, max(0.0, 100 * (score - self.low) / (self.high - self.low or 1))
        )

    @property
    def words(self) -> str:
        """The scale in words: `1 to 5`."""
        return f"{signed(f'{self.low:g}')} to {signed(f'{self.high:g}')}"

    def _away_from_the_ends(self, score: float, decimals: int) -> str:
        for places in (decimals, decimals + 1):
            text = f"{score:.{places}f}"
            is_an_end = float(text) in {self.low, self.high}
            if not is_an_end or float(text) == score:
                return signed("0" if float(text) == 0 and not decimals else text)
        near = ">" if score < float(text) else "<"
        return signed(f"{'<' if near == '>' else '>'}{text}")


@dataclass(frozen=True)
class SignedWriter:
    """Writes measured feelings and differences with their sign: `+1.0`, `0.0`, `−0.4`."""

    decimals: int = 1

    def __call__(self, number: float) -> str:
        """Write a number; one that is rounded to nothing has no sign."""
        text = f"{number:+.{self.decimals}f}"
        return text[1:] if float(text) == 0 else signed(text)

    def finer(self) -> "SignedWriter":
        """Give what writes one decimal more."""
        return replace(self, decimals=self.decimals + 1)


felt_number = SignedWriter()
"""Writes a measured feeling; one that is drawn is written by `feeling_number`."""


difference_number = SignedWriter(2)
"""Writes a difference of two scores or feelings: `+0.31`, `−1.09`."""


def points(difference: float) -> str:
    """Write a difference of two shares in percentage points: `+22.5 points`."""
    return f"{points_number(difference)} points"


def points_number(difference: float) -> str:
    """Write a difference of two shares in percentage points, without the word."""
    return SignedWriter(1)(difference * 100)


def feeling_number(valence: float) -> str:
    """Write a drawn feeling from -2 to +2 with its sign: `+1.2`, `0`, `−0.4`."""
    text = f"{valence:+.1f}".removesuffix(".0")
    return "0" if float(text) == 0 else signed(text)


def mean_number(value: float) -> str:
    """Write a mean of counts: `1.24`."""
    return f"{value:,.2f}"


def day(value: date) -> str:
    """Write a day: `1 Sep 2026`."""
    return f"{value.day} {value:%b %Y}"


def period(first: datetime | None, last: datetime | None) -> str:
    """Write from when to when: `1 Sep to 31 Oct 2026`; the year once if it is one."""
    if first is None or last is None:
        return "no time"
    if first.date() == last.date():
        return day(first)
    if first.year == last.year:
        return f"{first.day} {first:%b} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def finding_words(code: str) -> str:
    """Say a finding's code in words."""
    return _FINDING_WORDS.get(code, code.replace("-", " "))


def listed(words: Sequence[str], most: int = 5) -> str:
    """Write words after each other, the rest as a number: `a, b and 3 more`."""
    if len(words) > most:
        return f"{', '.join(words[:most])} and {len(words) - most} more"
    return ", ".join(words)


def text_of(estimate: Estimate, write: Callable[[float], str]) -> str:
    """Write an estimate in full: `4.1 (3.9 to 4.3), n 412`."""
    if estimate.value is None:
        return estimate.reason or "no number"
    write = telling_apart(estimate, write)
    said = write(estimate.value)
    between = interval_of(estimate, write)
    few = "too few, " if estimate.n < 30 else ""
    return f"{said}{f' {between}' if between else ''}, {few}n {estimate.n:,}"


def interval_of(estimate: Estimate, write: Callable[[float], str]) -> str:
    """Write the 95 % interval alone: `(3.9 to 4.3)`; empty if there is none."""
    if estimate.low is None or estimate.high is None:
        return ""
    return f"({write(estimate.low)} to {write(estimate.high)})"


def telling_apart(estimate: Estimate, write: Writer) -> Writer:
    """Choose the writer of an estimate and its interval.

    Args:
        estimate: What is to be written.
        write: How numbers of its kind are written.

    Returns:
        `write`, or for shares, scores and feelings one with more decimals where both
        ends of the interval would read alike although they are not.
    """
    low, high = estimate.low, estimate.high
    if low is None or high is None or low == high:
        return write
    if isinstance(write, ScoreWriter | SignedWriter):
        for _ in range(_MORE_DECIMALS):
            if write(low) != write(high):
                break
            write = write.finer()
        return write
    finer = _FINER.get(write)
    return finer if finer and write(low) == write(high) else write


_MORE_DECIMALS = 2
_FINER: dict[Writer, Writer] = {share_number: finer_share_number, share: finer_share}


def _tenths(number: float) -> str:
    return f"{_half_up(number * 10) / 10:.1f}".removesuffix(".0")


def _half_up(value: float) -> float:
    return floor(value + 0.5)
