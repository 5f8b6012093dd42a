"""Every amount of every schedule is what its proof's leaves come to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.event import Event
from models.replay import contradictions, replay
from models.schedule import Proof, Schedule
from models.terms import Terms
from rules import build_schedule
from rules.catalogue import RuleText, catalogue
from rules.proof.invariants import check_invariants


def unproved(schedule: Schedule) -> list[tuple[str, Decimal, Decimal | None, list[str]]]:
    """The lines whose proof does not come to their amount, or contradicts itself."""
    lines: list[tuple[str, Decimal | None, Proof]] = [
        *((line.id, line.amount, line.proof) for line in schedule.billing),
        *((f"revenue of {line.obligation}", line.amount, line.proof) for line in schedule.revenue),
    ]
    return [
        (name, amount, replay(proof), list(contradictions(proof.working)) if proof.working else [])
        for name, amount, proof in lines
        if amount is not None
        and (replay(proof) != amount or (proof.working and list(contradictions(proof.working))))
    ]


def unsound(schedule: Schedule) -> list[str]:
    return [breach.message for check in check_invariants(schedule) for breach in check.breaches]


EXAMPLES = [text for text in catalogue() if "Terms" in text.blocks]


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: text.module)
def test_the_example_of_every_rule_replays(text: RuleText, example: Callable[[RuleText], Schedule]) -> None:
    schedule = example(text)
    assert unproved(schedule) == []
    assert unsound(schedule) == []


Draw = Callable[..., Any]
ROLES = ["Lead", "Analyst"]
MONEY = st.integers(1, 9_999_999).map(lambda cents: format(Decimal(cents).scaleb(-2), "f"))
SMALL = st.integers(1, 30_000).map(lambda cents: format(Decimal(cents).scaleb(-2), "f"))
PERCENT = st.integers(1, 1500).map(lambda tenth: format(Decimal(tenth).scaleb(-1), "f"))
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(str)


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any] | None]:
    """A group of terms, or none."""
    return st.none() | st.fixed_dictionaries(fields)


@st.composite
def fixed_lines(draw: Draw) -> dict[str, Any]:
    amount = draw(MONEY)
    cut = draw(st.integers(1, 99))
    by_percent = [{"percent": str(cut)}, {"percent": str(100 - cut)}]
    part = (Decimal(amount) * cut / 100).quantize(Decimal("0.01"))
    by_amount = [{"amount": str(part)}, {"amount": str(Decimal(amount) - part)}]
    shares = draw(st.sampled_from([by_percent, by_amount]))
    line: dict[str, Any] = draw(
        st.sampled_from(
            [
                {"billing_method": "fixed_price", "amount": amount},
                {
                    "billing_method": "fixed_price",
                    "amount": amount,
                    "instalments": {"count": cut % 13 + 1, "period": "month"},
                },
                {
                    "billing_method": "milestone",
                    "amount": amount,
                    "milestones": [
                        {"id": f"M{at}", "trigger": "acceptance", **share}
                        for at, share in enumerate(shares, 1)
                    ],
                },
                {"billing_method": "progress", "amount": amount},
            ]
        )
    )
    return line


@st.composite
def period_lines(draw: Draw) -> dict[str, Any]:
    return {
        "billing_method": draw(st.sampled_from(["recurring", "retainer"])),
        "amount": draw(SMALL),
        "period": draw(st.sampled_from(["week", "month", "quarter", "half_year", "year"])),
        "proration": draw(st.sampled_from(["actual", "30_360", "actual_365", "none", None])),
        "start_date": draw(DAYS),
        "included_hours": draw(st.none() | SMALL),
        "overage_rate": draw(SMALL),
        "rollover": draw(some(periods=st.integers(0, 2), max_hours=SMALL)),
    }


INCREMENTS = some(
    hours=st.sampled_from(["0.25", "0.3", "0.5"]),
    method=st.sampled_from(["up", "nearest", "down"]),
    per=st.sampled_from(["entry", "day", "week"]),
)
OVERTIME = some(
    after_hours=st.sampled_from(["3", "4.5"]), per=st.sampled_from(["day", "week"]), multiplier=st.just("1.5")
)


@st.composite
def time_lines(draw: Draw) -> dict[str, Any]:
    unit = st.sampled_from(["hour", "hour", "day"])
    overtime = draw(OVERTIME)
    return {
        "billing_method": "time_and_materials",
        "rates": [{"role": role, "amount": draw(SMALL), "unit": draw(unit)} for role in ROLES],
        "hours_per_day": draw(st.sampled_from(["8", "7", "7.5"])),
        "increment": draw(INCREMENTS),
        "overtime": [overtime] if overtime else [],
        "caps": draw(
            st.sampled_from(
                [
                    [],
                    [{"id": "a", "amount": "900.00", "scope": "line"}],
                    [{"id": "h", "hours": "7", "scope": "role", "role": "Lead"}],
                    [
                        {"id": "m", "amount": "500.01", "scope": "month"},
                        {"id": "h", "hours": "31", "scope": "line"},
                    ],
                ]
            )
        ),
    }


@st.composite
def unit_lines(draw: Draw) -> dict[str, Any]:
    tiers = [
        {"up_to": "7.5", "unit_amount": draw(SMALL)},
        {"up_to": "40", "unit_amount": draw(SMALL)},
        {"unit_amount": draw(SMALL)},
    ]
    mode = draw(st.sampled_from(["graduated", "volume", "package", None]))
    return {
        "billing_method": "unit_price",
        "included_quantity": draw(st.none() | st.just("3")),
        **draw(st.sampled_from([{"unit_amount": "3.333"}, {"tiers": tiers, "tier_mode": mode}])),
    }


PERCENTAGES = st.builds(
    lambda method, percent: {"billing_method": method, "percent": percent},
    st.sampled_from(["percentage", "cost_plus"]),
    PERCENT,
)
LINES = st.lists(
    fixed_lines() | period_lines() | time_lines() | unit_lines() | PERCENTAGES, min_size=1, max_size=4
)


@st.composite
def contracts(draw: Draw) -> dict[str, Any]:
    lines = draw(LINES)
    terms = {
        "currency": draw(st.sampled_from(["USD", "JPY", "KWD"])),
        "effective_date": "2026-01-01",
        "end_date": "2026-11-20",
        "contract_value": draw(MONEY),
        "not_to_exceed": draw(st.none() | MONEY),
        "payment": {
            "net_days": 30,
            "billing_frequency": draw(st.sampled_from(["weekly", "monthly", "quarterly", "on_completion"])),
            "billing_timing": draw(st.sampled_from(["advance", "arrears"])),
            "late_interest_percent": draw(PERCENT),
            "late_interest_period": draw(st.sampled_from(["month", "year"])),
            "early_discount_percent": "2",
            "early_discount_days": 10,
        },
        "retention": draw(
            some(
                percent=PERCENT,
                cap_percent=st.none() | PERCENT,
                releases=st.sampled_from(
                    [
                        [],
                        [{"on": "2026-12-31"}],
                        [{"percent": "40", "on": "2026-08-01"}, {"percent": "60", "milestone": "M1"}],
                    ]
                ),
            )
        ),
        "advance": draw(
            some(
                percent=PERCENT,
                recoup_percent=st.none() | PERCENT,
                recoup_after_percent=st.none() | PERCENT,
                recoup_basis=st.sampled_from(["gross", "net_of_retention", None]),
            )
        ),
        "minimum_commitment": draw(
            some(
                amount=MONEY,
                period=st.sampled_from(["month", "quarter", "year", "term", None]),
                carry_forward=st.booleans(),
            )
        ),
        "discounts": draw(
            st.lists(
                st.fixed_dictionaries(
                    {
                        "percent": PERCENT,
                        "threshold": MONEY,
                        "mode": st.sampled_from(["prospective", "retroactive", None]),
                    }
                ),
                max_size=3,
            )
        ),
        "escalation": draw(
            some(
                percent=PERCENT,
                index=st.none() | st.just("CPI"),
                base_period=st.just("2025-12"),
                floor_percent=st.none() | st.just("1"),
                cap_percent=st.none() | st.just("4"),
                first_on=DAYS,
                every_months=st.none() | st.just(3),
            )
        ),
        "expenses": {"reimbursable": True, "markup_percent": draw(PERCENT), "cap": draw(st.none() | SMALL)},
        "lines": [
            {"id": str(at), **line} for at, line in enumerate([*lines, {"billing_method": "expenses"}], 1)
        ],
    }
    return {name: value for name, value in terms.items() if value is not None}


WORK = st.lists(
    st.tuples(st.integers(0, 350), st.integers(1, 5), SMALL, st.integers(0, 9)), min_size=4, max_size=30
)
TOTAL_CHANGED = {
    "effective_on": "2026-05-05",
    "patch": [{"op": "replace", "path": "/lines/0/amount", "value": "4321.09"}],
}


METHODS = {
    "time.approved": {"time_and_materials", "retainer"},
    "units.delivered": {"unit_price"},
    "progress.reported": {"progress"},
    "basis.reported": {"percentage", "cost_plus"},
}


def events_of(
    work: list[tuple[int, int, str, int]], terms: dict[str, Any], event_of: Callable[..., Event]
) -> list[Event]:
    made = [event_of(f"i{month}", "invoice.posted", invoice(month)) for month in (1, 5)]
    for number, (day, at, size, kind) in enumerate(work):
        on = date.fromordinal(date(2026, 1, 1).toordinal() + day).isoformat()
        name, data = [
            ("time.approved", entry(number, "p", size[:4].rstrip("."))),
            ("time.approved", entry(number, "q", str(day % 11))),
            ("time.approved", entry(number, "p", "7.08")),
            ("units.delivered", {"quantity": size}),
            ("progress.reported", {"percent": str(day % 120)}),
            ("basis.reported", {"amount": size}),
            ("expense.approved", {"expense_id": f"s{number}", "amount": size}),
            ("milestone.accepted", {"milestone": f"M{at % 2 + 1}"}),
            ("payment.received", {"invoice_id": f"i{1 + 4 * (at % 2)}", "amount": size}),
            (
                "index.published",
                {"index": "CPI", "period": f"202{5 + at % 2}-12", "value": str(200 + day % 50)},
            ),
        ][kind]
        fitting = [line["id"] for line in terms["lines"] if line["billing_method"] in METHODS.get(name, ())]
        where = {"line": fitting[at % len(fitting)]} if fitting else {}
        dated = {} if name == "index.published" else {"date": on}
        if fitting or name not in METHODS:
            made.append(event_of(number, name, {**data, **where, **dated}, at=f"{on}T12:00:00Z"))
    return made


def invoice(month: int) -> dict[str, Any]:
    return {"invoice_id": f"i{month}", "date": f"2026-0{month}-15", "lines": []}


def entry(number: int, person: str, hours: str) -> dict[str, Any]:
    return {"entry_id": f"t{number}", "person": person, "role": ROLES[number % 2], "hours": hours}


@settings(max_examples=50)  # tests/torture replays the proofs of many more
@given(terms=contracts(), work=WORK, amended=st.booleans())
def test_every_amount_replays_from_its_proof(
    event_of: Callable[..., Event],
    terms: dict[str, Any],
    work: list[tuple[int, int, str, int]],
    amended: bool,  # noqa: FBT001 - drawn
) -> None:
    events = events_of(work, terms, event_of)
    if amended and "amount" in terms["lines"][0] and "milestones" not in terms["lines"][0]:
        events.append(event_of("change", "contract.amended", TOTAL_CHANGED))
    schedule = build_schedule(Terms.model_validate(terms), events, as_of=date(2026, 9, 9))
    assert unproved(schedule) == []
    assert unsound(schedule) == []


def test_a_share_that_a_rounding_moves_is_proved_by_what_the_parts_before_have(
    build: Callable[..., Schedule],
) -> None:
    # 100.01 x 50% = 50.005 -> 50.01; the second half is 100.01 - 50.01 = 50.00, not 50.01
    halves = [{"id": "M1", "percent": "50"}, {"id": "M2", "percent": "50"}]
    line = {"id": "1", "billing_method": "milestone", "amount": "100.01", "milestones": halves}
    schedule = build({"lines": [line]})
    assert [str(billed.amount) for billed in schedule.billing] == ["50.01", "50.00"]
    assert unproved(schedule) == []


def test_a_credit_gives_back_no_more_retention_than_is_held(build: Callable[..., Schedule]) -> None:
    # 10% of 500.00 is 50.00, at most 2% of 1000.00 = 20.00; the credit of 500.00 gives back those 20.00
    terms = {
        "contract_value": "1000.00",
        "retention": {"percent": "10", "cap_percent": "2"},
        "lines": [{"id": "1", "billing_method": "progress", "amount": "1000.00"}],
    }
    reports = [
        ("progress.reported", {"line": "1", "percent": percent, "date": day})
        for percent, day in (("50", "2026-01-31"), ("0", "2026-02-28"))
    ]
    schedule = build(terms, reports)
    kept = [str(line.amount) for line in schedule.billing if line.kind == "retention_withheld"]
    assert kept == ["-20.00", "20.00", "-20.00"]
    assert unproved(schedule) == []
