"""What the words and numbers of a Mermaid diagram are in a map, and back."""

import html
import math
import re
from typing import Any

from footlights.model.map import Map
from footlights.model.touchpoint import Touchpoint

MIDDLE = 3
"""The score that stands for a feeling of 0."""

_MOST_SIGNS = 120
_SIGNS = re.compile("[#:;,%<>&\"'{}\\\\]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_LINE_BREAK = re.compile(r"\s*<br\s*/?\s*>\s*|\s+", re.IGNORECASE)
_KEYWORD = re.compile(r"journey\b|title|section|acctitle|accdescr", re.IGNORECASE)
_ENTITY = re.compile(r"&(#?\w+);")


def label(text: str) -> str:
    """Write a text as a name in a diagram: signs of Mermaid's own as `#58;`.

    Line ends and signs that cannot be printed become blanks, and a word that Mermaid
    would take for its own gets its first letter as a number.
    """
    joined = " ".join(_UNPRINTABLE.sub(" ", text).split())
    plain = _SIGNS.sub(lambda sign: _number(sign[0]), joined)
    if _KEYWORD.match(plain):
        return f"{_number(plain[0])}{plain[1:]}"
    return plain or _number("?")


def read_label(text: str) -> str:
    """Read a name as it is written in a diagram: `#58;` is a colon, `<br>` a blank."""
    return shown(re.sub(r"#(\w+);", _entity, text))


def shown(text: str) -> str:
    """Give a name whose signs are letters already as it is shown: `<br>` is a blank."""
    joined = _LINE_BREAK.sub(" ", text)
    return _ENTITY.sub(lambda found: html.unescape(found[0]), joined).strip()


def _entity(found: re.Match[str]) -> str:
    return html.unescape(f"&#{found[1]};" if found[1].isdigit() else f"&{found[1]};")


def _number(sign: str) -> str:
    return f"#{ord(sign)};"


def titled(text: str) -> str:
    """Make a name of a map out of one of a diagram: cut where a map takes no more."""
    name = " ".join(_LINE_BREAK.sub(" ", text).split())
    name = _ENTITY.sub(lambda found: html.unescape(found[0]), name)
    return name if len(name) <= _MOST_SIGNS else f"{name[: _MOST_SIGNS - 1].rstrip()}…"


def people_of(map_: Map, touchpoint: Touchpoint) -> list[str]:
    """Name the people of a task: personas, then teams that do something for it.

    All personas of the map, or those who feel something where only some do.
    """
    some = set() if touchpoint.feeling else set(touchpoint.feelings)
    personas = [
        persona.name for persona in map_.personas if not some or persona.id in some
    ]
    busy = {activity.team for activity in touchpoint.activities}
    teams = [team.name for team in map_.teams if team.id in busy]
    return list(dict.fromkeys([*personas, *teams]))


def score_of(touchpoint: Touchpoint) -> str:
    """Give the score of a task, 1 to 5; 3 where nothing is known."""
    return _score(_valence(touchpoint.model_dump(mode="json")))


def _valence(part: dict[str, Any]) -> float:
    """Give the feeling drawn, or the mean where only some personas feel something."""
    drawn = [part["feeling"]] if part.get("feeling") else []
    felt = drawn or list((part.get("feelings") or {}).values())
    values = [float(each["valence"]) for each in felt]
    return sum(values) / len(values) if values else 0.0


def _score(valence: float) -> str:
    return f"{valence + MIDDLE:.4g}"


def feeling_of(part: dict[str, Any], score: float, personas: list[str]) -> None:
    """Put a score into a touchpoint's document, where it says something new.

    Args:
        part: The document; what a comment carried is in it already.
        score: Of the task; NaN is none.
        personas: Ids of those whose feeling it is; nobody in particular if empty.
    """
    if math.isnan(score) or _is_known(part, score):
        return
    valence = round(min(max(score - MIDDLE, -2.0), 2.0), 10)
    word = "pleased" if valence > 0 else "displeased" if valence < 0 else "neutral"
    kept = part.get("feeling")
    if isinstance(kept, dict):
        part["feeling"] = {**kept, "valence": valence}
    elif personas:
        part["feelings"] = {
            each: {"word": word, "valence": valence} for each in personas
        }
    else:
        part["feeling"] = {"word": word, "valence": valence}


def _is_known(part: dict[str, Any], score: float) -> bool:
    """Whether the score is what would be written for what the comment carries."""
    if "id" not in part:
        return False
    try:
        return float(_score(_valence(part))) == score
    except (AttributeError, KeyError, TypeError, ValueError):
        return True
