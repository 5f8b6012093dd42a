"""Small tables in short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from policy import DecisionTable, Policy, PolicyVersion, read_policy

DEFAULT = Path(__file__).parents[2] / "policy" / "default.yaml"


def make_table(rows: Sequence[Sequence[str]], **more: Any) -> DecisionTable:
    """A table of an open text, a listed text and one result, unless other columns are given."""
    columns = [
        {"role": "in", "field": "contract.customer"},
        {"role": "in", "field": "contract.currency", "values": ["USD", "EUR"]},
        {"role": "out", "field": "entity"},
    ]
    return DecisionTable.model_validate(
        {"id": "t", "decides": "contract", "columns": columns, "rows": rows, **more}
    )


@pytest.fixture(scope="session")
def table() -> Callable[..., DecisionTable]:
    """Makes a table."""
    return make_table


@pytest.fixture
def version() -> Callable[..., PolicyVersion]:
    """Makes a version of tables."""

    def make(*tables: DecisionTable) -> PolicyVersion:
        return PolicyVersion.model_validate(
            {"version": "1", "effective_from": "2026-01-01", "tables": tables}
        )

    return make


@pytest.fixture(scope="session")
def sample() -> Policy:
    """The sample firm's policy."""
    return read_policy(DEFAULT.read_bytes(), DEFAULT.name)
