from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from models.schedule import Schedule

Build = Callable[..., Schedule]


def terms(*releases: dict[str, Any], **retention: Any) -> dict[str, Any]:
    milestones = [
        {"id": "M1", "amount": "60000.00", "trigger": "acceptance"},
        {"id": "M2", "amount": "60000.00", "trigger": "acceptance"},
        {"id": "M3", "amount": "80000.00", "due_date": "2026-09-30"},
    ]
    return {
        "contract_value": "200000.00",
        "retention": {"percent": "10", "releases": list(releases), **retention},
        "lines": [{"id": "1", "billing_method": "milestone", "milestones": milestones}],
    }


def accepted(milestone: str, day: str) -> tuple[str, dict[str, Any]]:
    return "milestone.accepted", {"milestone": milestone, "date": day}


def kept(schedule: Schedule) -> list[str]:
    return [
        f"{line.bill_on or '-'} {line.amount} {line.status}"
        for line in schedule.billing
        if "retention" in line.kind
    ]


def test_lines_still_undated_count_as_withheld(build: Build) -> None:
    # 50% of 6,000 + 6,000 on 30 June; the 8,000 of September come later
    half = {"percent": "50", "on": "2026-06-30"}
    assert kept(build(terms(half), [accepted("M1", "2026-03-01")])) == [
        "2026-03-01 -6000.00 billable",
        "2026-06-30 6000.00 billable",
        "2026-09-30 -8000.00 billable",
        "- -6000.00 awaiting_event",
    ]


def test_a_release_waits_for_its_milestone(build: Build) -> None:
    release = {"percent": "100", "milestone": "M2"}
    assert kept(build(terms(release)))[-1] == "- 20000.00 awaiting_event"
    assert kept(build(terms(release), [accepted("M2", "2026-03-01"), accepted("M1", "2026-03-01")]))[2] == (
        "2026-03-01 12000.00 billable"
    )


def test_a_single_release_without_a_share_pays_all(build: Build) -> None:
    schedule = build(terms({"event": "end of the warranty"}))
    assert kept(schedule)[-1] == "- 20000.00 awaiting_event"
    assert schedule.billing[-1].trigger is not None
    assert schedule.billing[-1].trigger.ref == "end of the warranty"


def test_a_release_of_an_unknown_share_is_held(build: Build) -> None:
    lines = kept(build(terms({"on": "2027-01-01"}, {"percent": "50", "on": "2027-02-01"})))
    assert lines[1:3] == ["2027-01-01 None held", "2027-02-01 10000.00 billable"]


def test_a_release_of_an_unknown_milestone_keeps_to_its_date(build: Build) -> None:
    assert kept(build(terms({"percent": "100", "milestone": "M9", "on": "2027-01-01"})))[1] == (
        "2027-01-01 20000.00 billable"
    )


def test_a_release_of_nothing_does_not_stand(build: Build) -> None:
    assert "2025-01-01" not in " ".join(kept(build(terms({"percent": "0", "on": "2025-01-01"}))))


def test_a_limit_without_a_contract_value_holds_the_retention(build: Build) -> None:
    schedule = build(
        {**terms({"percent": "100", "on": "2027-01-01"}, cap_percent="5"), "contract_value": None}
    )
    assert {line.split()[2] for line in kept(schedule)} == {"held"}
    assert "L11" in [finding.code for finding in schedule.findings]


def test_no_percent_no_retention(build: Build) -> None:
    assert kept(build(terms(percent=None))) == []


def test_discounts_come_before_retention(build: Build) -> None:
    # 10% of 60,000 less 1%
    assert kept(build({**terms(), "discounts": [{"percent": "1"}]}))[0] == "2026-09-30 -7920.00 billable"


def test_a_credit_gives_its_retention_back(build: Build) -> None:
    line = {"id": "1", "billing_method": "progress", "amount": "1000.00"}
    reports = [
        ("progress.reported", {"line": "1", "percent": p, "date": d})
        for p, d in (("50", "2026-01-31"), ("40", "2026-02-28"))
    ]
    schedule = build({"retention": {"percent": "10"}, "lines": [line]}, reports)
    assert [item.split()[1] for item in kept(schedule)] == ["-50.00", "10.00", "-60.00"]
    assert schedule.ledgers.retention[-1].balance == Decimal("100.00")


FEE = {"id": "1", "billing_method": "fixed_price", "amount": "100000.00", "end_date": "2026-06-30"}


def amounts(schedule: Schedule, kind: str = "retention_withheld") -> list[str]:
    return [f"{line.bill_on} {line.amount}" for line in schedule.billing if line.kind == kind]


def test_a_retention_of_the_amount_with_tax_needs_its_rate(build: Build) -> None:
    # 10 % of 100,000 or of 120,000
    terms = {"tax": {"rate": "20"}, "lines": [FEE]}
    assert amounts(build({**terms, "retention": {"percent": "10"}})) == ["2026-06-30 -10000.00"]
    taxed = {"percent": "10", "base": "including_tax"}
    assert amounts(build({**terms, "retention": taxed})) == ["2026-06-30 -12000.00"]
    unknown = build({"lines": [FEE], "retention": taxed})
    assert amounts(unknown) == ["2026-06-30 None"]
    assert "no_tax_rate" in [finding.code for finding in unknown.findings]


def test_the_lesser_of_two_limits_holds(build: Build) -> None:
    terms = {"contract_value": "100000.00", "lines": [FEE]}
    retention = {"percent": "10", "cap_amount": "4000.00"}
    assert amounts(build({**terms, "retention": retention})) == ["2026-06-30 -4000.00"]
    assert amounts(build({**terms, "retention": {**retention, "cap_percent": "3"}})) == [
        "2026-06-30 -3000.00"
    ]


def test_a_credit_gives_back_no_more_than_is_held(build: Build) -> None:
    # 1 % of 1,000 is held at most: 10; the credit of 500 would give back 50
    line = {"id": "1", "billing_method": "progress", "amount": "1000.00"}
    reports = [
        ("progress.reported", {"line": "1", "percent": percent, "date": f"2026-0{at}-28"})
        for at, percent in enumerate(("80", "30"), 1)
    ]
    terms = {"contract_value": "1000.00", "retention": {"percent": "10", "cap_percent": "1"}, "lines": [line]}
    assert amounts(build(terms, reports)) == ["2026-01-28 -10.00", "2026-02-28 10.00", "None -10.00"]
