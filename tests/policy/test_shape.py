from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pydantic import ValidationError

from models.errors import InvalidPolicy
from policy import DecisionTable, Policy

NewTable = Callable[..., DecisionTable]


def test_the_version_that_took_effect_last_governs_a_day(sample: Policy) -> None:
    #  2025-01-01          2026-01-01
    #  |---- 2025 ---------|---- 2026 ----->
    assert sample.on(date(2025, 12, 31)).version == "2025"
    assert sample.on(date(2026, 1, 1)).version == "2026"


def test_before_the_first_version_no_policy_governs(sample: Policy) -> None:
    with pytest.raises(InvalidPolicy, match="takes effect on 2025-01-01"):
        sample.on(date(2024, 12, 31))


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"rows": [["USD", "A"]]}, "row 1 has 2 cells for 3 columns"),
        ({"columns": [{"role": "in", "field": "entity"}], "rows": []}, "decides nothing"),
        ({"columns": [{"role": "out"}], "rows": []}, "names no field"),
        ({"hit": "priority"}, "needs one priority column"),
        ({"id": "Not a name"}, "should match pattern"),
    ],
)
def test_a_table_must_fit_together(table: NewTable, more: dict[str, object], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        table(**{"rows": [["-", "-", "A"]], **more})


def test_versions_and_tables_are_each_there_once(table: NewTable) -> None:
    one = table([["-", "-", "A"]])
    stated = {"version": "1", "effective_from": "2026-01-01", "tables": [one]}
    with pytest.raises(ValidationError, match="the same name"):
        Policy.model_validate({"policy": "p", "versions": [stated, stated]})
    with pytest.raises(ValidationError, match="the same id"):
        Policy.model_validate({"policy": "p", "versions": [{**stated, "tables": [one, one]}]})
    other = table([["-", "-", "A"]], id="other")
    with pytest.raises(ValidationError, match="decide the same field"):
        Policy.model_validate({"policy": "p", "versions": [{**stated, "tables": [one, other]}]})
