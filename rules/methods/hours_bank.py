"""The hours that a retainer still includes: which of them are used first, and how long the others live.

**Clause:** The monthly fee of USD 1,000.00 includes 40 hours. Up to 10 unused hours roll over to the next
month and are used after the hours of that month; further hours are charged at USD 225.00 per hour. The term
runs from January 1, 2026 to March 31, 2026.

**Terms:** {"currency": "USD", "start_date": "2026-01-01", "end_date": "2026-03-31", "lines": [{"id": "1",
"billing_method": "retainer", "amount": "1000.00", "period": "month", "proration": "none", "included_hours":
"40", "rollover": {"periods": 1, "max_hours": "10", "order": "current_first"}, "overage_rate": "225.00"}]}

**Events:** [{"type": "engross.time.approved", "data": {"entry_id": "t1", "person": "p1", "date":
"2026-01-12", "hours": "30"}}, {"type": "engross.time.approved", "data": {"entry_id": "t2", "person": "p1",
"date": "2026-02-12", "hours": "40"}}, {"type": "engross.time.approved", "data": {"entry_id": "t3",
"person": "p1", "date": "2026-03-12", "hours": "41"}}]

**Schedule:**
    2026-01-31 recurring 1000.00
    2026-02-28 recurring 1000.00
    2026-03-31 recurring 1000.00
    2026-03-31 time 225.00

**Source:** R11: February uses its own 40, so the 10 of January lapse; rollover first would have kept 10.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from models.price import Rollover
from models.schedule import LedgerEntry
from rules.methods.recurring import FeePeriod

RULE = "R11"


@dataclass(slots=True)
class HoursBank:
    """The hours that a retainer still includes, oldest first: the number of their period, and how many.

    Attributes:
        entries: Every grant, use and expiry, so that the balance can be recomputed.
    """

    account: str
    lots: list[tuple[int, Decimal]] = field(default_factory=list)
    entries: list[LedgerEntry] = field(default_factory=list)

    @property
    def balance(self) -> Decimal:
        """The hours left."""
        return sum((hours for _, hours in self.lots), Decimal(0))

    def grant(self, period: FeePeriod, hours: Decimal) -> None:
        """Add the included hours of a period."""
        self.lots.append((period.number, hours))
        self._post(period, hours)

    def use(self, period: FeePeriod, hours: Decimal, rollover: Rollover | None) -> Decimal:
        """Draw hours, the oldest first unless the terms say otherwise; gives those that are not there."""
        wanted = hours
        own_first = rollover is not None and rollover.order == "current_first"
        if own_first:
            self.lots.sort(key=lambda lot: (lot[0] != period.number, lot[0]))
        while wanted and self.lots:
            number, left = self.lots.pop(0)
            taken = min(wanted, left)
            wanted -= taken
            if left > taken:
                self.lots.insert(0, (number, left - taken))
        self.lots.sort()
        self._post(period, wanted - hours)
        return wanted

    def close(self, period: FeePeriod, rollover: Rollover | None) -> None:
        """End a period: what is too old goes, and of its own hours what the maximum has no room for."""
        before = self.balance
        kept = [lot for lot in self.lots if _lives_on(lot[0], period.number, rollover)]
        if rollover and rollover.max_hours is not None:
            room, capped = rollover.max_hours, []
            for number, hours in kept:
                capped.append((number, min(hours, room)))
                room -= min(hours, room)
            kept = capped
        self.lots = [lot for lot in kept if lot[1]]
        self._post(period, self.balance - before)

    def _post(self, period: FeePeriod, delta: Decimal) -> None:
        if not delta:
            return
        balance = sum((entry.delta for entry in self.entries), delta)
        line = f"{self.account}-{period.number}"
        on = period.part.start
        entry = LedgerEntry(
            account=self.account,
            schedule_line=line,
            on=on,
            delta=delta,
            balance=balance,
            unit="hours",
            rule=RULE,
        )
        self.entries.append(entry)


def _lives_on(number: int, current: int, rollover: Rollover | None) -> bool:
    if rollover is None:
        return False
    return rollover.periods is None or current < number + rollover.periods
