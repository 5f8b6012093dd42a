from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.event import EVENT, Event
from models.schedule import Schedule
from models.terms import Terms
from policy import Policy, read_policy
from rules import build_schedule
from workflows.policy import check_policy, schedule_under

DEFAULT = Path(__file__).parents[2] / "policy" / "default.yaml"
FEE: dict[str, Any] = {
    "id": "1",
    "billing_method": "recurring",
    "amount": "100.00",
    "period": "month",
    "proration": "none",
}
TERMS: dict[str, Any] = {
    "currency": "EUR",
    "reference": "S-1",
    "title": "Operation",
    "ship_to_country": "Germany",
    "parties": [{"name": "Contoso", "role": "customer"}],
    "start_date": "2025-12-01",
    "end_date": "2026-01-31",
    "lines": [FEE],
}


@pytest.fixture(scope="module")
def firm() -> Policy:
    return read_policy(DEFAULT.read_bytes(), DEFAULT.name)


def policy_of(tables: list[dict[str, Any]]) -> Policy:
    stated = {"version": "1", "effective_from": "2025-01-01", "tables": tables}
    return Policy.model_validate({"policy": "Ours", "versions": [stated]})


def decides(field: str, value: str, scope: str = "contract") -> dict[str, Any]:
    return {"id": field, "decides": scope, "columns": [{"role": "out", "field": field}], "rows": [[value]]}


def made(policy: Policy, terms: dict[str, Any], *events: Event) -> Schedule:
    return schedule_under(policy, Terms.model_validate(terms), events, as_of=date(2026, 2, 1))


def test_each_line_carries_the_codes_of_the_version_that_governs_its_bill_date(firm: Policy) -> None:
    #      2025-12-31        2026-01-31
    #  ----| version 2025 ---| version 2026: managed services on accounts of their own
    first, second = made(firm, TERMS).billing
    assert (str(first.bill_on), str(second.bill_on)) == ("2025-12-31", "2026-01-31")
    assert first.coding == {
        "entity": "BRW-DE",
        "project_code": "BRW-DE-S-1",
        "project_name": "Contoso: Operation",
        "item_code": "SVC-RECURRING",
        "ledger_account": "4030",
        "tax_code": "DE-19",
    }
    assert second.coding is not None
    assert (second.coding["item_code"], second.coding["ledger_account"]) == ("MS-RECURRING", "4130")


def test_the_project_carries_its_codes_and_the_schedule_its_policy(firm: Policy) -> None:
    schedule = made(firm, TERMS)
    assert schedule.project.coding == {
        "entity": "BRW-DE",
        "project_code": "BRW-DE-S-1",
        "project_name": "Contoso: Operation",
    }
    assert schedule.project.children[0].coding == {}
    assert schedule.policy is not None
    assert (schedule.policy.policy, schedule.policy.versions) == ("Brightwater Consulting", ("2025", "2026"))


def test_without_a_policy_the_json_is_as_before(firm: Policy) -> None:
    terms = Terms.model_validate(TERMS)
    plain = build_schedule(terms, as_of=date(2026, 2, 1)).model_dump(mode="json")
    assert "policy" not in plain
    assert "coding" not in plain["billing"][0]
    assert "coding" not in plain["project"]
    coded = schedule_under(firm, terms, as_of=date(2026, 2, 1)).model_dump(mode="json")
    assert [{**line, "coding": None} for line in plain["billing"]] == [
        {**line, "coding": None} for line in coded["billing"]
    ]


