from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from models.event import Event, TimeApproved
from rules.agreement.inbox import Inbox

ENTRY: dict[str, Any] = {"entry_id": "t1", "person": "p1", "date": "2026-01-05", "hours": "1"}


def test_repeats_count_once(event: Callable[..., Event]) -> None:
    made = event(1, "time.approved", ENTRY)
    assert Inbox.of([made, made]).events == (made,)


def test_the_latest_of_one_entry_stands_whatever_arrives_first(event: Callable[..., Event]) -> None:
    early = event(1, "time.approved", ENTRY, at="2026-01-05T10:00:00")
    late = event(2, "time.approved", {**ENTRY, "hours": "2"}, at="2026-01-05T12:00:00+01:00")
    for order in ([early, late], [late, early]):
        (entry,) = Inbox.of(order).time_entries
        assert int(entry.data.hours) == 2
    assert [found.id for found in Inbox.of([late, early]).all(TimeApproved)] == ["e1", "e2"]


def test_of_two_with_one_id_the_later_stands_whatever_arrives_first(event: Callable[..., Event]) -> None:
    early = event(1, "time.approved", ENTRY, at="2026-01-05T10:00:00Z")
    late = event(1, "time.approved", {**ENTRY, "hours": "2"}, at="2026-01-05T12:00:00Z")
    assert Inbox.of([early, late]).events == Inbox.of([late, early]).events == (late,)


def test_an_index_is_known_by_name_without_case(event: Callable[..., Event]) -> None:
    value = event(1, "index.published", {"index": "CPI-U ", "period": "2026-01", "value": "1"})
    assert [found.id for found in Inbox.of([value]).index_values("cpi-u")] == ["e1"]
    assert Inbox.of([value]).index_values("RPI") == []


def test_of_several_postings_of_an_invoice_the_latest_stands(event: Callable[..., Event]) -> None:
    lines = [{"schedule_line": "1-1", "amount": "1.00"}]
    posted = [
        event(number, "invoice.posted", {"invoice_id": invoice, "date": day, "lines": lines}, at=at)
        for number, invoice, day, at in (
            (1, "i1", "2026-02-01", "2026-02-01T09:00:00Z"),
            (2, "i2", "2026-01-01", "2026-02-02T09:00:00Z"),
            (3, "i1", "2026-01-15", "2026-02-03T09:00:00Z"),
        )
    ]
    assert [invoice.id for invoice in Inbox.of(posted).invoices] == ["e2", "e3"]


def test_what_was_known_by_a_moment_and_on_a_day(event: Callable[..., Event]) -> None:
    early = event(
        1, "time.approved", ENTRY, at="2026-01-05T23:30:00-02:00"
    )  # half past one on the 6th in UTC
    late = event(2, "time.approved", {**ENTRY, "entry_id": "t2"}, at="2026-01-06T12:00:00")
    inbox = Inbox.of([late, early])
    assert [found.id for found in inbox.known_by(datetime(2026, 1, 6, 1, 30, tzinfo=UTC)).events] == ["e1"]
    assert inbox.known_on(date(2026, 1, 5)).events == ()
    assert len(inbox.known_on(date(2026, 1, 6)).events) == 2
    assert inbox.known_on(None) == inbox


def test_an_inbox_of_an_inbox_is_the_same(event: Callable[..., Event]) -> None:
    inbox = Inbox.of([event(1, "contract.executed", {"date": "2026-01-01"})])
    assert Inbox.of(inbox) is inbox
