"""Patterns made from a pattern: its order alone, its begin, its last part."""

from dataclasses import replace

from footlights.model.patterns.checks import needs_no_touch
from footlights.model.patterns.tree import (
    Anything,
    Both,
    Choice,
    Either,
    End,
    Named,
    Not,
    Part,
    Pattern,
    Repeat,
    Sequence,
    Test,
    Touch,
)


def order_alone(part: Part) -> Part:
    """Leave out windows, channels and teams, as if all of them held.

    What matches with them matches without.
    """
    match part:
        case Touch(test):
            return replace(part, test=_possible(test, is_wanted=True))
        case Choice(options):
            return replace(part, options=tuple(map(order_alone, options)))
        case Repeat(repeated):
            return replace(part, part=order_alone(repeated))
        case Sequence(parts, arrows):
            return replace(
                part,
                parts=tuple(map(order_alone, parts)),
                arrows=tuple(replace(arrow, within=None) for arrow in arrows),
                within=None,
            )
    return part


def _possible(test: Test, *, is_wanted: bool) -> Test:
    """Take what says more than the touchpoint for whatever lets more touches pass."""
    match test:
        case Named("channel" | "team"):
            return Anything() if is_wanted else Not(Anything())
        case Not(inner):
            return Not(_possible(inner, is_wanted=not is_wanted))
        case Both(tests):
            return Both(tuple(_possible(t, is_wanted=is_wanted) for t in tests))
        case Either(tests):
            return Either(tuple(_possible(t, is_wanted=is_wanted) for t in tests))
    return test


def begun(pattern: Pattern) -> Pattern | None:
    """Give what comes before the last part; None if either can be without a touch.

    The window of the whole stays on what is left, if that can last. Parts at its end
    that need no touch are left out: with or without them it is the same question.
    """
    root = pattern.root
    if not isinstance(root, Sequence):
        return None
    cut = _cut(root)
    if needs_no_touch(root.parts[cut]):
        return None
    while cut > 0 and needs_no_touch(root.parts[cut - 1]):
        cut -= 1
    if cut == 0:
        return None
    lasts = cut > 1 or not isinstance(root.parts[0], Touch)
    left = Sequence(
        root.parts[:cut],
        root.arrows[: cut - 1],
        root.within if lasts else None,
        root.at,
    )
    return Pattern(pattern.text, left if lasts else root.parts[0])


def last_part(pattern: Pattern) -> Pattern | None:
    """Give what stands behind the last arrow; None where `begun` gives None.

    An `end` belongs to the part before it.
    """
    root = pattern.root
    if not isinstance(root, Sequence) or begun(pattern) is None:
        return None
    cut = _cut(root)
    if cut == len(root.parts) - 1:
        return Pattern(pattern.text, root.parts[cut])
    return Pattern(
        pattern.text, Sequence(root.parts[cut:], root.arrows[cut:], None, root.at)
    )


def ends_as_it_begins(pattern: Pattern) -> bool:
    """Whether its last part is a touch that its begin asks for as well.

    Then whoever has the begin has such an end already, as in `call ->> call`.
    """
    before, after = begun(pattern), last_part(pattern)
    if before is None or after is None or not isinstance(after.root, Touch):
        return False
    root = before.root
    return after.root in (root.parts if isinstance(root, Sequence) else (root,))


def _cut(root: Sequence) -> int:
    """Find where the last part begins."""
    last = len(root.parts) - 1
    return last - 1 if isinstance(root.parts[last], End) else last
