"""What every table has in common, and the types of their columns."""

import re
import zlib
from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    LargeBinary,
    MetaData,
    String,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

_UNHELD = re.compile("[\x00\ud800-\udfff]")


def keepable(text: str) -> str:
    """Give a text with a mark in place of each sign that no store can hold.

    Those are the zero byte and halves of a sign, which JSON can say.
    """
    return _UNHELD.sub("\N{REPLACEMENT CHARACTER}", text)


class UtcTime(TypeDecorator[datetime]):
    """A moment; SQLite forgets zones, so every moment is kept and given as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Bring a moment to UTC; one without a zone is a bug of the caller."""
        del dialect
        if value is None:
            return None
        assert value.tzinfo is not None, "a moment needs its zone"  # noqa: S101
        return value.astimezone(UTC)

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Say that it is UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value


class KeptText(TypeDecorator[str]):
    """A text that every store can hold; see `keepable`."""

    impl: type[String] = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Leave out what cannot be held."""
        del dialect
        return None if value is None else keepable(value)


class KeptWord(KeptText):
    """The same of a short text."""

    impl = String
    cache_ok = True


class CompressedText(TypeDecorator[str]):
    """A long text, kept compressed: a map is written anew with every revision."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Compress it."""
        del dialect
        return None if value is None else zlib.compress(value.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Give the text back."""
        del dialect
        return None if value is None else zlib.decompress(value).decode()


Moment = Annotated[datetime, mapped_column(UtcTime)]
FreeText = Annotated[str, mapped_column(KeptText)]
Compressed = Annotated[str, mapped_column(CompressedText)]
Id = Annotated[str, mapped_column(KeptWord(64), primary_key=True)]
Hash = Annotated[str, mapped_column(KeptWord(64), unique=True)]
Role = Annotated[str, mapped_column(KeptWord(16))]
Word = Annotated[str, mapped_column(KeptWord(64))]
PersonId = Annotated[str, mapped_column(ForeignKey("people.id"), index=True)]
MapId = Annotated[
    str, mapped_column(ForeignKey("maps.id", ondelete="CASCADE"), index=True)
]


class Table(DeclarativeBase):
    """A table of the workspace."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    # Documents of JSON: their owners check what is in them.
    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012
