"""A fixed price: one charge at the end or the start, or equal instalments.

**Clause:** The fixed fee of JPY 10,000,000 is payable in three equal monthly instalments, the first on
April 10, 2026. Invoices are due in 60 days.

**Terms:** {"currency": "JPY", "payment": {"net_days": 60}, "lines": [{"id": "1", "billing_method":
"fixed_price", "amount": "10000000", "instalments": {"count": 3, "period": "month", "first_on":
"2026-04-10"}}]}

**Schedule:**
    2026-04-10 instalment 3333333 due 2026-06-09
    2026-05-10 instalment 3333334 due 2026-07-09
    2026-06-10 instalment 3333333 due 2026-08-09

**Source:** R01; Oracle and Dynamics 365 divide a contract amount by its periods and leave the remainder
over.
"""

from __future__ import annotations

from decimal import Decimal

from models.extraction import Finding
from models.period import Period
from models.terms import Instalments
from rules.agreement.contract import ContractHistory, LineHistory, LineVersion
from rules.dates.due_date import bill_on
from rules.dates.periods import step_from, unit_of
from rules.draft import Outcome
from rules.lines.split import FixedPart, bill_parts

RULE = "R01"


def bill_fixed_fee(history: LineHistory, contract: ContractHistory) -> Outcome:
    """Bill a fixed price without milestones."""
    return bill_parts(history, contract, parts_of=_parts, doubts_of=_no_total, kind="instalment")


def _parts(version: LineVersion) -> tuple[FixedPart, ...]:
    if version.line.instalments is None:
        return (_single(version),)
    return tuple(
        _instalment(version, version.line.instalments, number)
        for number in range(version.line.instalments.count)
    )


def _single(version: LineVersion) -> FixedPart:
    advance = version.payment.billing_timing == "advance"
    day = version.first_day if advance else version.last_day
    pointers = (version.total_pointer(), version.pointer("start_date" if advance else "end_date"))
    return FixedPart("1", Decimal(1), _name(version), "100%", pointers, RULE, day)


def _instalment(version: LineVersion, instalments: Instalments, number: int) -> FixedPart:
    unit = instalments.period or unit_of(version.payment.billing_frequency)
    anchor = instalments.first_on or version.first_day
    pointers = (version.total_pointer(), version.pointer("instalments"))
    day, period = None, None
    if anchor and (unit or instalments.count == 1):
        period = Period(
            step_from(anchor, unit or "month", number), step_from(anchor, unit or "month", number + 1)
        )
        advance = version.payment.billing_timing == "advance"
        day = period.start if instalments.first_on else bill_on(period, version.payment, advance=advance)
    description = f"{_name(version)}, instalment {number + 1} of {instalments.count}"
    formula = f"1/{instalments.count}"
    shown = None if instalments.first_on else period
    return FixedPart(str(number + 1), Decimal(1), description, formula, pointers, RULE, day, period=shown)


def _name(version: LineVersion) -> str:
    return version.line.name or "Fixed fee"


def _no_total(version: LineVersion) -> tuple[Finding, ...]:
    """A fixed price that states no total, on its line or as the value of its only line."""
    if version.total is not None:
        return ()
    message = "this fixed price states no total; state the amount of the line"
    return (
        Finding(code="no_amount", severity="error", message=message, pointers=(version.pointer("amount"),)),
    )
