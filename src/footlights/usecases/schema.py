"""The published JSON Schemas: of a map file, and of what commands print."""

from typing import Any

from footlights.measures.measured import Measured
from footlights.model.map import Map

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def map_schema() -> dict[str, Any]:
    """Give the JSON Schema of a map file."""
    return {"$schema": DIALECT, **Map.model_json_schema()}


def measured_schema() -> dict[str, Any]:
    """Give the JSON Schema of what `footlights measure --json` prints."""
    return {"$schema": DIALECT, **Measured.model_json_schema(mode="serialization")}


def events_schema() -> dict[str, Any]:
    """Give the JSON Schema of what `footlights events --json` prints."""
    # Reading logs needs Ibis, which takes a second to import.
    from footlights.usecases.log_summary import LogProfile  # noqa: PLC0415

    return {"$schema": DIALECT, **LogProfile.model_json_schema(mode="serialization")}
