"""The names of the published JSON Schemas, apart from the shapes, which take a while to load."""

from __future__ import annotations

from typing import Literal, get_args

SchemaName = Literal[
    "terms",
    "extraction",
    "schedule",
    "comparison",
    "simulation",
    "dispute",
    "dispute_message",
    "event",
    "problem",
]
SCHEMA_NAMES: tuple[SchemaName, ...] = get_args(SchemaName)
