"""Reviews: when the map was last looked at."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar

from footlights.model.problem import Problem
from footlights.model.rules.checked import Checked


class ReviewIsNotOverdue:
    """A map is looked at again as often as it says."""

    code: ClassVar[str] = "stale-review"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield one problem if the next review lies before the day of the check."""
        review = checked.map.review
        if review is None or checked.on - review.last <= review.every:
            return
        yield Problem(
            self.code,
            ("review", "last"),
            f"The map was last reviewed on {review.last}, and the next review was due"
            f" on {_day_after(review.last, review.every)}. Look at it again, and"
            " write the day under `last`.",
        )


def _day_after(day: date, span: timedelta) -> date:
    return day + timedelta(days=span.days)


class ReviewIsNotAhead:
    """The last review lies in the past."""

    code: ClassVar[str] = "review-in-future"

    def check(self, checked: Checked) -> Iterator[Problem]:
        """Yield one problem if it lies after the day of the check."""
        review = checked.map.review
        if review is not None and review.last > checked.on:
            yield Problem(
                self.code,
                ("review", "last"),
                f"The last review is said to be on {review.last}, and the map is"
                f" checked as of {checked.on}. Write the day on which it was.",
            )