def test_the_engine_follows_rounding_calendar_and_revenue_method() -> None:
    # 1.5 h at 1.75 is 2.625, to the even 2.62; Thu 2 July 2026 + 2 business days, 3 July being a holiday
    work = {
        "id": "1",
        "billing_method": "time_and_materials",
        "rates": [{"amount": "1.75", "unit": "hour"}],
    }
    part = {
        "id": "2",
        "billing_method": "milestone",
        "start_date": "2026-01-01",
        "end_date": "2026-01-31",
        "milestones": [{"id": "M1", "amount": "31.00", "trigger": "x"}],
    }
    terms = {
        "currency": "USD",
        "start_date": "2026-01-01",
        "end_date": "2026-01-31",
        "acceptance": {"review_days": 2, "business_days": True, "deemed": True},
        "lines": [work, part],
    }
    envelope = {"source": "t", "subject": "S-1", "time": "2026-01-05T12:00:00Z"}
    worked = {"entry_id": "t", "person": "p", "date": "2026-01-05", "hours": "1.5", "line": "1"}
    events = [
        EVENT.validate_python({**envelope, "id": "1", "type": "engross.time.approved", "data": worked}),
        EVENT.validate_python(
            {
                **envelope,
                "id": "2",
                "type": "engross.milestone.delivered",
                "data": {"milestone": "M1", "date": "2026-07-02"},
            }
        ),
    ]
    tables = [
        decides("rounding", "half_even"),
        decides("calendar", "United States"),
        decides("revenue_method", "straight_line", "line"),
    ]
    schedule = schedule_under(policy_of(tables), Terms.model_validate(terms), events, as_of=date(2026, 8, 1))
    amounts = {line.id: (str(line.amount), str(line.bill_on)) for line in schedule.billing}
    assert amounts == {"1-1": ("2.62", "2026-01-31"), "2-M1": ("31.00", "2026-07-08")}
    assert {entry.method for entry in schedule.revenue} == {"straight_line"}
    assert schedule.findings == ()


def test_what_the_tables_do_not_decide_is_a_finding_and_no_code() -> None:
    table = {
        "id": "items",
        "decides": "billing",
        "columns": [{"role": "in", "field": "billing.kind"}, {"role": "out", "field": "item_code"}],
        "rows": [["time", "T"]],
    }
    schedule = made(policy_of([table]), TERMS)
    assert [line.coding for line in schedule.billing] == [{}, {}]
    (finding,) = (found for found in schedule.findings if found.code == "policy_gap")
    assert "items (1) has no row for billing.kind = recurring" in finding.message


def test_before_the_first_version_lines_stay_without_codes(firm: Policy) -> None:
    early = {**TERMS, "start_date": "2024-12-01", "end_date": "2024-12-31", "lines": [FEE]}
    schedule = made(firm, early)
    assert [line.coding for line in schedule.billing] == [{}]
    assert schedule.project.coding == {}
    assert "policy_gap" in {finding.code for finding in schedule.findings}


@pytest.mark.parametrize(
    ("field", "scope", "why"),
    [
        ("rounding", "contract", "neither half_up nor half_even"),
        ("calendar", "contract", "holidays of the policy's calendar"),
        ("revenue_method", "line", "revenue_method is not one"),
    ],
)
def test_values_that_the_engine_cannot_follow_are_findings(field: str, scope: str, why: str) -> None:
    schedule = made(policy_of([decides(field, "Atlantis", scope)]), TERMS)
    assert [str(line.amount) for line in schedule.billing] == ["100.00", "100.00"]
    assert any(why in finding.message for finding in schedule.findings if finding.code == "policy_value")


def test_lines_of_no_contract_line_and_of_added_ones_are_coded_too(firm: Policy) -> None:
    added = {
        "effective_on": "2026-01-01",
        "patch": [{"op": "add", "path": "/lines/-", "value": {**FEE, "id": "2"}}],
    }
    amended = EVENT.validate_python(
        {
            "id": "1",
            "source": "t",
            "subject": "S-1",
            "time": "2026-01-01T12:00:00Z",
            "type": "engross.contract.amended",
            "data": added,
        }
    )
    terms = {**TERMS, "retention": {"percent": "10", "releases": [{"percent": "100", "on": "2026-02-28"}]}}
    schedule = made(firm, terms, amended)
    assert {line.line for line in schedule.billing} >= {None, "1", "2"}
    assert all((line.coding or {}).get("item_code") for line in schedule.billing)
    assert len(schedule.project.children) == 2


def test_the_sample_firms_policy_is_sound(firm: Policy) -> None:
    assert check_policy(firm) == ()


def test_a_calendar_of_nowhere_is_found_by_the_check() -> None:
    found = check_policy(policy_of([decides("calendar", "Atlantis")]))
    assert [finding.message for finding in found if finding.kind == "value"] == [
        "calendar (1): row 1: no such calendar"
    ]
