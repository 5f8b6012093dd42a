"""The published JSON Schemas: generated from the shapes, so that they cannot drift."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from models.comparison import ScheduleDelta
from models.dispute import DisputeMessage, TaggedDispute
from models.event import EVENT
from models.extraction import Extraction
from models.problem import Problem
from models.schedule import Schedule
from models.schema_names import SchemaName
from models.shape import Shape
from models.simulation import Simulation
from models.terms import Terms

MESSAGES: dict[SchemaName, TypeAdapter[Any]] = {
    "event": EVENT,
    "dispute_message": TypeAdapter(DisputeMessage),
}
"""What comes in: optional fields may be left out."""
RESULTS: dict[SchemaName, type[Shape]] = {
    "terms": Terms,
    "extraction": Extraction,
    "schedule": Schedule,
    "comparison": ScheduleDelta,
    "simulation": Simulation,
    "dispute": TaggedDispute,
    "problem": Problem,
}
"""What goes out: every field is there."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(name: SchemaName) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a published shape."""
    if name in MESSAGES:
        schema = MESSAGES[name].json_schema(mode="validation")
    else:
        schema = RESULTS[name].model_json_schema(mode="serialization")
    return {"$schema": DIALECT, "$id": f"/v1/schemas/{name}", **schema}
