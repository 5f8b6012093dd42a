from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.replay import contradictions, replay
from models.schedule import BillingLine, Schedule

Build = Callable[..., Schedule]
Event = tuple[str, dict[str, Any], str | None]

TIME: dict[str, Any] = {
    "start_date": "2026-01-01",
    "end_date": "2026-02-28",
    "payment": {"net_days": 30, "billing_frequency": "monthly"},
    "lines": [
        {
            "id": "1",
            "billing_method": "time_and_materials",
            "rates": [{"amount": "100.00", "unit": "hour"}],
        }
    ],
}
FEE = {"id": "1", "billing_method": "fixed_price", "amount": "100.00", "end_date": "2026-06-30"}


def worked(entry: str, day: str, hours: str, *, known: str | None = None) -> Event:
    data = {"entry_id": entry, "person": "p", "date": day, "hours": hours}
    return "time.approved", data, f"{known}T12:00:00Z" if known else None


def invoice(number: int, day: str, *lines: tuple[str, str]) -> Event:
    posted = [{"schedule_line": name, "amount": amount} for name, amount in lines]
    return "invoice.posted", {"invoice_id": f"i{number}", "date": day, "lines": posted}, f"{day}T18:00:00Z"


def amended(day: str, path: str, value: object, *, known: str) -> Event:
    patch = [{"op": "replace", "path": path, "value": value}]
    return "contract.amended", {"effective_on": day, "patch": patch}, f"{known}T12:00:00Z"


def told(schedule: Schedule, *, of: str = "") -> list[tuple[str, str, str | None, str, str]]:
    return [
        (
            line.id,
            line.kind,
            None if line.amount is None else str(line.amount),
            str(line.bill_on),
            line.status,
        )
        for line in schedule.billing
        if line.id.startswith(of)
    ]


def codes(schedule: Schedule) -> list[tuple[str, str]]:
    return [(item.code, item.severity) for item in schedule.findings if item.code.startswith("invoiced")]


def line_of(schedule: Schedule, name: str) -> BillingLine:
    return next(line for line in schedule.billing if line.id == name)


def replays(schedule: Schedule) -> None:
    for line in schedule.billing:
        if line.proof.working is not None:
            assert replay(line.proof) == line.amount
            assert list(contradictions(line.proof.working)) == []


def test_time_that_comes_late_bills_beside_the_invoice(build: Build) -> None:
    # |2 Feb: January invoiced, 4 h        |10 Feb: 1.5 h of 20 January arrive
    late = worked("t2", "2026-01-20", "1.5", known="2026-02-10")
    schedule = build(
        TIME, [worked("t1", "2026-01-12", "4"), invoice(1, "2026-02-02", ("1-1", "400.00")), late]
    )
    assert told(schedule, of="1-1") == [
        ("1-1", "time", "400.00", "2026-01-31", "invoiced"),
        ("1-1-delta-1", "time", "150.00", "2026-02-10", "billable"),
    ]
    assert codes(schedule) == []
    assert line_of(schedule, "1-1").proof.events == ("e1",)
    delta = line_of(schedule, "1-1-delta-1")
    assert delta.proof.formula == "550.00 now - 400.00 invoiced"
    assert delta.proof.events == ("e2", "e3")
    assert (str(line_of(schedule, "1-1").due_on), str(delta.due_on)) == ("2026-03-04", "2026-03-12")
    replays(schedule)


def test_a_delta_that_was_invoiced_stands_too_and_the_next_one_is_numbered_on(build: Build) -> None:
    schedule = build(
        TIME,
        [
            worked("t1", "2026-01-12", "4"),
            invoice(1, "2026-02-02", ("1-1", "400.00")),
            worked("t2", "2026-01-20", "1.5", known="2026-02-10"),
            invoice(2, "2026-02-11", ("1-1-delta-1", "150.00")),
            worked("t1", "2026-01-12", "1", known="2026-02-20"),
        ],
    )
    assert told(schedule, of="1-1") == [
        ("1-1", "time", "400.00", "2026-01-31", "invoiced"),
        ("1-1-delta-1", "time", "150.00", "2026-02-11", "invoiced"),
        ("1-1-delta-2", "credit", "-300.00", "2026-02-20", "billable"),
    ]
    assert codes(schedule) == []
    replays(schedule)


