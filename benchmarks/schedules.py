"""Schedules a second against the same dates and amounts from bare dateutil.rrule and Decimal arithmetic.

    python -m benchmarks.schedules [--rounds 5] [--entries 10000] [--most 100000]

Both sides of a ratio run in the same process, one after the other, and their amounts are compared before any
figure counts. Times are processor time; the best round of each side counts, because other work on the machine
can only slow one down. Reading the terms and the events from JSON is outside the measured part on both sides.

The bare side makes the dates of every line with rrule and rounds every amount. Of time entries it does what
no biller can leave out: the latest of each entry stands, they are priced at the rate of their role on their
date, and summed by month. It knows one rhythm, one kind of price and no amendment, cap, event order or proof.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from dateutil.rrule import MONTHLY, rrule

from models.event import EVENT, Event
from models.schedule import Schedule
from models.terms import Terms
from rules import build_schedule

AS_OF = date(2027, 1, 1)
START = datetime(2026, 1, 1)  # noqa: DTZ001 - a calendar day, as rrule wants it
MONTHS, NET_DAYS = 12, 30
CENT = Decimal("0.01")
RAISED_ON = date(2026, 7, 1)
RATES = {
    "Lead": (Decimal("210.00"), Decimal("216.30")),
    "Analyst": (Decimal("135.50"), Decimal("139.55")),
    "Tester": (Decimal("99.95"), Decimal("102.95")),
}
"""The rates of each role: before they are raised, and from that day on."""
PEOPLE, WORK_DAYS = 25, 360
Amounts = list[tuple[date, date, Decimal]]
"""Bill date, due date and amount of every line."""


@dataclass(frozen=True)
class Job:
    """What both sides compute."""

    name: str
    terms: Terms
    events: list[Event]
    bare: Callable[[], Amounts]


def main() -> None:
    arguments = parse()
    jobs = [fees(1), fees(10), fees(100), work(arguments.entries)]
    print(f"{'schedule':<24}{'bare ms':>10}{'engross ms':>12}{'times bare':>12}{'a second':>10}")
    for job in jobs:
        bare, ours = compared(job, arguments.rounds)
        print(f"{job.name:<24}{bare * 1e3:>10.2f}{ours * 1e3:>12.2f}{ours / bare:>12.1f}{1 / ours:>10.1f}")
    print(f"\n{'time entries':<24}{'ms':>10}{'µs an entry':>13}")
    size = 1000
    while size <= arguments.most:
        job = work(size)
        ours = best(lambda job=job: built(job), max(arguments.rounds // 2, 1))  # type: ignore[misc]
        print(f"{size:<24,}{ours * 1e3:>10.1f}{ours * 1e6 / size:>13.1f}")
        size *= 10


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--most", type=int, default=100_000)
    return parser.parse_args()


def compared(job: Job, rounds: int) -> tuple[float, float]:
    """The best time of either side, after checking that they agree.

    Raises:
        SystemExit: They do not come to the same dates and amounts.
    """
    lines = [(line.bill_on, line.due_on, line.amount) for line in built(job).billing]
    if sorted(lines, key=str) != sorted(job.bare(), key=str):
        raise SystemExit(f"{job.name}: the two sides do not come to the same dates and amounts")
    times = [(best(job.bare, 1), best(lambda: built(job), 1)) for _ in range(rounds)]
    return min(bare for bare, _ in times), min(ours for _, ours in times)


def best(task: Callable[[], Any], rounds: int) -> float:
    """Processor seconds of one run; short tasks are repeated to a fiftieth of a second."""
    found = []
    for _ in range(rounds):
        gc.collect()
        runs, started = 0, time.process_time()
        while runs == 0 or time.process_time() - started < 0.02:
            task()
            runs += 1
        found.append((time.process_time() - started) / runs)
    return min(found)


def built(job: Job) -> Schedule:
    return build_schedule(job.terms, job.events, as_of=AS_OF)


def fees(lines: int) -> Job:
    """So many contract lines, each a monthly fee over a year."""
    prices = [Decimal(f"{1000 + 7 * at}.25") for at in range(lines)]
    stated = [
        {
            "id": str(at),
            "billing_method": "recurring",
            "period": "month",
            "proration": "none",
            "amount": str(price),
        }
        for at, price in enumerate(prices, 1)
    ]
    terms = Terms.model_validate(
        {
            "currency": "USD",
            "start_date": "2026-01-01",
            "end_date": "2026-12-31",
            "payment": {"net_days": NET_DAYS, "billing_frequency": "monthly"},
            "lines": stated,
        }
    )

    def bare() -> Amounts:
        return [
            (last, last + timedelta(days=NET_DAYS), price.quantize(CENT, ROUND_HALF_UP))
            for price in prices
            for last in month_ends()
        ]

    return Job(f"{lines} line{'s' if lines > 1 else ''} of 12 months", terms, [], bare)


def work(entries: int) -> Job:
    """So many approved time entries of a year, at the rates of three roles that are raised once, by month."""
    roles = list(RATES)
    terms = Terms.model_validate(
        {
            "currency": "USD",
            "start_date": "2026-01-01",
            "end_date": "2026-12-31",
            "payment": {"net_days": NET_DAYS, "billing_frequency": "monthly"},
            "lines": [
                {
                    "id": "1",
                    "billing_method": "time_and_materials",
                    "rates": [rate for role in RATES for rate in rates_of(role)],
                }
            ],
        }
    )
    rows = [
        (f"t{at}", START.date() + timedelta(days=at * 7 % WORK_DAYS), roles[at % 3], Decimal(at % 32 + 1) / 4)
        for at in range(entries)
    ]
    events = [
        EVENT.validate_python(
            {
                "type": "engross.time.approved",
                "id": f"e{at}",
                "source": "/benchmark",
                "subject": "S-1",
                "time": f"{day}T12:00:00Z",
                "data": {
                    "entry_id": entry_id,
                    "person": f"p{at % PEOPLE}",
                    "role": role,
                    "date": str(day),
                    "hours": str(hours),
                },
            }
        )
        for at, (entry_id, day, role, hours) in enumerate(rows)
    ]

    def bare() -> Amounts:
        latest = {row[0]: row for row in rows}
        sums: defaultdict[tuple[int, int], Decimal] = defaultdict(Decimal)
        for _, day, role, hours in sorted(latest.values(), key=lambda row: (row[1], row[0])):
            before, raised = RATES[role]
            sums[day.year, day.month] += hours * (raised if day >= RAISED_ON else before)
        return [
            (last, last + timedelta(days=NET_DAYS), sums[last.year, last.month].quantize(CENT, ROUND_HALF_UP))
            for last in month_ends()
            if (last.year, last.month) in sums
        ]

    return Job(f"{entries:,} time entries", terms, events, bare)


def rates_of(role: str) -> list[dict[str, str]]:
    """The rates of a role as terms state them."""
    before, raised = RATES[role]
    eve = RAISED_ON - timedelta(days=1)
    return [
        {"role": role, "amount": str(before), "unit": "hour", "effective_to": str(eve)},
        {"role": role, "amount": str(raised), "unit": "hour", "effective_from": str(RAISED_ON)},
    ]


def month_ends() -> list[date]:
    """The last day of each month of the year."""
    return [day.date() for day in rrule(MONTHLY, dtstart=START, count=MONTHS, bymonthday=-1)]


if __name__ == "__main__":
    main()
