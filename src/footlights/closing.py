"""What is let go of at the end of a `with`, whatever happened in it."""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self


class Closing(ABC):
    """Something that holds a connection, a file or a folder until it is closed."""

    @abstractmethod
    def close(self) -> None:
        """Let go of it; doing so twice is no mistake."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
