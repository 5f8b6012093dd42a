"""A percent of a result past a threshold, up to a cap, or by tiers: cumulative from the first report.

**Clause:** Consultant receives 20% of verified savings above USD 500,000.00.

**Terms:** {"currency": "USD", "lines": [{"id": "1", "billing_method": "percentage", "percent": "20",
"basis": "verified savings", "threshold": "500000.00"}]}

**Events:** [{"type": "engross.basis.reported", "data": {"line": "1", "amount": "400000.00", "date":
"2026-03-31"}}, {"type": "engross.basis.reported", "data": {"line": "1", "amount": "330000.00", "date":
"2026-05-31"}}]

**Schedule:**
    2026-05-31 charge 46000.00

**Source:** R35 and R15: 20% x (730,000 - 500,000); a later report below zero takes it back. Lago's
graduated percentage prices each part of the sum at its own percent.
"""

from __future__ import annotations

from decimal import Decimal

from models.event import BasisReported
from models.schedule import Proof, Trigger
from models.terms import Line
from models.working import (
    Working,
    at_least_nothing,
    fixed,
    least,
    less,
    percent_of,
    reported,
    rounded,
    so_far,
    term,
    total_of,
)
from rules.agreement.contract import ContractHistory, LineHistory, LineVersion
from rules.draft import Draft

RULE = "R35"


def is_cumulative(line: Line) -> bool:
    """Whether a percentage line looks at all its reports together."""
    return line.threshold is not None or line.cap is not None or bool(line.percent_tiers)


def bill_success(
    reports: list[BasisReported], history: LineHistory, contract: ContractHistory
) -> tuple[Draft, ...]:
    """What each report adds to what the line has earned; what it takes away is a credit."""
    billed, lines = Decimal(0), []
    for number, report in enumerate(reports, 1):
        version = history.on(report.data.date) or history.latest
        basis = total_of(
            [reported("reported", each.data.amount, each.id) for each in reports[:number]], "so far"
        )
        earned = _earned(basis, version)
        if earned is None:
            lines.append(_draft(number, report, version, None, "the percent is not stated"))
            continue
        upto = rounded(earned, contract.currency, "earned so far")
        working = less(upto, so_far("billed before", billed, history.id))
        formula = f"{upto.value} earned on {basis.value} - {billed} billed before"
        lines.append(_draft(number, report, version, working, formula))
        billed = upto.value or Decimal(0)
    return tuple(line for line in lines if line.amount != 0)


def _earned(basis: Working, version: LineVersion) -> Working | None:
    """What a line earns on all that is reported, unrounded; None where it has no percent."""
    line = version.line
    above: Working = basis
    if line.threshold is not None:
        above = less(basis, term("threshold", line.threshold, version.pointer("threshold")), name="above")
    above = at_least_nothing(above)
    if line.percent_tiers:
        earned = total_of(_by_tiers(above, version), "by tiers")
    elif line.percent is not None:
        earned = percent_of(term("percent", line.percent, version.pointer("percent")), above)
    else:
        return None
    if line.cap is None:
        return earned
    return least(earned, term("cap", line.cap, version.pointer("cap")), rule=RULE)


def _by_tiers(above: Working, version: LineVersion) -> list[Working]:
    """Each part of the sum at the percent of its tier."""
    parts: list[Working] = []
    below: Working = fixed("nothing", 0, RULE)
    for index, tier in enumerate(version.line.percent_tiers):
        upto = above
        if tier.up_to is not None:
            end = term("up to", tier.up_to, version.pointer("percent_tiers", index, "up_to"))
            upto = least(above, end)
        part = at_least_nothing(less(upto, below), "in the tier")
        percent = term("percent", tier.percent, version.pointer("percent_tiers", index, "percent"))
        parts.append(percent_of(percent, part))
        below = upto
    return parts


def _draft(
    number: int, report: BasisReported, version: LineVersion, working: Working | None, formula: str
) -> Draft:
    line = version.line
    amount = working.value if working else None
    return Draft(
        id=f"{line.id}-{number}",
        line=line.id,
        kind="credit" if amount is not None and amount < 0 else "charge",
        description=f"{line.name or 'Charge'} on {line.basis or 'the reported amount'}",
        proof=Proof(
            rule=RULE,
            formula=formula,
            pointers=(version.pointer("percent_tiers" if line.percent_tiers else "percent"),),
            events=(report.id,),
            working=working,
        ),
        amount=amount,
        bill_on=report.data.date,
        trigger=Trigger(event="basis.reported"),
        held=amount is None,
    )
