"""A statement of work under its master agreement: what it does not say itself, the master says.

**Clause:** [Master Services Agreement:] Invoices are due net 45. [Statement of Work:] The fee of USD 900.00
is due on March 31, 2026, payable net 30.

**Terms:** {"currency": "USD", "payment": {"net_days": 30}, "lines": [{"id": "1", "billing_method":
"fixed_price", "amount": "900.00", "end_date": "2026-03-31"}]}

**Schedule:**
    2026-03-31 instalment 900.00 due 2026-04-30

**Source:** R33 and L10: the clause on precedence decides between master, statement of work and change order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from models.extraction import Finding
from models.pointer import join
from models.terms import Terms

Precedence = Literal["statement_of_work", "master_agreement"]
INHERITED = (
    "governing_law",
    "currency",
    "payment",
    "expenses",
    "retention",
    "escalation",
    "acceptance",
    "billing_entity",
    "tax_inclusive",
    "tax",
    "fx",
    "termination",
    "price_hold",
)
"""What a master agreement sets for all statements of work; prices, dates and limits are each one's own."""
DUE_TERMS = frozenset({"/payment/net_days", "/payment/due_basis", "/payment/month_end"})


@dataclass(frozen=True, slots=True)
class Family:
    """The terms that govern, and where each comes from.

    Attributes:
        inherited: The pointers of the terms that the master agreement gives.
        findings: Where the two say different things.
    """

    terms: Terms
    inherited: tuple[str, ...]
    findings: tuple[Finding, ...]


def govern(statement: Terms, master: Terms, *, precedence: Precedence | None = None) -> Family:
    """The terms of a statement of work with its master agreement's where it is silent.

    Where both speak, the one that the clause on precedence names prevails. Without such a clause the
    statement of work, being the more specific, stands, and a finding asks.
    """
    own = statement.model_dump(mode="json")
    general = master.model_dump(mode="json")
    merged, inherited, findings = dict(own), list[str](), list[Finding]()
    for name in INHERITED:
        merged[name] = _merge(
            own[name], general[name], join(name), precedence, inherited=inherited, findings=findings
        )
    return Family(Terms.model_validate(merged), tuple(inherited), tuple(findings))


def _merge(
    own: Any,
    general: Any,
    pointer: str,
    precedence: Precedence | None,
    *,
    inherited: list[str],
    findings: list[Finding],
) -> Any:
    if general in (None, [], own):
        return own
    if own in (None, []):
        inherited.append(pointer)
        return general
    if isinstance(own, dict) and isinstance(general, dict):
        return {
            key: _merge(
                value,
                general[key],
                f"{pointer}{join(key)}",
                precedence,
                inherited=inherited,
                findings=findings,
            )
            for key, value in own.items()
        }
    findings.append(_disagree(pointer, precedence))
    if precedence == "master_agreement":
        inherited.append(pointer)
        return general
    return own


def _disagree(pointer: str, precedence: Precedence | None) -> Finding:
    stands = "master agreement" if precedence == "master_agreement" else "statement of work"
    why = (
        "as the clause on precedence says"
        if precedence
        else "and no clause on precedence is known; settle it"
    )
    return Finding(
        code="L10" if pointer in DUE_TERMS else "precedence",
        severity="info" if precedence else "warning",
        message=f"the master agreement and the statement of work differ; the {stands} stands, {why}",
        pointers=(pointer,),
    )
