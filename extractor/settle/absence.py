"""Why a term is null: the contract is silent on it, speaks of it without a value, or cannot have it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from extractor.segment import ContractText
from models import pointer as pointers
from models.extraction import Absence
from models.terms import Terms

MAIN_TERMS = (
    "/parties",
    "/effective_date",
    "/start_date",
    "/end_date",
    "/term_months",
    "/renewal",
    "/governing_law",
    "/currency",
    "/contract_value",
    "/not_to_exceed",
    "/lines",
    "/payment/net_days",
    "/payment/billing_frequency",
    "/payment/late_interest_percent",
    "/payment/dispute_days",
    "/expenses",
    "/retention",
    "/advance",
    "/escalation",
    "/minimum_commitment",
    "/acceptance",
)


INHERITED = (
    "/governing_law",
    "/payment/net_days",
    "/payment/late_interest_percent",
    "/payment/dispute_days",
    "/expenses",
    "/acceptance",
)
"""What a paper under a master agreement leaves to it."""
_UNDER = frozenset({"statement_of_work", "order_form", "change_order"})
_MASTER = re.compile(
    r"\b(?:under|subject\sto|governed\sby|part\sof|pursuant\sto|incorporat\w+\s(?:into|by)|terms\sof)\b[^.;]{0,80}"
    r"\b(?:Master|Framework|MSA|Consulting|Professional\sServices|Services)\b[^.;]{0,40}?(?:\bAgreement\b|(?<=MSA)\b)"
)


def absences(contract: ContractText, terms: Terms, *, known: Mapping[str, Absence]) -> dict[str, Absence]:
    """The reason for each main term that is null; what is already known to conflict stays so.

    A term whose cue phrases occur in the contract was not found; one without them is silent, or inherited where
    the contract stands under a master agreement that would state it.
    """
    plain = terms.model_dump(mode="json")
    found: dict[str, Absence] = {
        at: why for at, why in known.items() if _is_null(pointers.resolve(plain, at))
    }
    under = terms.kind in _UNDER and _MASTER.search(contract.flat) is not None
    for pointer in MAIN_TERMS:
        if pointer not in found and _is_null(pointers.resolve(plain, pointer)):
            silent: Absence = "inherited" if under and pointer in INHERITED else "silent"
            found[pointer] = "not_found" if contract.cues.get(pointer) else silent
    if terms.parent_reference is None and terms.kind == "master_agreement":
        found["/parent_reference"] = "not_applicable"
    return dict(sorted(found.items()))


def _is_null(value: Any) -> bool:
    return value is None or value == []