def test_time_taken_back_wholly_is_credited(build: Build) -> None:
    # The entry moves to February: nothing is left of January.
    moved = worked("t1", "2026-02-12", "4", known="2026-02-13")
    schedule = build(
        TIME, [worked("t1", "2026-01-12", "4"), invoice(1, "2026-02-02", ("1-1", "400.00")), moved]
    )
    assert told(schedule) == [
        ("1-1", "time", "400.00", "2026-01-31", "invoiced"),
        ("1-1-delta-1", "credit", "-400.00", "2026-02-13", "billable"),
        ("1-2", "time", "400.00", "2026-02-28", "billable"),
    ]
    replays(schedule)


def test_hours_corrected_to_none_leave_the_invoiced_line_and_its_credit(build: Build) -> None:
    nought = worked("t1", "2026-01-12", "0", known="2026-02-13")
    schedule = build(
        TIME, [worked("t1", "2026-01-12", "4"), invoice(1, "2026-02-02", ("1-1", "400.00")), nought]
    )
    assert told(schedule, of="1-1") == [
        ("1-1", "time", "400.00", "2026-01-31", "invoiced"),
        ("1-1-delta-1", "credit", "-400.00", "2026-02-13", "billable"),
    ]
    replays(schedule)


def test_a_rate_changed_with_retroactive_effect_re_bills_what_is_invoiced(build: Build) -> None:
    cheaper = amended("2026-01-01", "/lines/0/rates/0/amount", "90.00", known="2026-02-15")
    schedule = build(
        TIME, [worked("t1", "2026-01-12", "4"), invoice(1, "2026-02-02", ("1-1", "400.00")), cheaper]
    )
    assert told(schedule, of="1-1") == [
        ("1-1", "time", "400.00", "2026-01-31", "invoiced"),
        ("1-1-delta-1", "credit", "-40.00", "2026-02-15", "billable"),
    ]
    assert line_of(schedule, "1-1").proof.formula == "4 h x 100.00"
    assert line_of(schedule, "1-1-delta-1").proof.formula == "360.00 now - 400.00 invoiced"


def test_retention_follows_the_fee_and_its_ledger_names_both_lines(build: Build) -> None:
    late = worked("t2", "2026-01-20", "1.5", known="2026-02-10")
    terms = {**TIME, "retention": {"percent": "10", "releases": [{"percent": "100", "on": "2026-12-31"}]}}
    events = [worked("t1", "2026-01-12", "4"), invoice(1, "2026-02-02", ("1-1", "400.00")), late]
    schedule = build(terms, events)
    assert told(schedule, of="1-1") == [
        ("1-1", "time", "400.00", "2026-01-31", "invoiced"),
        ("1-1-retention", "retention_withheld", "-40.00", "2026-01-31", "invoiced"),
        ("1-1-delta-1", "time", "150.00", "2026-02-10", "billable"),
        ("1-1-retention-delta-1", "retention_withheld", "-15.00", "2026-02-10", "billable"),
    ]
    assert [
        (entry.schedule_line, str(entry.delta), str(entry.balance)) for entry in schedule.ledgers.retention
    ] == [
        ("1-1-retention", "40.00", "40.00"),
        ("1-1-retention-delta-1", "15.00", "55.00"),
        ("retention-release-1", "-55.00", "0.00"),
    ]
    replays(schedule)


def test_what_hangs_on_a_fee_since_the_invoice_was_not_on_it(build: Build) -> None:
    retained = amended("2026-01-01", "/retention", {"percent": "10"}, known="2026-02-15")
    schedule = build(
        TIME, [worked("t1", "2026-01-12", "4"), invoice(1, "2026-02-02", ("1-1", "400.00")), retained]
    )
    assert told(schedule, of="1-1") == [
        ("1-1", "time", "400.00", "2026-01-31", "invoiced"),
        ("1-1-retention", "retention_withheld", "-40.00", "2026-01-31", "billable"),
    ]


def test_a_cap_ledger_stays_within_its_limit_and_names_every_line(build: Build) -> None:
    # January 4 h fill the cap of 400; then 1 h of 5 January arrives and takes the room of February's invoice.
    terms = {**TIME, "not_to_exceed": "600.00"}
    events = [
        worked("t1", "2026-01-12", "4"),
        worked("t2", "2026-02-02", "2"),
        invoice(1, "2026-02-27", ("1-1", "400.00"), ("1-2", "200.00")),
        worked("t3", "2026-01-05", "1", known="2026-03-03"),
    ]
    schedule = build(terms, events)
    assert told(schedule) == [
        ("1-1", "time", "400.00", "2026-01-31", "invoiced"),
        ("1-2", "time", "200.00", "2026-02-28", "invoiced"),
        ("1-2-write-down", "write_down", "100.00", "2026-02-28", "invoiced"),
        ("1-1-delta-1", "time", "100.00", "2026-03-03", "billable"),
        ("1-2-delta-1", "credit", "-100.00", "2026-03-03", "billable"),
    ]
    ledger = schedule.ledgers.caps
    assert [(entry.schedule_line, str(entry.delta), str(entry.balance)) for entry in ledger] == [
        ("1-1", "400.00", "400.00"),
        ("1-1-delta-1", "100.00", "500.00"),
        ("1-2-delta-1", "-100.00", "400.00"),
        ("1-2", "200.00", "600.00"),
    ]
    replays(schedule)


