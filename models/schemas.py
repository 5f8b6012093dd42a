"""The published JSON Schemas: generated from the shapes, so that they cannot drift."""

from __future__ import annotations

from typing import Any

from models.comparison import ScheduleDelta
from models.dispute import DisputeMessage, TaggedDispute
from models.errors import NotFound
from models.event import EVENT
from models.extraction import Extraction
from models.problem import Problem
from models.schedule import Schedule
from models.shape import Shape
from models.simulation import Simulation
from models.terms import Terms

SHAPES: dict[str, type[Shape]] = {
    "terms": Terms,
    "extraction": Extraction,
    "schedule": Schedule,
    "comparison": ScheduleDelta,
    "simulation": Simulation,
    "dispute": TaggedDispute,
    "dispute_message": DisputeMessage,
    "problem": Problem,
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a published shape.

    Raises:
        NotFound: No shape of this name is published.
    """
    if name == "event":
        return {"$schema": DIALECT, **EVENT.json_schema(mode="serialization")}
    if name not in SHAPES:
        known = ", ".join(sorted([*SHAPES, "event"]))
        raise NotFound(f"no schema named {name!r}; there are {known}")
    return {"$schema": DIALECT, **SHAPES[name].model_json_schema(mode="serialization")}
