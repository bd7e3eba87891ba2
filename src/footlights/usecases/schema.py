"""The published JSON Schemas: of a map file, and of what commands print."""

from typing import Any

from footlights.measures.measured import Measured
from footlights.model.map import Map
from footlights.usecases.log_profile import LogProfile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def map_schema() -> dict[str, Any]:
    """Give the JSON Schema of a map file."""
    return {"$schema": DIALECT, **Map.model_json_schema()}


def measured_schema() -> dict[str, Any]:
    """Give the JSON Schema of what `footlights measure --json` prints."""
    return {"$schema": DIALECT, **Measured.model_json_schema(mode="serialization")}


def events_schema() -> dict[str, Any]:
    """Give the JSON Schema of what `footlights events --json` prints."""
    return {"$schema": DIALECT, **LogProfile.model_json_schema(mode="serialization")}
