"""The sample disputes against the sample contracts that they name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest

from disputes import tag_dispute
from extractor import extract
from models.dispute import DisputeMessage, TaggedDispute
from models.schedule import Schedule
from models.terms import Terms
from rules import build_schedule
from workflows.files import read_events

SAMPLES = Path(__file__).parents[2] / "samples"
ROWS = (SAMPLES / "disputes.jsonl").read_text(encoding="utf-8").splitlines()
MESSAGES = {message.id: message for row in ROWS for message in [DisputeMessage.model_validate_json(row)]}


@lru_cache
def _contract(slug: str | None) -> tuple[Terms | None, Schedule | None]:
    if slug is None:
        return None, None
    folder = SAMPLES / "contracts" / slug
    file, events = next(folder.glob("contract.*")), folder / "events.jsonl"
    terms = extract(file.read_bytes(), file.name).terms
    happened = read_events(events if events.exists() else None)
    return terms, build_schedule(terms, happened, as_of=date(2026, 6, 15))


def _tag(message: DisputeMessage) -> TaggedDispute:
    terms, schedule = _contract(message.contract)
    return tag_dispute(message, terms=terms, schedule=schedule)


def test_half_of_twenty_disputes_name_a_sample_contract_and_carry_the_invoice() -> None:
    named = [message for message in MESSAGES.values() if message.contract]
    assert len(MESSAGES) == 20
    assert len(named) == 10
    assert all(
        message.invoice and (SAMPLES / "contracts" / str(message.contract)).is_dir() for message in named
    )


@pytest.mark.parametrize(
    ("dispute", "code", "verdict", "supported"),
    [
        ("D-01", "RATE", "valid", Decimal("640.00")),  # (215 - 195) x 32
        ("D-02", "HOURS", "partial", Decimal("723.75")),  # 38 x 155 - 5166.25 of the schedule
        ("D-03", "SUPPORT", "valid", None),
        ("D-04", "REFERENCE", "invalid", Decimal("0.00")),  # the number is on the invoice
        ("D-05", "TERMS", "valid", None),  # 30 April + 45 days is 14 June
        ("D-06", "PARTY", "valid", None),
        ("D-07", "CAP", "valid", Decimal("4200.00")),  # 184200 - 180000
        ("D-08", "ACCEPT", "valid", Decimal("72000.00")),
        ("D-09", "SCOPE", "valid", Decimal("18500.00")),
        ("D-10", "ADJUST", "valid", Decimal("1450.00")),  # 10% x 14500
        ("D-11", "DUP", "valid", Decimal("1600.00")),
        ("D-12", "EXPENSE", "needs_info", None),
        ("D-19", "OTHER", "needs_info", None),
    ],
)
def test_a_sample_dispute_is_judged_by_its_contract(
    dispute: str, code: str, verdict: str, supported: Decimal | None
) -> None:
    tagged = _tag(MESSAGES[dispute])
    assert (tagged.code, tagged.verdict, tagged.amount_supported) == (code, verdict, supported)


def test_what_cannot_be_told_is_withheld_with_the_likeliest_codes() -> None:
    tagged = _tag(MESSAGES["D-19"])
    assert tagged.abstained
    assert {other.code for other in tagged.alternatives[:2]} == {"SUPPORT", "SCOPE"}
