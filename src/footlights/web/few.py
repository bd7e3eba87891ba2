"""Small numbers are not shown to those who came by a link."""

from functools import lru_cache
from typing import Any

from footlights.measures.measured import Measured
from footlights.measures.result import ENOUGH

NOT_SHOWN = "too few to show"
"""Said in place of a number that rests on few."""

_ESTIMATE = {"value", "low", "high", "n"}


@lru_cache(maxsize=8)
def without_few(measured: Measured) -> Measured:
    """Give measures without any number that rests on fewer than 30, and no quotes.

    A touchpoint that fewer than 30 journeys reached loses all its numbers, since a
    share of many would give their count away.
    """
    told = measured.model_dump(by_alias=True)
    for touchpoint in told["touchpoints"]:
        touchpoint["quotes"] = ()
        if touchpoint["journeys"] < ENOUGH:
            _hide(touchpoint, is_all=True)
            touchpoint |= {"touches": 0, "journeys": 0}
    told["findings"] = [f for f in told["findings"] if f["journeys"] >= ENOUGH]
    _hide(told, is_all=False)
    return Measured.model_validate(told)


def _hide(value: Any, *, is_all: bool) -> None:  # any part of a dumped model
    if isinstance(value, dict):
        if value.keys() >= _ESTIMATE:
            if is_all or value["n"] < ENOUGH:
                value |= {"value": None, "low": None, "high": None, "n": 0}
                value["reason"] = NOT_SHOWN
            return
        for each in value.values():
            _hide(each, is_all=is_all)
    elif isinstance(value, (list, tuple)):
        for each in value:
            _hide(each, is_all=is_all)
