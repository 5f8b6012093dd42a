from __future__ import annotations

from collections.abc import Callable

from policy import DecisionTable, Policy, PolicyVersion
from policy.apply import apply_tables

NewTable = Callable[..., DecisionTable]
NewVersion = Callable[..., PolicyVersion]


def test_later_tables_see_what_earlier_ones_decide(sample: Policy) -> None:
    codes = apply_tables(sample.versions[0], "contract", {"contract.currency": "EUR"})
    assert codes.outputs == {
        "entity": "BRW-DE",
        "rounding": "half_up",
        "calendar": "Germany",
        "project_code": "BRW-DE-NEW",
        "project_name": "",
    }
    assert codes.troubles == ()


def test_a_table_that_decides_nothing_is_told_with_the_facts(table: NewTable, version: NewVersion) -> None:
    made = version(table([["Contoso", "USD", "A"], ["-", "USD", "B"]]))
    gap = apply_tables(made, "contract", {"contract.currency": "EUR"}).troubles[0]
    assert gap.code == "policy_gap"
    assert "t (1) has no row for contract.currency = EUR" in gap.message
    facts = {"contract.customer": "Contoso", "contract.currency": "USD"}
    codes = apply_tables(made, "contract", facts)
    assert codes.outputs == {}
    assert codes.troubles[0].code == "policy_overlap"
    assert "has rows 1, 2 for contract.customer = Contoso" in codes.troubles[0].message
    assert "none of its facts" in apply_tables(made, "contract", {}).troubles[0].message


def test_only_the_tables_of_the_scope_are_asked(table: NewTable, version: NewVersion) -> None:
    assert apply_tables(version(table([["-", "-", "A"]])), "line", {}).outputs == {}
