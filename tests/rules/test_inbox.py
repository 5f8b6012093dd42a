from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from models.event import Event, TimeApproved
from rules.inbox import Inbox

ENTRY: dict[str, Any] = {"entry_id": "t1", "person": "p1", "date": "2026-01-05", "hours": "1"}


def test_repeats_count_once(event: Callable[..., Event]) -> None:
    made = event(1, "time.approved", ENTRY)
    assert Inbox.of([made, made]).events == (made,)


def test_the_latest_of_one_entry_stands_whatever_arrives_first(event: Callable[..., Event]) -> None:
    early = event(1, "time.approved", ENTRY, at="2026-01-05T10:00:00")
    late = event(2, "time.approved", {**ENTRY, "hours": "2"}, at="2026-01-05T12:00:00+01:00")
    for order in ([early, late], [late, early]):
        (entry,) = Inbox.of(order).time_entries()
        assert int(entry.data.hours) == 2
    assert [found.id for found in Inbox.of([late, early]).all(TimeApproved)] == ["e1", "e2"]


def test_an_index_is_known_by_name_without_case(event: Callable[..., Event]) -> None:
    value = event(1, "index.published", {"index": "CPI-U ", "period": "2026-01", "value": "1"})
    assert [found.id for found in Inbox.of([value]).index_values("cpi-u")] == ["e1"]
    assert Inbox.of([value]).index_values("RPI") == []


def test_a_line_on_two_invoices_was_invoiced_on_the_first(event: Callable[..., Event]) -> None:
    lines = [{"schedule_line": "1-1", "amount": "1.00"}]
    posted = [
        event(number, "invoice.posted", {"invoice_id": f"i{number}", "date": day, "lines": lines})
        for number, day in ((1, "2026-02-01"), (2, "2026-01-01"))
    ]
    assert Inbox.of(posted).invoiced_on() == {"1-1": date(2026, 1, 1)}
