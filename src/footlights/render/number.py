"""One estimate, ready to be shown: what a reader sees first, and the rest behind."""

from dataclasses import dataclass

from footlights.measures.result import ENOUGH, Estimate
from footlights.measures.wording import (
    NOTHING,
    Writer,
    interval_of,
    points,
    points_number,
    share,
    share_number,
    telling_apart,
    text_of,
)


@dataclass(frozen=True)
class NumberView:
    """A number with its interval and how many it rests on, in words."""

    text: str
    """The number: `4.1`, `62 %`, `9 m 20 s`; a dash where there is none."""

    interval: str
    """Its 95 % interval: `(3.9 to 4.3)`; empty where there is none."""

    n: str
    """What it rests on: `n 412`, or `too few, n 22`; empty where nothing is known."""

    reason: str
    """Why there is no number; empty where there is one."""

    full: str
    """All of it in one line, for the pointer, the keyboard and the ear."""

    is_few: bool
    """Whether it rests on too few."""

    is_known: bool
    """Whether there is a number at all."""


def number_view(estimate: Estimate, write: Writer) -> NumberView:
    """Write an estimate with `write`.

    Args:
        estimate: The number; one that is not known keeps its reason.
        write: How one number of this kind is written.
    """
    write = telling_apart(estimate, write)
    is_known = estimate.value is not None
    is_few = is_known and estimate.n < ENOUGH
    return NumberView(
        text=NOTHING if estimate.value is None else write(estimate.value),
        interval=interval_of(estimate, write),
        n=f"{'too few, ' if is_few else ''}n {estimate.n:,}" if is_known else "",
        reason="" if is_known else estimate.reason or "no number",
        full=text_of(estimate, write),
        is_few=is_few,
        is_known=is_known,
    )


def share_view(estimate: Estimate) -> NumberView:
    """Write a share: `62 %`, its interval `(58 to 66)`."""
    return _with_unit_once(estimate, share, share_number)


def points_view(estimate: Estimate) -> NumberView:
    """Write a difference of shares: `+22.5 points`, its interval `(+21.0 to +24.0)`."""
    return _with_unit_once(estimate, points, points_number)


def _with_unit_once(
    estimate: Estimate, write: Writer, write_number: Writer
) -> NumberView:
    view = number_view(estimate, write)
    if estimate.value is None:
        return view
    between = interval_of(estimate, telling_apart(estimate, write_number))
    full = f"{view.text}{f' {between}' if between else ''}, {view.n}"
    return NumberView(view.text, between, view.n, "", full, view.is_few, is_known=True)
