from __future__ import annotations

from collections.abc import Callable
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from policy import DecisionTable, Policy, PolicyVersion, check_tables, decide
from policy.check import PolicyFinding

NewTable = Callable[..., DecisionTable]
NewVersion = Callable[..., PolicyVersion]


def found(version: PolicyVersion, *kinds: str) -> list[PolicyFinding]:
    return [finding for finding in check_tables(version) if finding.kind in kinds]


def test_the_sample_firms_tables_have_nothing_wrong_with_them(sample: Policy) -> None:
    assert [finding for version in sample.versions for finding in check_tables(version)] == []


def test_a_gap_names_an_example(table: NewTable, version: NewVersion) -> None:
    (gap,) = found(version(table([["-", "USD", "A"]])), "gap")
    assert gap.severity == "error"
    assert gap.example["contract.currency"] == "EUR"
    assert gap.message.startswith("t (1): no row matches")


def test_a_missing_fact_is_a_case_of_its_own(table: NewTable, version: NewVersion) -> None:
    rows = [["Contoso", "-", "A"], ["not(Contoso)", "-", "B"]]
    (gap,) = found(version(table(rows)), "gap")
    assert gap.example == {"contract.customer": None, "contract.currency": "USD"}
    assert "contract.customer = missing" in gap.message


def test_an_overlap_names_both_rows_and_an_example(table: NewTable, version: NewVersion) -> None:
    rows = [["Contoso", "-", "A"], ["-", "EUR", "B"], ["-", "USD", "C"]]
    overlaps = found(version(table(rows)), "overlap")
    assert [(finding.rows, finding.example["contract.currency"]) for finding in overlaps] == [
        ((1, 3), "USD"),
        ((1, 2), "EUR"),
    ]
    assert "rows 1 and 3 match contract.customer = Contoso" in overlaps[0].message


def test_a_row_that_the_first_ones_leave_nothing_is_named(table: NewTable, version: NewVersion) -> None:
    rows = [["-", "USD", "A"], ["Contoso", "USD", "B"], ["-", "-", "C"]]
    (dead,) = found(version(table(rows, hit="first")), "unreachable", "gap", "overlap")
    assert (dead.kind, dead.rows, dead.severity) == ("unreachable", (2,), "warning")


def test_collect_has_neither_gaps_nor_overlaps(table: NewTable, version: NewVersion) -> None:
    rows = [["-", "USD", "A"], ["Contoso", "USD", "B"]]
    assert found(version(table(rows, hit="collect")), "gap", "overlap", "unreachable") == []


NUMBERS = [
    {"role": "in", "field": "contract.value", "type": "number", "minimum": "0", "optional": False},
    {"role": "out", "field": "entity"},
]


def test_numbers_are_checked_at_and_between_their_bounds(table: NewTable, version: NewVersion) -> None:
    tight = table([["[0..10)", "A"], [">= 10", "B"]], columns=NUMBERS)
    assert found(version(tight), "gap", "overlap") == []
    loose = table([["[0..10)", "A"], ["> 10", "B"]], columns=NUMBERS)
    (gap,) = found(version(loose), "gap")
    assert gap.example == {"contract.value": "10"}
    double = table([["[0..10]", "A"], [">= 10", "B"]], columns=NUMBERS)
    (overlap,) = found(version(double), "overlap")
    assert overlap.example == {"contract.value": "10"}
    assert found(version(table([["-", "A"]], columns=NUMBERS)), "gap") == []


def test_without_a_minimum_there_is_a_number_below(table: NewTable, version: NewVersion) -> None:
    columns = [{"role": "in", "field": "contract.value", "type": "number"}, NUMBERS[1]]
    below, missing = found(version(table([[">= 10", "A"]], columns=columns)), "gap")
    assert (below.example, missing.example) == ({"contract.value": "9"}, {"contract.value": None})
    assert found(version(table([["-", "A"]], columns=columns)), "gap") == []


