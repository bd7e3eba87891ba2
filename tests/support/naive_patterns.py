"""Patterns matched the slow and obvious way: every run of touches is tried."""

from dataclasses import dataclass
from datetime import datetime

from footlights.model.patterns.tree import (
    Anything,
    Both,
    Choice,
    Either,
    End,
    Named,
    Not,
    Repeat,
    Sequence,
    Start,
    Touch,
)


@dataclass(frozen=True)
class PlainTouch:
    """One touch, with everything that a pattern can ask."""

    touchpoint: str
    stage: str
    channel: str | None
    team: str | None
    at: datetime


def naive_matches(part, touches):
    """List every match as the numbers of its first and its last touch, from 1."""
    return {
        (first + 1, last + 1)
        for begin in range(len(touches) + 1)
        for _, first, last in runs(part, touches, begin)
        if first is not None
    }


def runs(part, touches, begin):
    """Give every way to meet a part from a place on.

    Each is where it ends, and which touches are its first and its last, if any.
    """
    match part:
        case Touch(test):
            is_here = begin < len(touches) and holds(test, touches[begin])
            return {(begin + 1, begin, begin)} if is_here else set()
        case Start():
            return {(begin, None, None)} if begin == 0 else set()
        case End():
            return {(begin, None, None)} if begin == len(touches) else set()
        case Choice(options):
            return set().union(*(runs(option, touches, begin) for option in options))
        case Repeat():
            return repeated_runs(part, touches, begin)
        case Sequence():
            return sequence_runs(part, touches, begin)


def repeated_runs(repeat, touches, begin):
    most = len(touches) + 1 + repeat.least if repeat.most is None else repeat.most
    found = set()
    so_far = {(begin, None, None)}
    for count in range(most + 1):
        if count >= repeat.least:
            found |= so_far
        so_far = {
            joined(way, following)
            for way in so_far
            for following in runs(repeat.part, touches, way[0])
        }
    return found


def sequence_runs(sequence, touches, begin):
    found = runs(sequence.parts[0], touches, begin)
    for arrow, following in zip(sequence.arrows, sequence.parts[1:], strict=True):
        found = {
            joined(joined(way, between), behind)
            for way in found
            for between in skipped(arrow, way[0], touches)
            for behind in runs(following, touches, between[0])
            if in_time(touches, way[2], behind[1], arrow.within)
        }
    return {w for w in found if in_time(touches, w[1], w[2], sequence.within)}


def skipped(arrow, begin, touches):
    """Give the runs of touches that may lie between two parts; they belong to both."""
    yield begin, None, None
    if arrow.is_later:
        yield from ((last + 1, begin, last) for last in range(begin, len(touches)))


def joined(way, behind):
    first = way[1] if way[1] is not None else behind[1]
    last = behind[2] if behind[2] is not None else way[2]
    return behind[0], first, last


def in_time(touches, first, last, within):
    if within is None or first is None or last is None:
        return True
    return touches[last].at - touches[first].at <= within


def holds(test, touch):
    match test:
        case Named(kind, name):
            return getattr(touch, kind) == name
        case Anything():
            return True
        case Not(inner):
            return not holds(inner, touch)
        case Both(tests):
            return all(holds(inner, touch) for inner in tests)
        case Either(tests):
            return any(holds(inner, touch) for inner in tests)
