"""What a pattern may not say: what fits every journey or none, or has no answer."""

from collections.abc import Iterator

from footlights.errors import (
    PatternMatchesEverythingError,
    PatternMatchesNothingError,
    PatternNotSupportedError,
)
from footlights.model.patterns.tree import (
    Arrow,
    Choice,
    End,
    Part,
    Pattern,
    Repeat,
    Sequence,
    Start,
    Touch,
)

LARGEST = 1000
"""Most touches that the counts of a pattern may multiply to."""


def check(pattern: Pattern) -> None:
    """Refuse a pattern that makes no sense or cannot be answered.

    Raises:
        PatternMatchesEverythingError: It asks for no touch at all.
        PatternMatchesNothingError: It asks for what cannot be.
        PatternNotSupportedError: It can be read and not be answered.
    """
    text, root = pattern.text, pattern.root
    _check_counts(text, root)
    _check_ends(text, root, is_first=True, is_last=True)
    if needs_no_touch(root):
        raise PatternMatchesEverythingError(text)
    _check_windows(text, root, is_on_line=True)
    _check_single_window(text, root)


def needs_no_touch(part: Part) -> bool:
    """Say whether a part can be met without any touch."""
    match part:
        case Touch():
            return False
        case Start() | End():
            return True
        case Choice(options):
            return any(needs_no_touch(option) for option in options)
        case Repeat(repeated, least):
            return least == 0 or needs_no_touch(repeated)
        case Sequence(parts):
            return all(needs_no_touch(inner) for inner in parts)


def main_window(root: Part) -> Sequence | Arrow | None:
    """Give the window of a pattern that is looked for by its two ends.

    It is the one over more than two touches next to each other, if there is such a
    one; else the only one, if its two touches are met once.
    """
    found = list(_windows(root))
    spans = [w for w, _ in found if isinstance(w, Sequence) or w.is_later]
    if spans:
        return spans[0]
    return found[0][0] if len(found) == 1 and found[0][1] else None


def holds(part: Part, window: Sequence | Arrow | None) -> bool:
    """Say whether a window is in a part: this very one, not one like it."""
    return any(found is window for found, _ in _windows(part))


def _windows(
    part: Part, *, is_on_line: bool = True
) -> Iterator[tuple[Sequence | Arrow, bool]]:
    """Yield windows, and whether each is met once: neither repeats nor is an option."""
    stays = is_on_line and isinstance(part, Sequence)
    if isinstance(part, Sequence):
        if part.within is not None:
            yield part, is_on_line
        for arrow in part.arrows:
            if arrow.within is not None:
                yield arrow, is_on_line
    for inner in inner_parts(part):
        yield from _windows(inner, is_on_line=stays)


def inner_parts(part: Part) -> tuple[Part, ...]:
    """Give the parts that a part is made of."""
    match part:
        case Choice(options):
            return options
        case Repeat(repeated):
            return (repeated,)
        case Sequence(parts):
            return parts
    return ()


def _check_counts(text: str, part: Part, so_far: int = 1) -> None:
    if isinstance(part, Repeat):
        if part.most == 0 or (part.most is not None and part.most < part.least):
            raise PatternMatchesNothingError(
                text, part.at, "No count lies in these bounds, or only 0."
            )
        so_far *= max(part.least, part.most or 1)
        if so_far > LARGEST:
            raise PatternNotSupportedError(
                text, part.at, f"Counts may come to {LARGEST} touches together."
            )
    for inner in inner_parts(part):
        _check_counts(text, inner, so_far)


def _check_ends(text: str, part: Part, *, is_first: bool, is_last: bool) -> None:
    """Refuse `start` after something else and `end` before something else."""
    if isinstance(part, Start) and not is_first:
        said = "Nothing lies before the start, so `start` stands only at the begin."
        raise PatternMatchesNothingError(text, part.at, said)
    if isinstance(part, End) and not is_last:
        said = "Nothing lies after the end, so `end` stands only at the end."
        raise PatternMatchesNothingError(text, part.at, said)
    inside = inner_parts(part)
    for place, inner in enumerate(inside):
        in_order = isinstance(part, Sequence)
        repeats = isinstance(part, Repeat)
        _check_ends(
            text,
            inner,
            is_first=is_first and not repeats and (place == 0 or not in_order),
            is_last=is_last
            and not repeats
            and (place == len(inside) - 1 or not in_order),
        )


def _check_windows(text: str, part: Part, *, is_on_line: bool) -> None:
    """Refuse windows whose begin or end is not one certain touch."""
    if isinstance(part, Sequence):
        if len(part.parts) == 1 and isinstance(part.parts[0], Touch):
            said = (
                "A window is the time from the first touch of what it closes to the"
                " last, and here is one touch only."
            )
            raise PatternNotSupportedError(text, part.at, said)
        if part.within is not None and not is_on_line:
            raise PatternNotSupportedError(text, part.at, _OFF_LINE)
        if part.within is not None and needs_no_touch(part):
            said = "What this window closes can be without any touch."
            raise PatternNotSupportedError(text, part.at, said)
        for place, arrow in enumerate(part.arrows):
            if arrow.within is not None:
                _check_arrow(text, part, place, is_on_line=is_on_line)
    stays = is_on_line and isinstance(part, Sequence)
    for inner in inner_parts(part):
        _check_windows(text, inner, is_on_line=stays)


_OFF_LINE = (
    "A window over more than two touches next to each other cannot stand inside"
    " something that repeats or is one of several options. Ask it as a pattern of its"
    " own."
)


def _check_arrow(
    text: str, sequence: Sequence, place: int, *, is_on_line: bool
) -> None:
    arrow = sequence.arrows[place]
    if any(needs_no_touch(part) for part in sequence.parts[place : place + 2]):
        said = (
            "An arrow with a window stands between two touches, and one of its sides"
            " can be without any."
        )
        raise PatternNotSupportedError(text, arrow.at, said)
    if arrow.is_later and not is_on_line:
        raise PatternNotSupportedError(text, arrow.at, _OFF_LINE)


def _check_single_window(text: str, root: Part) -> None:
    windows = (window for window, _ in _windows(root))
    spans = sorted(w.at for w in windows if isinstance(w, Sequence) or w.is_later)
    if len(spans) > 1:
        said = (
            "A pattern can have one window over more than two touches next to each"
            " other; arrows `->` may have one each."
        )
        raise PatternNotSupportedError(text, spans[1], said)
