"""A retainer: a fee per period that includes hours, unused ones rolling on, further ones billed.

**Clause:** USD 8,000.00 per month in advance includes forty (40) hours. Unused hours carry over one month, up
to ten (10). Further hours are billed at USD 225.00 per hour. The term runs from January 1, 2026 to February
28, 2026.

**Terms:** {"currency": "USD", "start_date": "2026-01-01", "end_date": "2026-02-28", "payment":
{"billing_timing": "advance"}, "lines": [{"id": "1", "billing_method": "retainer", "amount": "8000.00",
"period": "month", "proration": "none", "included_hours": "40", "rollover": {"periods": 1, "max_hours":
"10"}, "overage_rate": "225.00"}]}

**Events:** [{"type": "engross.time.approved", "data": {"entry_id": "t1", "person": "p1", "date":
"2026-01-05", "hours": "33"}}, {"type": "engross.time.approved", "data": {"entry_id": "t2", "person": "p1",
"date": "2026-02-05", "hours": "52"}}]

**Schedule:**
    2026-01-01 recurring 8000.00
    2026-02-01 recurring 8000.00
    2026-02-28 time 1125.00

**Source:** R11: January leaves 7 hours, February has 47 and uses 52, so 5 are over.
"""

from __future__ import annotations

from decimal import Decimal

from models.event import TimeApproved
from models.extraction import Finding
from models.schedule import Proof, Trigger
from models.working import Working, less, rounded, so_far, times, total_of, value_of
from rules.agreement.contract import ContractHistory, LineHistory
from rules.dates.due_date import bill_on
from rules.draft import Draft, Outcome, Piece, merge
from rules.lines.work_periods import outside_dates
from rules.methods.hours_bank import HoursBank
from rules.methods.increment import count_hours
from rules.methods.recurring import FeePeriod, bill_recurring, fee_periods
from rules.methods.retainer_end import credit_unused
from rules.methods.stale_time import without_stale
from rules.methods.time_entries import entries_of
from rules.prices.escalation import price_on

RULE = "R11"


def bill_retainer(history: LineHistory, contract: ContractHistory) -> Outcome:
    """Bill the fee of every period and the hours beyond those that it includes."""
    fees = bill_recurring(history, contract)
    periods = fee_periods(history, contract)
    entries, stale = without_stale(entries_of(history, contract), contract)
    lost = [entry.id for entry in entries if not any(entry.data.date in period.part for period in periods)]
    outside = Outcome(findings=(*stale, *outside_dates(history, lost)))
    if history.latest.line.included_hours is None:
        return merge([fees, outside])
    bank, hours = HoursBank(history.id), count_hours(entries, history)
    counted = [(entry, hours[entry.data.entry_id]) for entry in entries]
    overages = [_overage(period, counted, history, contract=contract, bank=bank) for period in periods]
    left = credit_unused(history, contract, periods=periods, hours=bank.balance)
    ledger = Outcome(ledger=tuple(bank.entries))
    return merge([fees, *overages, left, outside, ledger])


def _overage(
    period: FeePeriod,
    entries: list[tuple[TimeApproved, Working]],
    history: LineHistory,
    *,
    contract: ContractHistory,
    bank: HoursBank,
) -> Outcome:
    line = period.version.line
    bank.grant(period, line.included_hours or Decimal(0))
    over: list[tuple[TimeApproved, Working]] = []
    for entry, counted in entries:
        if entry.data.date in period.part:
            hours = bank.use(period, value_of(counted), line.rollover)
            over += [(entry, _beyond(counted, hours, history.id))] if hours else []
    bank.close(period, line.rollover)
    return _bill(period, over, history, contract=contract) if over else Outcome()


def _bill(
    period: FeePeriod,
    over: list[tuple[TimeApproved, Working]],
    history: LineHistory,
    *,
    contract: ContractHistory,
) -> Outcome:
    version = period.version
    pieces = []
    for entry, hours in over:
        price = price_on(
            entry.data.date,
            history,
            contract=contract,
            value_of=lambda found: (found.line.overage_rate, None),
            pointer=version.pointer("overage_rate"),
        )
        if price.working is None:
            return Outcome(findings=(_no_rate(version.pointer("overage_rate")),))
        working = times(hours, price.working, name=f"{entry.data.person}, {entry.data.date}")
        pieces.append(
            Piece(
                entry.data.date,
                entry.data.entry_id,
                value_of(working),
                value_of(hours),
                entry.data.role,
                working,
            )
        )
    total = sum((piece.amount for piece in pieces), Decimal(0))
    beyond = sum((piece.hours for piece in pieces), Decimal(0))
    draft = Draft(
        id=f"{history.id}-{period.number}-overage",
        line=history.id,
        kind="time",
        description=f"{version.line.name or 'Retainer'}, hours beyond those included",
        proof=Proof(
            rule=RULE,
            formula=f"{beyond} h over x {total / beyond}",
            pointers=(version.pointer("overage_rate"), version.pointer("included_hours")),
            events=tuple(entry.id for entry, _ in over),
            working=rounded(
                total_of([piece.working for piece in pieces if piece.working]), contract.currency
            ),
        ),
        amount=contract.round(total),
        bill_on=bill_on(period.part, version.payment),
        period=period.part,
        trigger=Trigger(event="time.approved"),
        pieces=tuple(pieces),
    )
    return Outcome((draft,) if draft.amount else ())


def _beyond(counted: Working, hours: Decimal, account: str) -> Working:
    """The hours of an entry that the bank did not hold."""
    drawn = value_of(counted) - hours
    return less(counted, so_far("hours still included", drawn, account)) if drawn else counted


def _no_rate(pointer: str) -> Finding:
    message = "hours beyond the included ones have no rate, so they are not billed; state the overage rate"
    return Finding(code="L06", severity="error", message=message, pointers=(pointer,))
