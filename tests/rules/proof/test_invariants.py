"""A schedule that somebody changed does not pass: each invariant names the line and the difference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from models.certificate import InvariantCheck
from models.schedule import BillingLine, LedgerEntry, Schedule
from models.working import Step
from rules.proof.invariants import check_invariants

TERMS: dict[str, Any] = {
    "contract_value": "1000.00",
    "not_to_exceed": "1300.00",
    "effective_date": "2026-01-01",
    "end_date": "2026-06-30",
    "payment": {"billing_frequency": "monthly"},
    "retention": {"percent": "10", "releases": [{"on": "2026-06-30"}]},
    "advance": {"amount": "100.00", "recoup_percent": "50", "recoup_basis": "gross"},
    "minimum_commitment": {"amount": "700.00", "period": "quarter"},
    "lines": [
        {
            "id": "1",
            "billing_method": "fixed_price",
            "amount": "1000.00",
            "instalments": {"count": 3, "period": "month", "first_on": "2026-01-31"},
        },
        {
            "id": "2",
            "billing_method": "time_and_materials",
            "rates": [{"amount": "50.00", "unit": "hour"}],
            "caps": [{"id": "h", "hours": "5", "scope": "line"}],
        },
    ],
}
WORK = [
    ("time.approved", {"entry_id": "t1", "person": "p", "line": "2", "date": "2026-02-03", "hours": "3"}),
    ("time.approved", {"entry_id": "t2", "person": "p", "line": "2", "date": "2026-03-03", "hours": "7"}),
]


@pytest.fixture
def schedule(build: Callable[..., Schedule]) -> Schedule:
    return build(TERMS, WORK, "2026-07-01")


def breaches(schedule: Schedule) -> dict[str, list[str]]:
    return {
        check.invariant: [breach.message for breach in check.breaches]
        for check in check_invariants(schedule)
        if not check.holds
    }


def with_line(schedule: Schedule, line_id: str, **changes: Any) -> Schedule:
    def changed(line: BillingLine) -> BillingLine:
        return line.model_copy(update=changes) if line.id == line_id else line

    return schedule.model_copy(update={"billing": tuple(map(changed, schedule.billing))})


def with_entry(schedule: Schedule, ledger: str, at: int, **changes: Any) -> Schedule:
    entries: list[LedgerEntry] = list(getattr(schedule.ledgers, ledger))
    entries[at] = entries[at].model_copy(update=changes)
    ledgers = schedule.ledgers.model_copy(update={ledger: tuple(entries)})
    return schedule.model_copy(update={"ledgers": ledgers})


def line(schedule: Schedule, line_id: str) -> BillingLine:
    return next(line for line in schedule.billing if line.id == line_id)


def test_what_the_rules_make_passes(schedule: Schedule) -> None:
    checks: tuple[InvariantCheck, ...] = check_invariants(schedule)
    assert breaches(schedule) == {}
    assert all(check.examined for check in checks)


def test_a_changed_amount_is_not_what_its_proof_comes_to(schedule: Schedule) -> None:
    found = breaches(with_line(schedule, "1-2", amount=Decimal("433.34")))
    assert (
        found["proofs replay"][0]
        == "1-2: the proof '1/3 x 1000.00': 433.34 expected, 333.34 found, -100.00 off"
    )
    assert found["fixed lines sum to their totals"] == [
        "contract line 1: the sum of its lines: 1000.00 expected, 1100.00 found, +100.00 off"
    ]
    assert found["revenue sums to the price"] == [
        "contract line 1: the revenue of its price: 1100.00 expected, 1000.00 found, -100.00 off"
    ]


def test_a_line_taken_away_is_missed(schedule: Schedule) -> None:
    left = tuple(item for item in schedule.billing if item.id != "1-2")
    found = breaches(schedule.model_copy(update={"billing": left}))
    assert found["fixed lines sum to their totals"] == [
        "contract line 1: the sum of its lines: 1000.00 expected, 666.66 found, -333.34 off"
    ]


def test_a_step_that_states_something_else_is_named(schedule: Schedule) -> None:
    proof = line(schedule, "1-1").proof
    assert isinstance(proof.working, Step)
    wrong = replace(proof.working, value=Decimal("1.00"))
    tampered = with_line(schedule, "1-1", proof=proof.model_copy(update={"working": wrong}))
    assert breaches(tampered)["proofs replay"] == [
        "1-1: the step 'to the end of this part' states 1.00, its parts come to 333.33"
    ]


def test_a_proof_without_a_working_proves_nothing(schedule: Schedule) -> None:
    proof = line(schedule, "1-1").proof.model_copy(update={"working": None})
    assert breaches(with_line(schedule, "1-1", proof=proof))["proofs replay"] == [
        "1-1: the proof '1/3 x 1000.00': 333.33 expected, nothing found"
    ]


def test_an_amount_derived_from_another_line_follows_it(schedule: Schedule) -> None:
    other = line(schedule, "1-1").proof.model_copy(update={"working": line(schedule, "1-2").proof.working})
    tampered = with_line(schedule, "1-1", amount=Decimal("333.34"), proof=other)
    assert (
        "1-1-retention: the amount of 1-1: 333.34 expected, 333.33 found, -0.01 off"
        in breaches(tampered)["proofs replay"]
    )


def test_a_cap_that_is_passed_is_named(schedule: Schedule) -> None:
    tampered = with_entry(schedule, "caps", -1, delta=Decimal(9), balance=Decimal(12))
    assert breaches(tampered) == {
        "caps are never passed": ["2-3 under cap 2/h: at most the cap: 5 expected, 12 found, +7 off"]
    }


def test_what_has_no_limit_passes_none(schedule: Schedule) -> None:
    at = len(schedule.ledgers.caps) - 1
    tampered = with_entry(schedule, "caps", at, delta=Decimal(9), balance=Decimal(12), limit=None)
    assert breaches(tampered) == {}


def test_retention_released_twice_is_named(schedule: Schedule) -> None:
    release = line(schedule, "retention-release-1")
    twice = release.model_copy(update={"id": "again"})
    found = breaches(schedule.model_copy(update={"billing": (*schedule.billing, twice)}))
    assert found["retention withheld is released or held"] == [
        "retention: withheld 124.99 = released 249.98 + held: -124.99 expected, 0.00 found, +124.99 off"
    ]


def test_more_released_than_withheld_is_named(schedule: Schedule) -> None:
    at = len(schedule.ledgers.retention) - 1
    tampered = with_entry(schedule, "retention", at, delta=Decimal("-130.00"), balance=Decimal("-5.01"))
    found = breaches(with_line(tampered, "retention-release-1", amount=Decimal("130.00")))
    assert found["retention withheld is released or held"] == [
        "retention: no more released than withheld: 124.99 expected, 130.00 found, +5.01 off"
    ]


def test_an_advance_recouped_twice_is_named(schedule: Schedule) -> None:
    recouped = next(item for item in schedule.billing if item.kind == "advance_recoupment")
    found = breaches(with_line(schedule, recouped.id, amount=Decimal("-300.00")))
    assert found["advances are recouped once"] == [
        "advance: recouped at most once: 100.00 expected, 300.00 found, +200.00 off",
        "advance: paid 100.00 less recouped 300.00 is left: -200.00 expected, 0.00 found, +200.00 off",
    ]


def test_revenue_that_is_moved_or_lost_is_named(schedule: Schedule) -> None:
    lost = schedule.model_copy(update={"revenue": schedule.revenue[1:]})
    first = schedule.revenue[0].amount
    found = breaches(lost)["revenue sums to the price"]
    assert found == [
        f"contract line 1: the revenue of its price: 1000.00 expected, {1000 - first} found, -{first} off"
    ]


def test_a_ledger_that_does_not_recompute_is_named(schedule: Schedule) -> None:
    assert breaches(with_entry(schedule, "advance", 0, balance=Decimal("90.00"))) == {
        "ledgers recompute": [
            "advance in the advance ledger: the sum of its movements: 100.00 expected, 90.00 found, -10.00 off"
        ]
    }
    moved = with_entry(schedule, "minimum", 0, schedule_line="nowhere")
    assert breaches(moved)["ledgers recompute"] == [
        "nowhere in the minimum ledger: the line's amount: 0 expected, 333.33 found, +333.33 off"
    ]


def test_lines_stand_once_in_order_and_at_the_minor_unit(schedule: Schedule) -> None:
    first, *rest = schedule.billing
    tampered = schedule.model_copy(update={"billing": (first, *rest, first)})
    assert breaches(tampered)["lines are well formed"] == [
        "advance: stands 2 times",
        "advance: bills on 2026-01-01, before the line above it",
    ]
    finer = breaches(with_line(schedule, "1-1", amount=Decimal("333.333")))
    assert finer["lines are well formed"] == [
        "1-1: an amount at the minor unit: 333.33 expected, 333.333 found, +0.003 off"
    ]


def test_a_line_that_is_in_doubt_owes_no_sum(build: Callable[..., Schedule]) -> None:
    parts = [{"id": "M1", "percent": "30"}, {"id": "M2", "percent": "60"}]
    terms = {"lines": [{"id": "1", "billing_method": "milestone", "amount": "10.00", "milestones": parts}]}
    assert breaches(build(terms)) == {}


def test_an_invoiced_line_keeps_its_amount_and_its_change_stands_beside_it(
    build: Callable[..., Schedule],
) -> None:
    invoice = {
        "invoice_id": "i",
        "date": "2026-03-01",
        "lines": [{"schedule_line": "2-2", "amount": "150.00"}],
    }
    late = {"entry_id": "t3", "person": "p", "line": "2", "date": "2026-02-04", "hours": "1"}
    schedule = build(TERMS, [*WORK, ("invoice.posted", invoice), ("time.approved", late)], "2026-07-01")
    assert breaches(schedule) == {}
    assert date(2026, 2, 28) in {item.bill_on for item in schedule.billing if item.status == "invoiced"}