def test_yes_and_no_are_both_asked(table: NewTable, version: NewVersion) -> None:
    columns = [{"role": "in", "field": "contract.tax_inclusive", "type": "boolean", "optional": False}]
    made = table([["true", "A"]], columns=[*columns, NUMBERS[1]])
    (gap,) = found(version(made), "gap")
    assert gap.example == {"contract.tax_inclusive": "false"}


def test_equal_priorities_overlap(table: NewTable, version: NewVersion) -> None:
    columns = [{"role": "priority"}, {"role": "in", "field": "contract.currency"}, NUMBERS[1]]
    made = table([["1", "-", "A"], ["1", "USD", "B"]], columns=columns, hit="priority")
    overlaps = found(version(made), "overlap")
    assert [finding.rows for finding in overlaps] == [(1, 2)]
    assert "with the same priority" in overlaps[0].message


def test_cells_facts_and_values_are_checked(table: NewTable, version: NewVersion) -> None:
    bad = table([["-", "> USD", "A"]])
    assert [finding.kind for finding in found(version(bad), "cell")] == ["cell"]
    columns = [
        {"role": "in", "field": "contract.colour"},
        {"role": "out", "field": "rounding"},
        {"role": "out", "field": "revenue_method"},
    ]
    odd = table([["-", "sideways", "{line.colour}"]], columns=columns)
    told = [finding.message for finding in found(version(odd), "fact", "value")]
    assert len(told) == 5
    assert "'contract.colour'" in told[0]
    assert "unknown fact 'line.colour'" in told[1]
    assert "half_up, half_even" in told[2]
    assert "decided for each line, not for each contract" in told[3]


def test_what_an_earlier_table_decides_is_a_fact_for_later_ones(table: NewTable, version: NewVersion) -> None:
    first = table([["-", "-", "A"]])
    columns = [{"role": "in", "field": "entity"}, {"role": "out", "field": "item_code"}]
    second = table([["-", "X"]], id="second", columns=columns)
    assert found(version(first, second), "fact") == []
    assert len(found(version(second, first), "fact")) == 1


def test_a_table_without_tests_is_told(table: NewTable, version: NewVersion) -> None:
    assert [finding.kind for finding in check_tables(version(table([["-", "-", "A"]])))] == ["untested"]


def test_a_table_that_nobody_could_read_is_checked_in_part(table: NewTable, version: NewVersion) -> None:
    names = [f"contract.{name}" for name in ("customer", "provider", "reference", "title", "kind")]
    columns = [*({"role": "in", "field": name} for name in names), NUMBERS[1]]
    rows = [[*("-" if at != number % 5 else f"v{number}" for at in range(5)), "A"] for number in range(40)]
    assert len(found(version(table(rows, columns=columns)), "unchecked")) == 1


CELLS = st.sampled_from(["-", "a", "b", "a, b", "not(a)", "null"])
TABLES = st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5)


@given(rows=TABLES, hit=st.sampled_from(["unique", "first"]))
@settings(max_examples=60)
def test_the_check_finds_trouble_just_where_deciding_would(
    table: NewTable, rows: list[tuple[str, str]], hit: str
) -> None:
    columns = [
        {"role": "in", "field": "contract.customer"},
        {"role": "in", "field": "contract.provider"},
        {"role": "out", "field": "entity"},
    ]
    made = table([[*row, "A"] for row in rows], columns=columns, hit=hit)
    stated = PolicyVersion.model_validate({"version": "1", "effective_from": "2026-01-01", "tables": [made]})
    decisions = [
        decide(made, {"contract.customer": one, "contract.provider": other})
        for one, other in product(["a", "b", "c", None], repeat=2)
    ]
    kinds = {finding.kind for finding in check_tables(stated)}
    assert ("gap" in kinds) == any(decision.trouble == "gap" for decision in decisions)
    assert ("overlap" in kinds) == any(decision.trouble == "overlap" for decision in decisions)
    used = {number for decision in decisions for number in decision.rows}
    assert ("unreachable" in kinds) == (used != set(range(1, len(rows) + 1)))
