from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from models.event import Event
from models.schedule import Proof
from models.terms import Terms
from rules.agreement.contract import ContractHistory, open_contract
from rules.draft import Draft
from rules.lines.postings import delta_id, first_posted_at, invoice_dates, numbered, postings_of

Make = Callable[..., Event]


def contract_of(event: Make, *invoices: tuple[str, list[tuple[str, str]]]) -> ContractHistory:
    events = [
        event(number, "invoice.posted", {"invoice_id": f"i{number}", "date": day, "lines": posted(lines)})
        for number, (day, lines) in enumerate(invoices, 1)
    ]
    return open_contract(Terms(), events, as_of=date(2026, 12, 31))


def posted(lines: list[tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"schedule_line": name, "amount": amount} for name, amount in lines]


def draft(name: str, fee: str | None = None) -> Draft:
    return Draft(name, "1", "charge", "Fee", Proof(rule="R01", formula="1"), fee=fee)


def shown(contract: ContractHistory, *ids: str) -> dict[str, dict[int, list[str]]]:
    return {
        name: {
            number: [f"{found.amount} on {found.on:%d}" for found in postings]
            for number, postings in mine.items()
        }
        for name, mine in postings_of(contract, ids).items()
    }


def test_a_line_named_twice_on_one_invoice_is_one_posting(event: Make) -> None:
    contract = contract_of(event, ("2026-01-05", [("1-1", "1.00"), ("1-2", "5.00"), ("1-1", "2.00")]))
    assert shown(contract, "1-1", "1-2") == {"1-1": {0: ["3.00 on 05"]}, "1-2": {0: ["5.00 on 05"]}}


def test_a_delta_belongs_to_its_line_unless_a_line_has_that_name(event: Make) -> None:
    contract = contract_of(
        event, ("2026-01-05", [("1-1-delta-2", "1.00"), ("1-delta-1", "2.00"), ("1-delta-x", "3.00")])
    )
    assert shown(contract, "1-1", "1-delta-1") == {
        "1-1": {2: ["1.00 on 05"]},
        "1-delta-1": {0: ["2.00 on 05"]},
        "1-delta-x": {0: ["3.00 on 05"]},
    }


def test_repeated_postings_take_the_numbers_that_are_free(event: Make) -> None:
    contract = contract_of(
        event,
        ("2026-01-05", [("1-1", "1.00"), ("1-1-delta-1", "2.00")]),
        ("2026-01-07", [("1-1", "3.00")]),
        ("2026-01-06", [("1-1-delta-1", "4.00")]),
    )
    now = {"1-1": draft("1-1"), "1-1-delta-2": draft("1-1-delta-2")}
    later = numbered("1-1", postings_of(contract, now)["1-1"], now)
    # delta 1 keeps its number, 2 is a line of its own, so the others become 3 and 4 by date
    assert {number: str(found.amount) for number, found in later.items()} == {1: "2.00", 3: "4.00", 4: "3.00"}
    assert delta_id("1-1", later, now) == "1-1-delta-5"


def test_what_hangs_on_a_fee_has_the_date_of_its_first_invoice(event: Make) -> None:
    contract = contract_of(event, ("2026-02-05", [("1-1", "1.00")]), ("2026-01-05", [("1-1", "1.00")]))
    lines = (draft("1-1"), draft("1-1-retention", fee="1-1"), draft("1-2"), draft("1-2-retention", fee="1-2"))
    assert invoice_dates(lines, contract) == {"1-1": date(2026, 1, 5), "1-1-retention": date(2026, 1, 5)}
    assert first_posted_at("1-1", contract) == datetime(2026, 1, 5, 12, tzinfo=UTC)
    assert first_posted_at("1-2", contract) is None
