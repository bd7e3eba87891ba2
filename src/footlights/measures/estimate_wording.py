"""How an estimate is written: its number, its interval, and what it rests on."""

from footlights.measures.measured import Measured
from footlights.measures.result import Estimate
from footlights.measures.score_wording import (
    ScoreWriter,
    SignedWriter,
    points,
    points_number,
)
from footlights.measures.wording import (
    NOTHING,
    Writer,
    finer_share,
    finer_share_number,
    share,
    share_number,
)


def score_writer(measured: Measured) -> ScoreWriter | None:
    """Give what writes the scores of this log; None if it has none.

    All touchpoints get the decimals of the one that needs most, so that their lane
    is even; those with under 30 answers do not ask for any.
    """
    if measured.log.score_scale is None:
        return None
    write = ScoreWriter(*measured.log.score_scale)
    firm = [of.score.mean for of in measured.touchpoints if of.score.mean.is_firm]
    while write.more < _MORE_DECIMALS and not all(
        _reads_apart(mean, write) for mean in firm
    ):
        write = write.finer()
    return write


def share_writer(measured: Measured) -> Writer:
    """Give what writes how many reach a touchpoint, and how often it is as expected.

    In whole per cents, or all with one decimal where the interval of any asks for it.
    """
    for of in measured.touchpoints:
        for found in (of.share_of_journeys, *(each.met for each in of.expectations)):
            if found.is_firm and not _reads_apart(found, share):
                return finer_share
    return share


def text_of(estimate: Estimate, write: Writer) -> str:
    """Write an estimate in full: `4.12 (3.95 to 4.29), n 412`."""
    if estimate.value is None:
        return estimate.reason or "no number"
    few = "too few, " if estimate.n < 30 else ""
    return f"{value_text(estimate, write)}, {few}n {estimate.n:,}"


def number_text(estimate: Estimate, write: Writer) -> str:
    """Write a number alone, as `value_text` does: `62 %`; a dash if there is none."""
    if estimate.value is None:
        return NOTHING
    return telling_apart(estimate, write)(estimate.value)


def value_text(estimate: Estimate, write: Writer) -> str:
    """Write a number with its interval: `62 % (58 to 66)`; a dash if there is none."""
    write = telling_apart(estimate, write)
    return f"{number_text(estimate, write)} {interval_of(estimate, write)}".rstrip()


def interval_of(estimate: Estimate, write: Writer) -> str:
    """Write the 95 % interval alone, per cents and points without their unit.

    Returns:
        `(3.95 to 4.29)`; empty if there is none.
    """
    if estimate.low is None or estimate.high is None:
        return ""
    write = _WITHOUT_UNIT.get(write, write)
    return f"({write(estimate.low)} to {write(estimate.high)})"


def telling_apart(estimate: Estimate, write: Writer) -> Writer:
    """Choose the writer of an estimate and its interval, the same for all three.

    It depends on the estimate alone, so that it reads alike on every page.

    Args:
        estimate: What is to be written.
        write: How numbers of its kind are written.

    Returns:
        `write`, or one of more decimals. Scores and feelings get up to two more where
        any two of the three would read alike although they are not, as in `3.70 (3.70
        to 3.71)`; shares get one where both ends would, as in `98 % (98 to 98)`. Other
        numbers, such as times, are written as they are.
    """
    for _ in range(_MORE_DECIMALS):
        finer = _finer(write)
        if finer is None or _reads_apart(estimate, write):
            break
        write = finer
    return write


def _finer(write: Writer) -> Writer | None:
    if isinstance(write, ScoreWriter | SignedWriter):
        return write.finer()
    return _FINER.get(write)


def _reads_apart(estimate: Estimate, write: Writer) -> bool:
    """Whether numbers of an estimate that differ are written differently."""
    found = [estimate.low, estimate.high]
    if isinstance(write, ScoreWriter | SignedWriter):
        found.append(estimate.value)
    # The sum of many answers alike differs from them in its last digit.
    numbers = {round(number, 9) for number in found if number is not None}
    return len({write(number) for number in numbers}) == len(numbers)


_MORE_DECIMALS = 2
_FINER: dict[Writer, Writer] = {share_number: finer_share_number, share: finer_share}
_WITHOUT_UNIT: dict[Writer, Writer] = {
    share: share_number,
    finer_share: finer_share_number,
    points: points_number,
}
