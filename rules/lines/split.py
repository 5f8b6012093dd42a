"""A fixed total split over its parts, kept to the cent through amendments.

**Clause:** The fee of USD 100,000.00 is payable in three equal monthly instalments from January 31, 2026.

**Terms:** {"currency": "USD", "lines": [{"id": "1", "billing_method": "fixed_price", "amount": "100000.00",
"instalments": {"count": 3, "period": "month", "first_on": "2026-01-31"}}]}

**Schedule:**
    2026-01-31 instalment 33333.33
    2026-02-28 instalment 33333.34
    2026-03-31 instalment 33333.33

**Source:** C2, cumulative: part k is round(total x k/n) less round(total x (k-1)/n); R33 for what is left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from models.extraction import Finding
from models.money import Money
from models.period import Period
from models.schedule import LineKind, Proof, Trigger
from models.working import Working, fixed, less, over, rounded, so_far, term, times, total_of
from rules.agreement.contract import RULE, ContractHistory, LineHistory, LineVersion
from rules.draft import Draft, Outcome
from rules.lines.cancelled import cancelled
from rules.lines.postings import first_posted_at


@dataclass(frozen=True, slots=True)
class FixedPart:
    """A part of a fixed total.

    Attributes:
        weight: Its share, of any scale, or its own amount.
        formula: How the share reads, e.g. '25%'.
        share: How the weight comes about; None where it counts as one of so many.
    """

    key: str
    weight: Decimal
    description: str
    formula: str
    pointers: tuple[str, ...]
    rule: str
    bill_on: date | None
    period: Period | None = None
    trigger: Trigger | None = None
    planned: date | None = None
    events: tuple[str, ...] = ()
    share: Working | None = None


PartsOf = Callable[[LineVersion], tuple[FixedPart, ...]]
CheckOf = Callable[[LineVersion], tuple[Finding, ...]]


def bill_parts(
    history: LineHistory, contract: ContractHistory, *, parts_of: PartsOf, doubts_of: CheckOf, kind: LineKind
) -> Outcome:
    """One line per part: what billed before an amendment stays, the rest is split anew."""
    billed: dict[str, Draft] = {}
    for version, known in zip(history.versions, _add_up(history, doubts_of), strict=True):
        left = [part for part in parts_of(version) if part.key not in billed]
        total = stated_total(version, left) if known else None
        for draft in _split(left, list(billed.values()), version, contract=contract, kind=kind, total=total):
            if _stays(draft, version, contract):
                billed[draft.id.removeprefix(f"{history.id}-")] = draft
            elif version is history.latest:
                billed[draft.id.removeprefix(f"{history.id}-")] = cancelled(draft, history)
    findings = doubts_of(history.latest)
    return Outcome(tuple(draft for draft in billed.values() if draft.amount != 0), findings=findings)


def _stays(draft: Draft, version: LineVersion, contract: ContractHistory) -> bool:
    """Whether the next version leaves a part alone: billed before it, or invoiced before it was agreed."""
    if draft.amount is None or draft.bill_on is None:
        return False
    if draft.bill_on < version.until:
        return True
    posted_at = first_posted_at(draft.id, contract)
    return posted_at is not None and posted_at < contract.version_on(version.until).known_at


def _add_up(history: LineHistory, doubts_of: CheckOf) -> list[bool]:
    """Whether each version's parts make its total: as they state, or as a changed total splits over them."""
    answers: list[bool] = []
    for at, version in enumerate(history.versions):
        stated = not any(finding.code in {"L01", "L02"} for finding in doubts_of(version))
        unchanged = at > 0 and version.line.milestones == history.versions[at - 1].line.milestones
        answers.append(stated or (unchanged and answers[-1]))
    return answers


