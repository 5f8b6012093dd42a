"""The published JSON Schemas of what goes in and what comes out."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, TypeAdapter

from models.dispute import DisputeMessage, TaggedDispute
from models.event import EVENT
from models.extraction import Extraction
from models.problem import Problem
from models.schedule import Schedule
from models.simulation import Simulation
from models.terms import Terms

SHAPES: dict[str, type[BaseModel] | TypeAdapter[Any]] = {
    "terms": Terms,
    "extraction": Extraction,
    "schedule": Schedule,
    "simulation": Simulation,
    "event": EVENT,
    "dispute": DisputeMessage,
    "tagged-dispute": TaggedDispute,
    "problem": Problem,
}


def schema_of(name: str) -> dict[str, Any] | None:
    """The JSON Schema (2020-12) of a published shape, or None where there is no such shape."""
    shape = SHAPES.get(name)
    if shape is None:
        return None
    schema = shape.json_schema() if isinstance(shape, TypeAdapter) else shape.model_json_schema()
    about = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"/v1/schemas/{name}"}
    return about | schema
