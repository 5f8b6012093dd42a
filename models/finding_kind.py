"""What a kind of finding is: its usual weight, who notices it, what it means and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]
FindingPart = Literal["extraction", "rules", "policy"]
FindingCode = Literal[
    "conflict",
    "record_conflict",
    "record_note",
    "reading_note",
    "unfit",
    "reading_repaired",
    "model_disagrees",
    "model_dropped",
    "model_unavailable",
    "L01",
    "L02",
    "L03",
    "L04",
    "L05",
    "L06",
    "L07",
    "L08",
    "L09",
    "L10",
    "L11",
    "L12",
    "L13",
    "L14",
    "L15",
    "L16",
    "L17",
    "L18",
    "L19",
    "L20",
    "L21",
    "L22",
    "L23",
    "L24",
    "L25",
    "precedence",
    "no_amount",
    "no_dates",
    "no_budget",
    "outside_dates",
    "rate_unit",
    "no_index",
    "stale_time",
    "cap_notice",
    "cap_unmeasured",
    "expense_not_reimbursable",
    "expense_late",
    "expense_without_quantity",
    "expense_without_trip",
    "expense_without_receipt",
    "expense_without_approval",
    "purchase_order_expired",
    "purchase_order_spent",
    "no_exchange_rate",
    "tax_basis",
    "tax_on_retention",
    "no_tax_rate",
    "unfunded",
    "credit_unknown",
    "dispute_late",
    "invoiced_amount",
    "invoiced_in_parts",
    "invoiced_twice",
    "invoiced_unknown_line",
    "payment_without_invoice",
    "expected_loss",
    "ssp_not_allocated",
    "policy_gap",
    "policy_overlap",
    "policy_value",
]
"""Every code that a finding may carry; the type checker refuses any other where one is made."""


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One kind of finding.

    Attributes:
        severity: The usual one; where it is emitted, a finding may weigh more or less.
        parts: Who emits it.
        cure: What a person does about it.
    """

    severity: Severity
    parts: tuple[FindingPart, ...]
    meaning: str
    cure: str
