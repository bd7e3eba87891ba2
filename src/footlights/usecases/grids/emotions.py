"""Feelings as people write them: words, emoji, signs, numbers on some scale."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

from footlights.formats.mermaid_words import titled

Scale = Literal["-2..2", "1..5", "0..10", "1..10", "-5..5", "-1..1", "1..7", "0..100"]

SCALES: dict[Scale, tuple[float, float]] = {
    "-2..2": (-2, 2),
    "1..5": (1, 5),
    "-1..1": (-1, 1),
    "1..7": (1, 7),
    "-5..5": (-5, 5),
    "0..10": (0, 10),
    "1..10": (1, 10),
    "0..100": (0, 100),
}
"""Scales on which feelings are told as numbers: the worst and the best."""

_NUMBER = re.compile(r"[-+\N{MINUS SIGN}–]?\d+(?:[.,]\d+)?")
_IN_BRACKETS = re.compile(
    r"(.+?)\s*[(\[:,/]\s*([-+\N{MINUS SIGN}–]?\d+(?:[.,]\d+)?)\s*[)\]]?"
)
_SIGNS = re.compile(r"\++|[-\N{MINUS SIGN}–]+|0|\+/-|±|o")

_WORDS: dict[float, str] = {
    2: "delighted ecstatic thrilled amazed elated overjoyed loved excellent enthusiastic",
    1: "happy good positive satisfied pleased glad relieved confident hopeful curious"
    " excited interested welcome calm comfortable relaxed grateful trusting safe proud"
    " optimistic motivated inspired impressed reassured content cheerful informed"
    " settled remembered eager zufrieden froh glücklich content heureux contento felice",
    0: "neutral ok okay indifferent expectant patient surprised fine mixed neither",
    -1: "unhappy bad negative dissatisfied displeased worried anxious nervous confused"
    " unsure uncertain sad bored tired annoyed impatient disappointed stressed doubtful"
    " sceptical skeptical hesitant lost insecure overwhelmed concerned irritated"
    " unzufrieden traurig triste preoccupato preocupado",
    -2: "angry furious frustrated desperate outraged hopeless terrible awful devastated"
    " horrified enraged helpless betrayed wütend",
}
_VALENCE_OF = {
    word: valence for valence, words in _WORDS.items() for word in words.split()
}
_EMOJI: dict[float, str] = {
    2: "😀😃😄😁😆😍🤩🥰😻🎉🥳💚❤🤗😂💯",
    1: "🙂😊😌☺😇😺👍😉😋🤠💪✅😎👏🟢",
    0: "😐😶😑🤔😮😯🟡🤷",
    -1: "🙁☹😕😟😞😔😬😒🥱😴😥😓😰😖👎🟠😧😦",
    -2: "😡😠🤬😭😢😤😫😩😱😣💔🤮👿😨🔴❌",
}
_EMOTICONS = {
    **dict.fromkeys((":D", ":-D", "=D", "<3"), 2.0),
    **dict.fromkeys((":)", ":-)", "=)", ";)", ";-)"), 1.0),
    **dict.fromkeys((":|", ":-|", "=|", ":/", ":-/"), 0.0),
    **dict.fromkeys(
        (
            ":(",
            ":-(",
            "=(",
        ),
        -1.0,
    ),
    **dict.fromkeys((":'(", ">:(", ":@", "D:"), -2.0),
}
_EMOJI_VALENCE = {sign: valence for valence, signs in _EMOJI.items() for sign in signs}
_NAMES = {2: "delighted", 1: "pleased", 0: "neutral", -1: "displeased", -2: "angry"}


def number_in(text: str) -> float | None:
    """Read a number that stands alone; None if it does not."""
    found = _NUMBER.fullmatch(text.strip())
    return _number(found[0]) if found else None


def _number(text: str) -> float:
    return float(
        text.replace(",", ".").replace("\N{MINUS SIGN}", "-").replace("–", "-")
    )


def scale_of(texts: Iterable[str]) -> Scale | None:
    """Guess the scale of numbers: the smallest that holds them all.

    Numbers from 1 to 2 fit several scales: they are read as 1 to 5. None where no
    number stands alone, or no scale holds them.
    """
    numbers = [number for text in texts if (number := number_in(text)) is not None]
    if not numbers:
        return None
    order: Sequence[Scale]
    if min(numbers) < 0:
        # -1, 0 and 1 are steps of the scale from -2 to +2 as well.
        order = ("-2..2", "-5..5")
    elif min(numbers) < 1:
        order = ("-2..2", "0..10", "0..100")
    else:
        order = ("1..5", "1..7", "1..10", "0..100")
    for scale in order:
        low, high = SCALES[scale]
        if low <= min(numbers) and max(numbers) <= high:
            return scale
    return None


def on_our_scale(number: float, scale: Scale) -> float | None:
    """Bring a number to the scale from -2 to +2; None if it is outside its scale."""
    low, high = SCALES[scale]
    if not low <= number <= high:
        return None
    return round(-2 + 4 * (number - low) / (high - low), 2)


def read_feeling(text: str, scale: Scale | None) -> tuple[str, float] | None:
    """Read a feeling.

    Args:
        text: A word (`happy`), a word with a number (`happy (+1)`), emoji, signs
            (`++`, `-`), or a number on the scale.
        scale: The scale of numbers.

    Returns:
        The word and the valence from -2 to +2; None where no valence is known.
    """
    said = " ".join(text.split())
    number = number_in(said)
    if number is not None:
        valence = on_our_scale(number, scale) if scale else None
        return None if valence is None else (_name(valence), valence)
    if said in _EMOTICONS:
        return _name(_EMOTICONS[said]), _EMOTICONS[said]
    if _SIGNS.fullmatch(said):
        valence = float(
            max(
                -2,
                min(2, said.count("+") - len(re.findall("[-\N{MINUS SIGN}–]", said))),
            )
        )
        return _name(valence), valence
    both = _IN_BRACKETS.fullmatch(said)
    if both and number_in(both[2]) is not None:
        valence = on_our_scale(_number(both[2]), _scale_beside(both[2], scale))
        return None if valence is None else (titled(both[1]), valence)
    emoji = [_EMOJI_VALENCE[sign] for sign in said if sign in _EMOJI_VALENCE]
    words = "".join(sign for sign in said if not _is_pictorial(sign)).strip()
    known = [_VALENCE_OF[word] for word in _letters(words) if word in _VALENCE_OF]
    found = emoji or known
    if not found:
        return None
    valence = round(sum(found) / len(found), 2)
    if not emoji and _is_strengthened(words):
        valence = max(-2.0, min(2.0, valence * 2))
    return titled(words) if words else _name(valence), valence


def _scale_beside(number: str, scale: Scale | None) -> Scale:
    """Give the scale of a number beside a word; one with a sign is from -2 to +2."""
    return "-2..2" if scale is None or number[0] in "+-\N{MINUS SIGN}–" else scale


def _letters(words: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", words.casefold())


def _is_strengthened(words: str) -> bool:
    return bool(
        {"very", "extremely", "sehr", "très", "molto", "muy"} & set(_letters(words))
    )


def _is_pictorial(sign: str) -> bool:
    return (
        unicodedata.category(sign) in {"So", "Sk", "Mn", "Cf"} or sign in _EMOJI_VALENCE
    )


def _name(valence: float) -> str:
    return _NAMES[round(valence)]
