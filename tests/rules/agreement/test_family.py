from __future__ import annotations

from typing import Any

from models.terms import Terms
from rules.agreement.family import Family, Precedence, govern

MASTER: dict[str, Any] = {
    "kind": "master_agreement",
    "governing_law": "New York",
    "currency": "USD",
    "not_to_exceed": "9.00",
    "payment": {"net_days": 45, "late_interest_percent": "1", "billing_frequency": "monthly"},
    "retention": {"percent": "10", "releases": [{"percent": "100", "on": "2026-12-31"}]},
    "acceptance": {"review_days": 10},
}


def family(precedence: Precedence | None = None, **statement: Any) -> Family:
    own = Terms.model_validate({"kind": "statement_of_work", **statement})
    return govern(own, Terms.model_validate(MASTER), precedence=precedence)


def test_the_master_agreement_speaks_where_the_statement_of_work_is_silent() -> None:
    made = family(payment={"net_days": 45, "billing_frequency": "monthly"})
    assert made.terms.payment
    assert (made.terms.payment.net_days, str(made.terms.payment.late_interest_percent)) == (45, "1")
    assert (made.terms.governing_law, made.terms.kind) == ("New York", "statement_of_work")
    assert made.inherited == (
        "/governing_law",
        "/currency",
        "/payment/late_interest_percent",
        "/retention",
        "/acceptance",
    )
    assert made.findings == ()


def test_a_limit_of_the_master_agreement_is_not_one_of_each_statement_of_work() -> None:
    assert family().terms.not_to_exceed is None


def test_due_terms_that_differ_are_l10_and_the_statement_of_work_stands() -> None:
    made = family(payment={"net_days": 30})
    assert made.terms.payment
    assert made.terms.payment.net_days == 30
    (finding,) = made.findings
    assert (finding.code, finding.severity, finding.pointers) == ("L10", "warning", ("/payment/net_days",))


def test_a_clause_on_precedence_decides() -> None:
    master = family("master_agreement", payment={"net_days": 30}, acceptance={"review_days": 5})
    assert master.terms.payment
    assert master.terms.acceptance
    assert (master.terms.payment.net_days, master.terms.acceptance.review_days) == (45, 10)
    assert [(item.code, item.severity) for item in master.findings] == [
        ("L10", "info"),
        ("precedence", "info"),
    ]
    assert "/payment/net_days" in master.inherited
    own = family("statement_of_work", payment={"net_days": 30})
    assert own.terms.payment
    assert own.terms.payment.net_days == 30
    assert own.findings[0].severity == "info"


def test_lists_are_taken_whole() -> None:
    made = family(retention={"percent": "10", "releases": []})
    assert made.terms.retention
    assert len(made.terms.retention.releases) == 1
    assert made.inherited[-2:] == ("/retention/releases", "/acceptance")
