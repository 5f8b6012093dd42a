from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.schedule import LedgerEntry, Ledgers, Proof
from rules.draft import Draft
from rules.lines.invoiced_ledgers import split_entries


def entry(delta: str, *, line: str = "1-1", unit: str = "money", limit: str | None = None) -> LedgerEntry:
    values = {"account": "cap", "schedule_line": line, "delta": delta, "balance": delta, "unit": unit}
    return LedgerEntry.model_validate({**values, "limit": limit, "rule": "R10"})


def parts(*amounts: str) -> tuple[Draft, ...]:
    proof = Proof(rule="R33", formula="1")
    return tuple(
        Draft(f"part-{at}", "1", "time", "Time", proof, amount=Decimal(amount), bill_on=date(2026, 1, at))
        for at, amount in enumerate(amounts, 1)
    )


def shown(entries: tuple[LedgerEntry, ...]) -> list[tuple[str, str, str]]:
    return [(found.schedule_line, str(found.delta), str(found.balance)) for found in entries]


def test_without_changed_lines_the_ledgers_are_the_same() -> None:
    ledgers = Ledgers(caps=(entry("5"),))
    assert split_entries(ledgers, {}) is ledgers


def test_what_takes_from_a_limited_account_comes_first() -> None:
    split = {"1-1": parts("600", "-100")}
    caps = split_entries(Ledgers(caps=(entry("500", limit="500"), entry("9", line="2"))), split).caps
    assert shown(caps) == [("part-2", "-100", "-100"), ("part-1", "600", "500"), ("2", "9", "509")]
    open_ended = split_entries(Ledgers(retention=(entry("-500"),)), split).retention
    assert shown(open_ended) == [("part-1", "-600", "-600"), ("part-2", "100", "-500")]


def test_an_entry_of_hours_or_of_one_role_stays_whole() -> None:
    caps = (entry("5", unit="hours"), entry("300"))
    kept = split_entries(Ledgers(caps=caps), {"1-1": parts("600", "-100")}).caps
    assert shown(kept) == [("1-1", "5", "5"), ("1-1", "300", "300")]