def test_an_invoice_of_another_amount_is_a_finding_and_its_difference_stands(build: Build) -> None:
    schedule = build({"lines": [FEE]}, [invoice(1, "2026-06-30", ("1-1", "90.00"))])
    assert told(schedule) == [
        ("1-1", "instalment", "90.00", "2026-06-30", "invoiced"),
        ("1-1-delta-1", "instalment", "10.00", "2026-06-30", "billable"),
    ]
    assert codes(schedule) == [("invoiced_amount", "warning")]
    assert "i1 posts 90.00 for 1-1, the schedule had 100.00" in schedule.findings[0].message
    assert line_of(schedule, "1-1").proof.formula == "90.00 as invoice i1 posts it"
    replays(schedule)


def test_two_invoices_that_make_the_amount_bill_it_in_parts(build: Build) -> None:
    events = [invoice(1, "2026-06-30", ("1-1", "60.00")), invoice(2, "2026-07-31", ("1-1", "40.00"))]
    schedule = build({"payment": {"net_days": 10}, "lines": [FEE]}, events)
    assert told(schedule) == [
        ("1-1", "instalment", "60.00", "2026-06-30", "invoiced"),
        ("1-1-delta-1", "instalment", "40.00", "2026-07-31", "invoiced"),
    ]
    assert [str(line.due_on) for line in schedule.billing] == ["2026-07-10", "2026-08-10"]
    assert codes(schedule) == [("invoiced_in_parts", "info")]


def test_a_line_invoiced_twice_is_credited_once(build: Build) -> None:
    events = [invoice(1, "2026-06-30", ("1-1", "100.00")), invoice(2, "2026-07-31", ("1-1", "100.00"))]
    schedule = build({"lines": [FEE]}, events)
    assert told(schedule) == [
        ("1-1", "instalment", "100.00", "2026-06-30", "invoiced"),
        ("1-1-delta-1", "instalment", "100.00", "2026-07-31", "invoiced"),
        ("1-1-delta-2", "credit", "-100.00", "2026-07-31", "billable"),
    ]
    assert codes(schedule) == [("invoiced_twice", "warning")]
    replays(schedule)


def test_an_invoice_of_a_line_that_never_was_is_a_finding(build: Build) -> None:
    schedule = build({"lines": [FEE]}, [invoice(1, "2026-06-30", ("9-9", "1.00"))])
    assert (told(schedule)[0][4], codes(schedule)) == ("billable", [("invoiced_unknown_line", "warning")])
    delta_alone = build({"lines": [FEE]}, [invoice(1, "2026-06-30", ("1-1-delta-1", "1.00"))])
    assert (told(delta_alone), codes(delta_alone)) == (told(schedule), codes(schedule))


def test_an_amount_in_doubt_stays_as_invoiced_without_a_delta(build: Build) -> None:
    # Without rates the line was never priced; the invoice stands, a person looks.
    terms = {**TIME, "lines": [{**TIME["lines"][0], "rates": []}]}
    schedule = build(terms, [invoice(1, "2026-02-02", ("1-1", "400.00"))])
    assert told(schedule, of="1-1") == [("1-1", "time", "400.00", "2026-01-31", "invoiced")]
    assert codes(schedule) == [("invoiced_amount", "warning")]
    assert "the schedule had no amount" in next(
        item.message for item in schedule.findings if item.code == "invoiced_amount"
    )
    twice = [invoice(1, "2026-02-02", ("1-1", "1.00")), invoice(2, "2026-02-03", ("1-1", "1.00"))]
    assert codes(build(terms, twice)) == [("invoiced_twice", "warning")]


def test_progress_corrected_below_the_invoiced_is_a_credit_of_its_own(build: Build) -> None:
    # 60% were invoiced; the report itself is replaced by one of 50% for the same day, known later.
    line = {"id": "1", "billing_method": "progress", "amount": "1000.00"}
    reported = ("progress.reported", {"line": "1", "percent": "60", "date": "2026-03-31"}, None)
    lower = ("progress.reported", {"line": "1", "percent": "50", "date": "2026-04-15"}, None)
    events = [reported, invoice(1, "2026-04-01", ("1-1", "600.00")), lower]
    schedule = build({"lines": [line]}, events)
    assert told(schedule) == [
        ("1-1", "charge", "600.00", "2026-03-31", "invoiced"),
        ("1-2", "credit", "-100.00", "2026-04-15", "billable"),
        ("1-rest", "charge", "500.00", "None", "awaiting_event"),
    ]


