"""Ids that remind of the words they stand for."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from itertools import count

from footlights.model.spelling import plain

MOST_SIGNS_OF_ID = 64
"""How long an id may be."""


def slugs(words: Sequence[str], kind: str) -> list[str]:
    """Give each word an id of its own.

    Letters lose their accents; a word of which no Latin letter or digit is left
    becomes its kind and its place: `touchpoint-3`. No id is spelled like another word,
    so that what is called `Call 2` is not mistaken for the second `call`.

    Args:
        words: What the ids shall remind of, in order; any script.
        kind: What the words name, in small letters.
    """
    spelled = {plain(word) for word in words}
    taken: set[str] = set()
    found = []
    for place, word in enumerate(words, start=1):
        others = spelled - {plain(word)}
        found.append(
            next(
                slug
                for slug in _candidates(folded(word), kind, place)
                if slug not in taken and plain(slug) not in others
            )
        )
        taken.add(found[-1])
    return found


def free_slug(word: str, kind: str, taken: Collection[str]) -> str:
    """Give a word an id that is not taken yet.

    Args:
        word: What the id shall remind of; any script.
        kind: What the word names, in small letters.
        taken: Ids that others have.
    """
    found = _candidates(folded(word), kind, 1)
    return next(slug for slug in found if slug not in taken)


def _candidates(folded: str, kind: str, place: int) -> Iterator[str]:
    if not folded:
        stem, first = kind, place
        yield f"{kind}-{place}"
    else:
        stem, first = folded if folded[0].isalpha() else f"{kind}-{folded}", 1
        yield stem[:MOST_SIGNS_OF_ID].rstrip("-")
    for number in count(first + 1):
        end = f"-{number}"
        yield f"{stem[: MOST_SIGNS_OF_ID - len(end)].rstrip('-')}{end}"


def folded(word: str) -> str:
    """Give a word as an id would spell it; empty if it has no Latin letter."""
    bare = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")
