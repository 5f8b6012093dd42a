from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from models.event import EVENT, ContractAmended, TimeApproved, without_invoices

ENVELOPE: dict[str, Any] = {"id": "e1", "source": "/psa", "subject": "SOW-1", "time": "2026-01-05T12:00:00Z"}
ENTRY = {"entry_id": "t1", "person": "p1", "date": "2026-01-05", "hours": "7.5"}


def test_the_type_tells_what_the_data_is() -> None:
    event = EVENT.validate_python({**ENVELOPE, "type": "engross.time.approved", "data": ENTRY})
    assert isinstance(event, TimeApproved)
    assert str(event.data.hours) == "7.5"
    change = {"effective_on": "2026-05-01", "patch": [{"op": "remove", "path": "/retention"}]}
    assert isinstance(
        EVENT.validate_python({**ENVELOPE, "type": "engross.contract.amended", "data": change}),
        ContractAmended,
    )


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("engross.time.guessed", ENTRY),
        ("engross.time.approved", {**ENTRY, "hours": "-1"}),
        ("engross.time.approved", {**ENTRY, "hours": 7.5}),
        ("engross.time.approved", {**ENTRY, "colour": "red"}),
    ],
)
def test_what_is_no_event_is_refused(kind: str, data: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        EVENT.validate_python({**ENVELOPE, "type": kind, "data": data})


def test_an_invoice_is_judged_without_invoices() -> None:
    entry = EVENT.validate_python({**ENVELOPE, "type": "engross.time.approved", "data": ENTRY})
    posting = {"invoice_id": "i1", "date": "2026-01-05"}
    posted = EVENT.validate_python({**ENVELOPE, "type": "engross.invoice.posted", "data": posting})
    assert without_invoices([posted, entry]) == [entry]