def test_a_credit_that_was_invoiced_is_charged_again(build: Build) -> None:
    line = {"id": "1", "billing_method": "progress", "amount": "1000.00"}
    events: list[Event] = [
        ("progress.reported", {"line": "1", "percent": "60", "date": "2026-03-31"}, None),
        ("progress.reported", {"line": "1", "percent": "50", "date": "2026-04-15"}, None),
        invoice(1, "2026-04-16", ("1-1", "600.00"), ("1-2", "-100.00")),
        amended("2026-04-01", "/lines/0/amount", "1160.00", known="2026-04-20"),
    ]
    # 50% of 1160.00 is 580.00: the credit comes down from 100.00 to 20.00
    assert told(build({"lines": [line]}, events)) == [
        ("1-1", "charge", "600.00", "2026-03-31", "invoiced"),
        ("1-2", "credit", "-100.00", "2026-04-15", "invoiced"),
        ("1-2-delta-1", "charge", "80.00", "2026-04-20", "billable"),
        ("1-rest", "charge", "580.00", "None", "awaiting_event"),
    ]


def test_a_total_changed_after_an_invoice_spreads_over_the_parts_left(build: Build) -> None:
    # 120.00 in three; the second is invoiced ahead of 1 March, when the total is lowered from 15 January on.
    fee = {
        **FEE,
        "amount": "120.00",
        "instalments": {"count": 3, "period": "month", "first_on": "2026-01-31"},
    }
    lowered = amended("2026-01-15", "/lines/0/amount", "90.00", known="2026-03-01")
    posted = invoice(1, "2026-02-28", ("1-1", "40.00"), ("1-2", "40.00"))
    schedule = build({"lines": [fee]}, [posted, lowered])
    assert told(schedule) == [
        ("1-1", "instalment", "40.00", "2026-01-31", "invoiced"),
        ("1-2", "instalment", "40.00", "2026-02-28", "invoiced"),
        ("1-3", "instalment", "10.00", "2026-03-31", "billable"),
    ]
    # Agreed before the invoice, the change is in all three.
    known = amended("2026-01-15", "/lines/0/amount", "90.00", known="2026-02-01")
    again = build({"lines": [fee]}, [invoice(1, "2026-02-28", ("1-1", "30.00"), ("1-2", "30.00")), known])
    assert [line.amount for line in again.billing] == [30, 30, 30]
    assert codes(again) == []


def test_a_line_that_an_amendment_removes_with_retroactive_effect_is_credited(build: Build) -> None:
    terms = {**TIME, "lines": [*TIME["lines"], {**FEE, "id": "2"}]}
    removed = (
        "contract.amended",
        {"effective_on": "2026-01-01", "patch": [{"op": "remove", "path": "/lines/0"}]},
        "2026-02-15T12:00:00Z",
    )
    events = [worked("t1", "2026-01-12", "4"), invoice(1, "2026-02-02", ("1-1", "400.00")), removed]
    assert told(build(terms, events), of="1-1") == [
        ("1-1", "time", "400.00", "2026-01-31", "invoiced"),
        ("1-1-delta-1", "credit", "-400.00", "2026-02-15", "billable"),
    ]


def test_an_amendment_that_fits_only_a_later_one_leaves_the_past_unknown(build: Build) -> None:
    # The raise of line 2 is agreed before the amendment that adds it, so on 2 February it fits nothing.
    line = {**FEE, "id": "2"}
    add = {"effective_on": "2026-01-01", "patch": [{"op": "add", "path": "/lines/-", "value": line}]}
    events: list[Event] = [
        amended("2026-01-02", "/lines/1/amount", "120.00", known="2026-01-10"),
        invoice(1, "2026-02-02", ("2-1", "100.00")),
        ("contract.amended", add, "2026-03-01T12:00:00Z"),
    ]
    schedule = build({"lines": [FEE]}, events)
    assert told(schedule, of="2") == [
        ("2-1-delta-1", "instalment", "20.00", "2026-03-01", "billable"),
        ("2-1", "instalment", "100.00", "2026-06-30", "invoiced"),
    ]
    assert codes(schedule) == [("invoiced_amount", "warning")]
