"""What an address says after its question mark."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import Request


@dataclass(frozen=True)
class Address:
    """Names and what is said under them, in the order of the address."""

    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """Give what is said first under a name; empty if nothing is."""
        return next((said for known, said in self.pairs if known == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Give all that is said under a name; commas part several."""
        return tuple(
            part.strip()
            for known, said in self.pairs
            if known == name
            for part in said.split(",")
            if part.strip()
        )

    def each(self, name: str) -> tuple[str, ...]:
        """Give all that is said under a name, commas and all."""
        return tuple(
            said.strip() for known, said in self.pairs if known == name and said.strip()
        )

    def only(self, names: Collection[str]) -> "Address":
        """Keep what is said under some names."""
        return Address(tuple(p for p in self.pairs if p[0] in names and p[1]))

    def after(self, path: str) -> str:
        """Write it after a path."""
        return f"{path}?{urlencode(self.pairs)}" if self.pairs else path


def address_of(request: Request) -> Address:
    """Take the address of a request; empty fields of a form say nothing."""
    return Address(
        tuple((n, said) for n, said in request.query_params.multi_items() if said)
    )
