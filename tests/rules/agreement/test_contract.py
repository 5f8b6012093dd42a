from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.errors import InvalidEvent, InvalidTerms
from models.event import Event
from models.schedule import Schedule
from models.terms import Terms
from rules import build_schedule, compare
from rules.agreement.contract import end_of, open_contract, start_of
from rules.agreement.inbox import Inbox

Build = Callable[..., Schedule]


LINE = {"id": "1", "billing_method": "fixed_price", "amount": "100.00", "end_date": "2026-06-30"}


def test_the_dates_come_from_the_effective_date_and_the_months_of_the_term() -> None:
    terms = Terms(effective_date=date(2026, 1, 31), term_months=1)
    assert start_of(terms) == date(2026, 1, 31)
    assert end_of(terms) == date(2026, 2, 27)  # 31 January + 1 month is 28 February, less a day
    assert end_of(Terms(end_date=date(2026, 5, 1), term_months=1)) == date(2026, 5, 1)
    assert end_of(Terms(term_months=1)) is None
    stated = Terms(start_date=date(2026, 1, 1), end_date=date(2026, 3, 5), term_months=1)
    assert end_of(stated) == date(2026, 3, 5)
    assert end_of(terms.model_copy(update={"end_date": date(2026, 2, 28)})) == date(2026, 2, 27)
    assert end_of(terms.model_copy(update={"end_date": date(2026, 6, 30)})) == date(2026, 6, 30)


def test_amendments_apply_in_the_order_of_their_days(event: Callable[..., Event]) -> None:
    def change(number: int, day: str, value: str) -> Event:
        patch = [{"op": "replace", "path": "/lines/0/amount", "value": value}]
        return event(number, "contract.amended", {"effective_on": day, "patch": patch})

    terms = Terms.model_validate({"lines": [LINE]})
    contract = open_contract(
        terms, [change(1, "2026-03-01", "3.00"), change(2, "2026-02-01", "2.00")], as_of=date.max
    )
    assert [str(version.terms.lines[0].amount) for version in contract.versions] == ["100.00", "2.00", "3.00"]
    assert contract.on(date(2026, 2, 28)).lines[0].amount == 2
    (line,) = contract.lines
    assert str(line.on(date(2026, 1, 31)).total) == "100.00"  # type: ignore[union-attr]


def test_a_patch_that_does_not_fit_is_refused(build: Build) -> None:
    patch = [{"op": "replace", "path": "/lines/7/amount", "value": "1.00"}]
    with pytest.raises(InvalidEvent, match="does not fit the terms"):
        build({"lines": [LINE]}, [("contract.amended", {"effective_on": "2026-02-01", "patch": patch})])


def test_a_line_of_more_than_a_century_is_refused(build: Build) -> None:
    with pytest.raises(InvalidTerms, match="hundred years"):
        build({"lines": [{**LINE, "start_date": "1026-01-01"}]})


STONE = {"id": "M1", "amount": "5.00"}


@pytest.mark.parametrize("lines", [[LINE, LINE], [{**LINE, "milestones": [STONE, STONE]}]])
def test_an_id_used_twice_is_refused(build: Build, lines: list[dict[str, Any]]) -> None:
    with pytest.raises(InvalidTerms, match="same id"):
        build({"lines": lines})


def test_amounts_longer_than_any_contracts_are_refused(build: Build) -> None:
    lines = [{"id": "1", "billing_method": "cost_plus", "percent": "9" * 28}]
    with pytest.raises(InvalidTerms, match="longer than any"):
        build({"lines": lines}, [("basis.reported", {"line": "1", "amount": "9" * 28, "date": "2026-01-01"})])


def test_dates_past_the_calendar_are_refused() -> None:
    lines = [{**LINE, "instalments": {"count": 100, "period": "year", "first_on": "9950-01-01"}}]
    with pytest.raises(InvalidTerms, match="past the calendar"):
        build_schedule(Terms.model_validate({"lines": lines}), as_of=date(2026, 1, 1))


def test_a_line_added_later_is_not_in_force_before(event: Callable[..., Event]) -> None:
    patch = [{"op": "add", "path": "/lines/-", "value": {**LINE, "id": "2"}}]
    added = event(1, "contract.amended", {"effective_on": "2026-02-01", "patch": patch})
    contract = open_contract(Terms.model_validate({"lines": [LINE]}), [added], as_of=date.max)
    assert contract.lines[1].on(date(2026, 1, 31)) is None
    assert contract.lines[1].latest.pointer("amount") == "/lines/1/amount"


def test_a_retroactive_amendment_governs_from_its_day_once_it_is_known(event: Callable[..., Event]) -> None:
    # work date:  1 Jan          15 Feb                      known:  10 Feb (raise from 15 Feb), 5 Mar (from 1 Jan)
    def change(number: int, known: str, day: str, value: str) -> Event:
        patch = [{"op": "replace", "path": "/lines/0/amount", "value": value}]
        data = {"effective_on": day, "patch": patch}
        return event(number, "contract.amended", data, at=f"{known}T23:30:00-05:00")

    terms = Terms.model_validate({"lines": [LINE]})
    inbox = Inbox.of(
        [change(1, "2026-02-10", "2026-02-15", "3.00"), change(2, "2026-03-05", "2026-01-01", "2.00")]
    )

    def governing(work: str, known: str) -> tuple[str, tuple[str, ...]]:
        day = date.fromisoformat(known)
        contract = open_contract(terms, inbox.known_on(day).events, as_of=day)
        version = contract.version_on(date.fromisoformat(work))
        return str(version.terms.lines[0].amount), version.amended_by

    assert governing("2026-01-31", "2026-03-05") == ("100.00", ())
    # half past eleven in the evening of the 5th, five hours west of UTC, is the 6th
    assert governing("2026-01-31", "2026-03-06") == ("2.00", ("e2",))
    assert governing("2026-02-20", "2026-03-05") == ("3.00", ("e1",))
    assert governing("2026-02-20", "2026-03-06") == ("3.00", ("e2", "e1"))


def test_a_schedule_known_on_a_day_leaves_out_what_came_later(event: Callable[..., Event]) -> None:
    patch = [{"op": "replace", "path": "/lines/0/amount", "value": "120.00"}]
    raised = event(
        1, "contract.amended", {"effective_on": "2026-05-01", "patch": patch}, at="2026-06-01T00:00:00Z"
    )
    terms = Terms.model_validate({"currency": "USD", "lines": [LINE]})

    def known(day: str | None) -> Schedule:
        known_on = date.fromisoformat(day) if day else None
        return build_schedule(terms, [raised], as_of=date(2026, 7, 1), known_on=known_on)

    assert (str(known("2026-05-31").billing[0].amount), str(known("2026-05-31").known_on)) == (
        "100.00",
        "2026-05-31",
    )
    assert str(known("2026-06-01").billing[0].amount) == "120.00"
    assert (str(known(None).billing[0].amount), known(None).known_on) == ("120.00", None)
    (delta,) = compare(known("2026-05-31"), known(None)).lines
    assert str(delta.delta) == "20.00"
