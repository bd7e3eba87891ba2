"""Records of one table: plain values, with no tie to the database they came from."""

from dataclasses import fields
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from footlights.store.tables.table import Table


class Record(Protocol):
    """A dataclass whose fields are columns of a table, by the same names."""

    __dataclass_fields__: ClassVar[dict[str, Any]]  # as dataclasses declare it


R = TypeVar("R", bound=Record)


class Rows(Generic[R]):
    """The records of a table; each kind says which table and which record it is."""

    table: type[Table]
    record: type[R]

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, record: R) -> None:
        """Add a record; one with the same key must not be there."""
        names = [field.name for field in fields(record)]
        self._session.add(self.table(**{name: getattr(record, name) for name in names}))
        # At once, so that rows come in the order in which they refer to each other.
        self._session.flush()

    def get(self, key: object) -> R | None:
        """Give the record of a key; None if there is none."""
        row = self._session.get(self.table, key)
        return None if row is None else self._plain(row)

    def change(self, key: object, **changes: Any) -> None:  # a column each
        """Set columns of the record of a key, which must be there."""
        row = self._session.get_one(self.table, key)
        for name, value in changes.items():
            setattr(row, name, value)
        self._session.flush()

    def remove(self, key: object) -> None:
        """Take the record of a key out, if it is there."""
        row = self._session.get(self.table, key)
        if row is not None:
            self._session.delete(row)
            self._session.flush()

    def all(self) -> tuple[R, ...]:
        """Give every record, by key."""
        return self._where(order=list(self.table.__mapper__.primary_key))

    def _where(
        self,
        *conditions: ColumnElement[bool],
        order: list[Any],  # columns, or columns backwards
        limit: int | None = None,
    ) -> tuple[R, ...]:
        query = select(self.table).where(*conditions).order_by(*order).limit(limit)
        return tuple(self._plain(row) for row in self._session.scalars(query))

    def _one(self, column: InstrumentedAttribute[str], value: str) -> R | None:
        row = self._session.scalar(select(self.table).where(column == value))
        return None if row is None else self._plain(row)

    def _plain(self, row: Table) -> R:
        names = [field.name for field in fields(self.record)]
        return self.record(**{name: getattr(row, name) for name in names})
