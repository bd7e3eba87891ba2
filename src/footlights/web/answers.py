"""Answers to questions, kept for a while."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock

from footlights.measures.view import View
from footlights.measures.ways import Ways

MOST_KEPT = 32
"""So many answers are kept, those asked for last."""

MOST_ROWS_KEPT = 10_000
"""An answer of more rows is not kept."""


@dataclass(frozen=True)
class Answer:
    """What came of a question."""

    view: View
    """Its rows."""

    ways: Ways | None = None
    """What the picture of the flow needs; None where there is none."""

    journeys: tuple[int, int] | None = None
    """How many journeys it is about, and how many there are; None if it is about all,
    or about two groups."""


class Answers:
    """Answers that were asked for last, so that their downloads need not ask again."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Answer] = OrderedDict()
        self._turn = Lock()

    def get(self, key: Hashable) -> Answer | None:
        """Give an answer, if it is kept."""
        with self._turn:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def keep(self, key: Hashable, answer: Answer) -> None:
        """Keep an answer; the one asked for longest ago goes."""
        if len(answer.view.rows) > MOST_ROWS_KEPT:
            return
        with self._turn:
            self._kept[key] = answer
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
