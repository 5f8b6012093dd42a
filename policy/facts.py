"""The facts of a contract, a contract line and a billing line that tables look at."""

from __future__ import annotations

from decimal import Decimal

from models.schedule import BillingLine
from models.terms import Line, Role, Terms

Fact = str | Decimal | bool | None
CONTRACT = (
    "kind",
    "title",
    "reference",
    "parent_reference",
    "customer",
    "provider",
    "currency",
    "governing_law",
    "billing_entity",
    "ship_to_country",
    "tax_inclusive",
    "value",
    "billing_frequency",
)
LINE = ("id", "name", "billing_method", "amount", "unit", "period", "has_milestones")
BILLING = ("id", "kind", "description", "rule", "amount", "status")
FACTS = (
    *(f"contract.{name}" for name in CONTRACT),
    *(f"line.{name}" for name in LINE),
    *(f"billing.{name}" for name in BILLING),
)
"""Every fact, by name; what earlier tables decide comes to them under its own name."""


def contract_facts(terms: Terms) -> dict[str, Fact]:
    """What is known of a contract as a whole."""
    return {
        "contract.kind": terms.kind,
        "contract.title": terms.title,
        "contract.reference": terms.reference,
        "contract.parent_reference": terms.parent_reference,
        "contract.customer": _party(terms, "customer"),
        "contract.provider": _party(terms, "provider"),
        "contract.currency": terms.currency,
        "contract.governing_law": terms.governing_law,
        "contract.billing_entity": terms.billing_entity,
        "contract.ship_to_country": terms.ship_to_country,
        "contract.tax_inclusive": terms.tax_inclusive,
        "contract.value": terms.contract_value,
        "contract.billing_frequency": terms.payment.billing_frequency if terms.payment else None,
    }


def line_facts(line: Line) -> dict[str, Fact]:
    """What is known of a contract line."""
    return {
        "line.id": line.id,
        "line.name": line.name,
        "line.billing_method": line.billing_method,
        "line.amount": line.amount,
        "line.unit": line.unit,
        "line.period": line.period,
        "line.has_milestones": bool(line.milestones),
    }


def billing_facts(line: BillingLine) -> dict[str, Fact]:
    """What is known of a billing line."""
    return {
        "billing.id": line.id,
        "billing.kind": line.kind,
        "billing.description": line.description,
        "billing.rule": line.proof.rule,
        "billing.amount": line.amount,
        "billing.status": line.status,
    }


def _party(terms: Terms, role: Role) -> str | None:
    return next((party.name for party in terms.parties if party.role == role), None)
