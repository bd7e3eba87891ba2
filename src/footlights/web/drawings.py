"""What many pages ask for at the same moment, worked out once."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock

from footlights.usecases.workspace.history import Step
from footlights.web.problems import CellProblem

MOST_AT_ONCE = 2
"""So many pages are told of a change at once; what people save need not wait for all."""

MOST_KEPT = 64
"""So many drawings are kept, those asked for last."""


@dataclass(frozen=True)
class Drawing:
    """A map, or those of its columns that have changed, as its page shows it."""

    steps: tuple[Step, ...]
    """What was changed, oldest first."""

    is_whole: bool
    """Whether `html` is the whole table."""

    html: str
    """The table, or a table of the columns that have changed; empty for nothing."""

    columns: tuple[str, ...] | None
    """All columns from first to last, by touchpoint, if they came, went or moved."""

    problems: tuple[CellProblem, ...]
    """What `check` finds in the map now."""


class Drawings:
    """Drawings of maps by what they show; the ones asked for last are kept.

    One is made at a time: twenty pages that hear of the same change ask for the same
    drawing, and all but the first wait for it rather than make it too.
    """

    def __init__(self) -> None:
        self.answers = BoundedSemaphore(MOST_AT_ONCE)
        """Held while a page is answered."""

        self._kept: OrderedDict[Hashable, tuple[object, Drawing]] = OrderedDict()
        self._turn = Lock()

    def get(
        self, key: Hashable, numbers: object, make: Callable[[], Drawing]
    ) -> Drawing:
        """Give a drawing.

        Args:
            key: All that it shows, but for the numbers.
            numbers: The very object whose numbers it shows; None for none.
            make: Makes it.
        """
        with self._turn:
            known = self._kept.get(key)
            if known is None or known[0] is not numbers:
                known = numbers, make()
                self._kept[key] = known
            self._kept.move_to_end(key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
            return known[1]
