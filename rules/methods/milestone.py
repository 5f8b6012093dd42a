"""A fixed price by milestones: each on its date, or on the day it is accepted.

**Clause:** The fee of USD 185,000.50 is payable 30% upon acceptance of the design and 70% on June 30, 2026.
Invoices are due net 30.

**Terms:** {"currency": "USD", "payment": {"net_days": 30}, "lines": [{"id": "1", "billing_method":
"milestone", "amount": "185000.50", "milestones": [{"id": "M1", "percent": "30", "trigger": "acceptance of
the design"}, {"id": "M2", "percent": "70", "due_date": "2026-06-30"}]}]}

**Schedule:**
    2026-06-30 charge 129500.35 due 2026-07-30
    - charge 55500.15

**Source:** R02; Dynamics 365 requires billing milestones to equal the contracted value of the line.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from models.extraction import Finding
from models.finding_kind import FindingCode
from models.schedule import LineKind
from models.terms import Milestone
from models.working import Working, percent_of, term
from rules.agreement.contract import ContractHistory, LineHistory, LineVersion
from rules.draft import Outcome
from rules.lines.split import FixedPart, bill_parts, stated_total
from rules.methods.milestone_event import is_dated, occasion_of

RULE = "R02"
WHOLE = Decimal(100)


def bill_milestones(history: LineHistory, contract: ContractHistory) -> Outcome:
    """Bill each milestone its share; shares that do not make the whole bill nothing."""
    kind: LineKind = "instalment" if history.latest.line.billing_method == "fixed_price" else "charge"
    parts_of = partial(_parts, contract=contract)
    return bill_parts(history, contract, parts_of=parts_of, doubts_of=check_parts, kind=kind)


def _parts(version: LineVersion, *, contract: ContractHistory) -> tuple[FixedPart, ...]:
    milestones = version.line.milestones or (Milestone(id="1", percent=WHOLE, name=version.line.name),)
    return tuple(_part(version, index, milestone, contract) for index, milestone in enumerate(milestones))


def _part(version: LineVersion, index: int, milestone: Milestone, contract: ContractHistory) -> FixedPart:
    total = version.total or Decimal(0)
    by_percent = milestone.percent is not None
    stated = version.pointer("milestones", index, "percent" if by_percent else "amount")
    dated = is_dated(milestone)
    occasion = occasion_of(milestone, version, contract)
    return FixedPart(
        key=milestone.id,
        weight=total * milestone.percent / WHOLE
        if milestone.percent is not None
        else milestone.amount or Decimal(0),
        description=milestone.name or f"Milestone {milestone.id}",
        formula=f"{milestone.percent}%" if by_percent else "",
        pointers=(stated, version.total_pointer()) if by_percent else (stated,),
        rule=RULE,
        bill_on=milestone.due_date if dated else occasion.on,
        trigger=None if dated else occasion.trigger,
        planned=milestone.due_date or version.last_day,
        events=() if dated else occasion.events,
        share=_share(milestone, version, stated),
    )


def _share(milestone: Milestone, version: LineVersion, pointer: str) -> Working:
    if milestone.percent is None:
        return term("amount", milestone.amount or Decimal(0), pointer)
    total = term("total", version.total or Decimal(0), version.total_pointer())
    return percent_of(term("percent", milestone.percent, pointer), total)


def check_parts(version: LineVersion) -> tuple[Finding, ...]:
    """L01: the amounts do not sum to the total; L02: the percents do not sum to 100."""
    milestones = version.line.milestones
    if not milestones:
        return () if version.total is not None else (_no_amount(version),)
    percents = [milestone.percent for milestone in milestones if milestone.percent is not None]
    if len(percents) == len(milestones) and sum(percents) != WHOLE:
        message = (
            f"the milestones' shares sum to {sum(percents)}%, not to 100%; correct the share that is wrong"
        )
        return (_finding(version, "L02", message),)
    if percents and version.total is None:
        return (_no_amount(version),)
    total = stated_total(version, [])
    stated = sum((_amount(milestone, total or Decimal(0)) for milestone in milestones), Decimal(0))
    if stated == total or len(percents) == len(milestones):
        return ()
    message = f"the milestones sum to {stated}, the stated total is {total}; correct the one that is wrong"
    return (_finding(version, "L01", message, version.total_pointer()),)


def _amount(milestone: Milestone, total: Decimal) -> Decimal:
    if milestone.percent is not None:
        return total * milestone.percent / WHOLE
    return milestone.amount or Decimal(0)


def _no_amount(version: LineVersion) -> Finding:
    message = "the milestones share a total that is not stated; state the amount of the line"
    return Finding(code="no_amount", severity="error", message=message, pointers=(version.pointer("amount"),))


def _finding(version: LineVersion, code: FindingCode, message: str, *pointers: str) -> Finding:
    places = (version.pointer("milestones"), *pointers)
    return Finding(code=code, severity="error", message=message, pointers=places)
