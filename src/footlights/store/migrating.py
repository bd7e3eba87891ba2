"""Bring the tables of a store to the shape that this version of the program has."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from footlights.errors import NewerStoreError, NotAStoreError

NEWEST = "0003"
"""Number of the last step in `migrations/versions`."""

_FOLDER = Path(__file__).parent / "migrations"


def migrate(connection: Connection, place: str) -> None:
    """Take every step that a store has not taken yet, inside its transaction.

    Args:
        connection: In a transaction that nobody else writes beside.
        place: How the store is called in messages.

    Raises:
        NewerStoreError: A later version of Footlights made it; nothing is changed.
        NotAStoreError: Another program made its tables; nothing is changed.
    """
    reached = _reached(connection, place)
    if reached == NEWEST:
        return
    if reached is not None and reached > NEWEST:
        raise NewerStoreError(place)
    # Only a store that has to change waits for Alembic to be imported.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, NEWEST)


def _reached(connection: Connection, place: str) -> str | None:
    """Give the number of the last step taken; None for a store without tables."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        found = connection.scalar(text("select version_num from alembic_version"))
        if found is None and "workspace" not in tables:
            return None
        if "workspace" not in tables or not str(found).isdigit():
            raise NotAStoreError(place)
        return str(found)
    if tables:
        raise NotAStoreError(place)
    return None
