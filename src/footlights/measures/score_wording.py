"""How mean scores, measured feelings and their differences are written."""

from dataclasses import dataclass, replace

from footlights.measures.wording import signed


@dataclass(frozen=True)
class ScoreWriter:
    """Writes scores on the log's scale, all with the same number of decimals.

    Two of them, and one on scales over 20 wide: so the numbers of a lane or column
    stand below each other alike, and as the workbook and the tables of answers have
    them. `telling_apart` adds to that where an interval asks for it.
    """

    low: float
    high: float
    more: int = 0
    """Decimals beyond the usual."""

    def __call__(self, score: float) -> str:
        """Write a score; one that is not the best is written `<5.00`, never `5.00`."""
        decimals = (1 if self.high - self.low > 20 else 2) + self.more
        text = f"{score:.{decimals}f}"
        if float(text) in {self.low, self.high} and float(text) != score:
            return f"{'<' if score < float(text) else '>'}{_unsigned_nought(text)}"
        return _unsigned_nought(text)

    def finer(self) -> "ScoreWriter":
        """Give what writes one decimal more."""
        return replace(self, more=self.more + 1)

    def percent(self, score: float) -> float:
        """Place a score on a bar, 0 to 100."""
        return min(
            100.0, max(0.0, 100 * (score - self.low) / (self.high - self.low or 1))
        )

    def given(self, score: float) -> str:
        """Write a score that somebody set, such as a bound, as it was set: `4`."""
        return signed(f"{score:g}")

    @property
    def words(self) -> str:
        """The scale in words: `1 to 5`."""
        return f"{self.given(self.low)} to {self.given(self.high)}"


@dataclass(frozen=True)
class SignedWriter:
    """Writes measured feelings and differences of scores: `+1.04`, `0.00`, `−0.41`."""

    plus: str = "+"
    """What stands before a number over 0; empty where words say which way it goes."""

    decimals: int = 2

    def __call__(self, number: float) -> str:
        """Write a number; one that is rounded to nothing has no sign."""
        text = _unsigned_nought(f"{number:.{self.decimals}f}")
        return f"{self.plus}{text}" if round(number, self.decimals) > 0 else text

    def finer(self) -> "SignedWriter":
        """Give what writes one decimal more."""
        return replace(self, decimals=self.decimals + 1)


felt_number = SignedWriter()
"""Writes a measured feeling; one that is drawn is written by `feeling_number`."""

difference_number = SignedWriter()
"""Writes the difference of two mean scores."""

distance_number = SignedWriter(plus="")
"""Writes a difference after a word that says which way it goes: `1.43 lower`."""


def points_number(difference: float) -> str:
    """Write a difference of two shares in points of per cent, without unit: `+5.2`."""
    return SignedWriter(decimals=1)(difference * 100)


def points(difference: float) -> str:
    """Write a difference of two shares in points of per cent: `+5.2 points`."""
    return f"{points_number(difference)} points"


def _unsigned_nought(text: str) -> str:
    return signed(text.lstrip("-") if float(text) == 0 else text)
