"""The ERP project of a contract: one child per contract line, with its budget.

**Clause:** Phase one is a fixed fee of USD 5,000.00 due on June 30, 2026.

**Terms:** {"currency": "USD", "lines": [{"id": "1", "name": "Phase one", "billing_method": "fixed_price",
"amount": "5000.00", "end_date": "2026-06-30"}]}

**Schedule:**
    2026-06-30 instalment 5000.00

**Source:** R37; Dynamics 365 keeps a contract line per billing method, SAP a billing element per item.
"""

from __future__ import annotations

from decimal import Decimal

from models.schedule import ChildProject, Project
from models.terms import Role, Terms
from rules.agreement.contract import ContractHistory, LineVersion, end_of, start_of

FIXED = frozenset({"fixed_price", "milestone", "progress"})


def build_project(contract: ContractHistory, *, terms_sha256: str) -> Project:
    """The project tree of a contract as its terms stand last."""
    terms = contract.latest
    name = terms.reference or terms.title or terms_sha256[:12]
    budget = terms.contract_value if terms.contract_value is not None else terms.not_to_exceed
    return Project(
        id=name,
        name=terms.title or name,
        customer=_party(terms, "customer"),
        provider=_party(terms, "provider"),
        currency=terms.currency,
        start_date=start_of(terms),
        end_date=end_of(terms),
        budget=budget,
        children=tuple(_child(name, history.latest) for history in contract.lines),
    )


def _party(terms: Terms, role: Role) -> str | None:
    return next((party.name for party in terms.parties if party.role == role), None)


def _child(parent: str, version: LineVersion) -> ChildProject:
    line = version.line
    return ChildProject(
        id=f"{parent}-{line.id}",
        name=line.name or f"Line {line.id}",
        line=line.id,
        billing_method=line.billing_method,
        start_date=version.first_day,
        end_date=version.last_day,
        budget=_budget(version),
    )


def _budget(version: LineVersion) -> Decimal | None:
    """A fixed line's total, else the least cap in money that holds for the whole line."""
    if version.line.billing_method in FIXED:
        return version.total
    caps = [cap.amount for cap in version.line.caps if cap.amount is not None and cap.scope in {"line", None}]
    return min(caps, default=None)
