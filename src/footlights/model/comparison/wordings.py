"""Ways to say how a value changed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from footlights.model.comparison.names import Names
from footlights.model.quantities import (
    parse_duration,
    parse_money,
    parse_rate,
)

Wording = Callable[[Any, Any, Names], Iterator[str]]
"""Takes what stood there, what stands there, and names; yields a sentence or more.
Values are those of a map file, as many kinds as there are fields."""


def text(label: str) -> Wording:
    """Word a text: `changed what the customer does from “Waits” to “Sits”`."""
    return _three(label, quoted)


def word(label: str) -> Wording:
    """Word one of a few words, a number or a day, without quotes."""
    return _three(label, _plain)


def renamed(was: Any, becomes: Any, names: Names) -> Iterator[str]:
    """Word a name."""
    if was is None or becomes is None:
        yield from _three("the name", quoted)(was, becomes, names)
    else:
        yield f"renamed from {quoted(was)} to {quoted(becomes)}"


def reference(kind: str, label: str) -> Wording:
    """Word the id of a part by the part's name."""

    def say(was: Any, becomes: Any, names: Names) -> Iterator[str]:
        def called(value: Any) -> str:
            return names.name(kind, value)

        yield from _three(label, called)(was, becomes, names)

    return say


def references(kind: str, label: str) -> Wording:
    """Word a list of ids by the parts' names, in their order."""

    def say(was: Any, becomes: Any, names: Names) -> Iterator[str]:
        def called(value: Any) -> str:
            return joined([names.name(kind, each) for each in value])

        yield from _three(label, called)(was or None, becomes or None, names)

    return say


def flag(when_on: str, when_off: str) -> Wording:
    """Word an answer to yes or no."""

    def say(was: Any, becomes: Any, names: Names) -> Iterator[str]:
        del was, names
        yield when_on if becomes else when_off

    return say


def duration(label: str) -> Wording:
    """Word a length of time: `shortened the promise from 5m to 3m`."""
    return _measured(label, _seconds, ("lengthened", "shortened"))


def money(label: str) -> Wording:
    """Word an amount: `raised the cost from 2 EUR to 3 EUR`."""
    return _measured(label, _amount, ("raised", "lowered"))


def number(label: str) -> Wording:
    """Word a number: `raised the count from 3 to 12`."""
    return _measured(label, float, ("raised", "lowered"))


def share(label: str) -> Wording:
    """Word a share: `raised the share from 80% to 90%`."""
    return _measured(label, _per_cent, ("raised", "lowered"))


def valence(label: str) -> Wording:
    """Word how good a feeling is: `raised the feeling from -1 to +2`."""

    def say(was: Any, becomes: Any, names: Names) -> Iterator[str]:
        if was is None or becomes is None:
            yield from _three(label, signed)(was, becomes, names)
        else:
            verb = "raised" if becomes > was else "lowered"
            yield f"{verb} {label} from {signed(was)} to {signed(becomes)}"

    return say


def entries(
    noun: str, said: Callable[[Any], str], *, plural: str | None = None
) -> Wording:
    """Word a list whose entries come and go: `added the pain “It rains”`."""

    def say(was: Any, becomes: Any, names: Names) -> Iterator[str]:
        del names
        before = [said(each) for each in was or ()]
        after = [said(each) for each in becomes or ()]
        gone, new = _surplus(before, after), _surplus(after, before)
        if len(gone) == len(new) == 1:
            yield f"changed the {noun} {gone[0]} to {new[0]}"
        else:
            yield from (f"removed the {noun} {each}" for each in gone)
            yield from (f"added the {noun} {each}" for each in new)
        kept = [each for each in before if each not in gone]
        if kept != [each for each in after if each not in new]:
            yield f"reordered the {plural or f'{noun}s'}: {joined(after)}"

    return say


def texts(noun: str) -> Wording:
    """Word a list of texts."""
    return entries(noun, quoted)


def whole(label: str, said: Callable[[Any], str]) -> Wording:
    """Word a value that is said as a whole."""
    return _three(label, said)


def keyed(noun: str, said: Callable[[Any], str], kind: str) -> Wording:
    """Word a mapping from ids of parts: `changed the feeling of Couple from ...`."""

    def say(was: Any, becomes: Any, names: Names) -> Iterator[str]:
        before, after = was or {}, becomes or {}
        for key in sorted(before.keys() | after.keys()):
            if before.get(key) != after.get(key):
                label = f"the {noun} of {names.name(kind, key)}"
                yield from _three(label, said)(before.get(key), after.get(key), names)

    return say


def joined(words: list[str]) -> str:
    """Write a list as people do: `a, b and c`."""
    *first, last = words or ["nothing"]
    return f"{', '.join(first)} and {last}" if first else last


def signed(value: float) -> str:
    """Write a number with its sign: `+1`, `-0.5`, `0`."""
    return f"{value:+g}" if value else "0"


def feeling(value: Mapping[str, Any]) -> str:
    """Write a feeling: `hopeful (+1)`."""
    said = value.get("valence")
    return f"{value.get('word')} ({signed(said) if said is not None else 'no valence'})"


def match(value: Mapping[str, Any]) -> str:
    """Write a rule that binds events: `“door” where result is seated or late`."""
    rules = [
        f"{column} is {' or '.join(_value(each) for each in wanted)}"
        for column, wanted in (value.get("where") or {}).items()
    ]
    soon = f" within {value['within']}" if value.get("within") else ""
    where = f" where {joined(rules)}" if rules else ""
    return f"“{value['event']}”{where}{soon}"


def columns(value: Mapping[str, Any]) -> str:
    """Write which values columns must have: `plan is paid`."""
    return joined(
        [
            f"{column} is {' or '.join(_value(each) for each in wanted)}"
            for column, wanted in value.items()
        ]
    )


def _three(label: str, said: Callable[[Any], str]) -> Wording:
    """Say that a value came, went or changed."""

    def say(was: Any, becomes: Any, names: Names) -> Iterator[str]:
        del names
        if was is None:
            yield f"set {label} to {said(becomes)}"
        elif becomes is None:
            yield f"took {label} away, which was {said(was)}"
        else:
            yield f"changed {label} from {said(was)} to {said(becomes)}"

    return say


def _measured(
    label: str, size: Callable[[Any], float], verbs: tuple[str, str]
) -> Wording:
    """Say that a quantity came, went, grew or shrank."""

    def say(was: Any, becomes: Any, names: Names) -> Iterator[str]:
        more, less = verbs
        if was is None or becomes is None or size(was) == size(becomes):
            yield from _three(label, _plain)(was, becomes, names)
        else:
            verb = more if size(becomes) > size(was) else less
            yield f"{verb} {label} from {_plain(was)} to {_plain(becomes)}"

    return say


def _seconds(value: Any) -> float:
    return parse_duration(value).total_seconds()


def _amount(value: Any) -> float:
    reads = parse_rate if str(value).endswith("/h") else parse_money
    return reads(value).value


def _per_cent(value: Any) -> float:
    return float(str(value).rstrip("%"))


def quoted(value: Any) -> str:
    """Write a text in quotes."""
    return f"“{value}”"


def _plain(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _value(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else _plain(value)


def _surplus(these: list[str], those: list[str]) -> list[str]:
    """Give what a list has more of than another, in its order."""
    left = list(those)
    more = []
    for each in these:
        if each in left:
            left.remove(each)
        else:
            more.append(each)
    return more