def _split(
    left: list[FixedPart],
    billed: list[Draft],
    version: LineVersion,
    *,
    contract: ContractHistory,
    kind: LineKind,
    total: Decimal | None,
) -> list[Draft]:
    if total is None:
        return [_draft(part, version, kind, None, "no total that the parts add up to") for part in left]
    rest = contract.round(total) - sum((draft.amount or Decimal(0) for draft in billed), Decimal(0))
    weights = [part.weight for part in left]
    if not any(weights):
        return _delta(version, kind, rest, working=_rest(total, billed, version, contract))
    shares = Money(rest, contract.currency or "").allocate(weights)
    whole = sum(weights, Decimal(0))
    cut = Cut(_rest(total, billed, version, contract), whole, contract.currency)
    made, given, seen = [], Decimal(0), Decimal(0)
    for part, share in zip(left, shares, strict=True):
        formula = _formula(part, total, billed=contract.round(total) - rest, of=whole)
        working = cut.working(part, share.amount, given=given, seen=seen)
        made.append(_draft(part, version, kind, share.amount, formula, working))
        given, seen = given + share.amount, seen + part.weight
    return made


@dataclass(frozen=True, slots=True)
class Cut:
    """How a rest is cut into its parts: to each one's end, less what the parts before have."""

    rest: Working
    whole: Decimal
    currency: str | None

    def working(self, part: FixedPart, amount: Decimal, *, given: Decimal, seen: Decimal) -> Working:
        """The part alone where the parts make the whole and none is rounded, else the cumulative form."""
        if part.weight == self.whole and not seen:
            return self.rest
        if part.share is not None and self.whole == self.rest.value:
            alone = rounded(part.share, self.currency)
            if alone.value == amount:
                return alone
        share = part.share or fixed("a share", part.weight, "C2")
        upto = total_of([so_far("shares before", seen, "shares"), share], "shares to here") if seen else share
        of = over(times(self.rest, upto), fixed("all shares", self.whole, "C2"))
        to_here = rounded(of, self.currency, "to the end of this part")
        return less(to_here, so_far("parts before", given, "parts")) if given else to_here


def _rest(total: Decimal, billed: list[Draft], version: LineVersion, contract: ContractHistory) -> Working:
    """The total, or what of it is not billed yet."""
    pointer = version.pointer("milestones") if version.total is None else version.total_pointer()
    whole = rounded(term("total", total, pointer), contract.currency)
    # What caps later cut of these is not the change's concern, so they are figures of their own here.
    before = [so_far("billed", draft.amount, draft.id) for draft in billed if draft.amount]
    if len(before) > 1:
        before = [so_far("billed before", sum((line.value for line in before), Decimal(0)), version.line.id)]
    return less(whole, *before, name="not billed yet") if before else whole


def _formula(part: FixedPart, total: Decimal, *, billed: Decimal, of: Decimal) -> str:
    """The share of the total; after an amendment the weight among the parts left, of what is left."""
    if billed:
        return f"{part.weight}/{of} x ({total} - {billed} billed)"
    return f"{part.formula} x {total}" if part.formula else f"{part.weight}"


def stated_total(version: LineVersion, parts: list[FixedPart]) -> Decimal | None:
    """The total of a fixed line: stated, or the sum of parts that all state their amounts."""
    if version.total is not None or any(part.formula for part in parts):
        return version.total
    milestones = version.line.milestones
    return (
        sum((milestone.amount or Decimal(0) for milestone in milestones), Decimal(0)) if milestones else None
    )


def _draft(
    part: FixedPart,
    version: LineVersion,
    kind: LineKind,
    amount: Decimal | None,
    formula: str,
    working: Working | None = None,
) -> Draft:
    return Draft(
        id=f"{version.line.id}-{part.key}",
        line=version.line.id,
        kind=kind,
        description=part.description,
        proof=Proof(
            rule=part.rule, formula=formula, pointers=part.pointers, events=part.events, working=working
        ),
        amount=amount,
        bill_on=part.bill_on,
        period=part.period,
        trigger=part.trigger,
        held=amount is None,
        planned=part.planned,
    )


def _delta(version: LineVersion, kind: LineKind, rest: Decimal, *, working: Working) -> list[Draft]:
    """What an amendment changes after every part has billed: one line on the day it takes effect."""
    part = FixedPart(
        f"change-{version.since}",
        Decimal(1),
        "Change of the total",
        "",
        (version.total_pointer(),),
        RULE,
        version.since,
    )
    draft = _draft(part, version, "credit" if rest < 0 else kind, rest, f"{rest} left by the change", working)
    return [replace(draft, held=False)]
