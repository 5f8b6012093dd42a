from __future__ import annotations

import pytest

from models.extraction import Extraction
from models.schedule import Schedule


def _evidence(quote: str, page: int, confidence: float = 0.97) -> list[dict[str, object]]:
    return [{"page": page, "start": 1, "end": 1 + len(quote), "quote": quote, "confidence": confidence}]


@pytest.fixture
def extraction() -> Extraction:
    """A migration for 200000.00 in two milestones of 25 % and 75 %."""
    milestones = [
        {"id": "M1", "name": "Design accepted", "percent": "25", "due_date": "2026-02-15"},
        {"id": "M2", "name": "Cut-over", "percent": "75", "trigger": "acceptance of cut-over"},
    ]
    line = {"id": "1", "name": "Migration", "billing_method": "milestone", "amount": "200000.00"}
    return Extraction.model_validate(
        {
            "document": {
                "sha256": "ab" * 32,
                "filename": "sow-7.pdf",
                "media_type": "application/pdf",
                "pages": 9,
                "characters": 20_000,
            },
            "terms": {
                "title": "Statement of Work 7",
                "currency": "USD",
                "contract_value": "200000.00",
                "lines": [line | {"milestones": milestones}],
            },
            "evidence": {
                "/contract_value": _evidence("a total fixed fee of $200,000", 4),
                "/lines/0/milestones/0/percent": _evidence(
                    "25% upon acceptance of the Design Specification", 4, 0.93
                ),
                "/lines/0/milestones/1/percent": _evidence("the balance of 75% upon cut-over", 4, 0.81),
            },
            "absent": {"/retention": "silent"},
        }
    )


def _line(name: str, kind: str, amount: str | None, **others: object) -> dict[str, object]:
    proof = {"rule": "R02", "formula": "10% x 50000.00", "pointers": ["/lines/0/milestones"]}
    about = {"id": name, "line": "1", "kind": kind, "description": name, "currency": "USD", "proof": proof}
    return about | {"amount": amount, "status": "billable", "bill_on": "2026-02-15"} | others


@pytest.fixture
def migration() -> Schedule:
    """Lines of every sort: billed, negative, held, written down, waiting."""
    first = {
        "rule": "R02",
        "formula": "25% x 200000.00",
        "pointers": ["/lines/0/milestones/0/percent", "/contract_value"],
    }
    options = [
        {"reading": "actual days", "total": "201935.48"},
        {"reading": "30/360", "total": "202000.00"},
    ]
    question = "How is a part of a month priced?"
    waiting = {"bill_on": None, "status": "awaiting_event", "trigger": {"event": "milestone.accepted"}}
    return Schedule.model_validate(
        {
            "terms_sha256": "cd" * 32,
            "as_of": "2026-03-01",
            "project": {
                "id": "SOW-7",
                "name": "Statement of Work 7",
                "customer": "Contoso Retail, Inc.",
                "currency": "USD",
                "budget": "200000.00",
                "children": [
                    {"id": "SOW-7-1", "name": "Migration", "line": "1", "billing_method": "milestone"}
                ],
            },
            "billing": [
                _line("1-M1", "charge", "50000.00", due_on="2026-03-17", proof=first),
                _line("1-M1-retention", "retention_withheld", "-5000.00"),
                _line("1-2", "recurring", None, status="held"),
                _line("1-2-write-down", "write_down", "800.00", status="scheduled"),
                _line("1-M2", "charge", "150000.00", **waiting),
            ],
            "readings": [{"pointer": "/lines/1/proration", "question": question, "options": options}],
            "findings": [
                {
                    "code": "L07",
                    "severity": "warning",
                    "message": "The stated total does not cover the retainer.",
                    "pointers": ["/contract_value"],
                }
            ],
        }
    )
