"""What holds for every schedule, checked on the schedule alone: none of the rules that made it is asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from models.certificate import Breach, Invariant, InvariantCheck
from models.money import to_minor_unit
from models.replay import contradictions, replay
from models.schedule import FEE_KINDS, BillingLine, LedgerEntry, Proof, RevenueLine, Schedule
from models.working import Parameter, Working

ZERO = Decimal(0)
FIXED = frozenset({"fixed_price", "milestone", "progress"})
EARNED = FEE_KINDS | {"credit", "expense", "discount"}
DELTA = "-delta-"
ALLOCATED = "R39"
"""Revenue that lines share by their stand-alone prices."""
SERVICE_CREDIT = "R25"
"""A credit for a failure is taken off a line; it does not change what the line comes to."""
SPLIT_HOURS = Decimal("0.000001")
"""Ledgers show the hours of a split entry to this digit."""


def check_invariants(schedule: Schedule) -> tuple[InvariantCheck, ...]:
    """Every invariant of a schedule, with the lines where it does not hold."""
    return (
        _check("lines are well formed", len(schedule.billing), _malformed(schedule)),
        _check("proofs replay", len(schedule.billing) + len(schedule.revenue), _unproved(schedule)),
        _check("fixed lines sum to their totals", len(_fixed(schedule)), _off_total(schedule)),
        _check("caps are never passed", len(schedule.ledgers.caps), _passed(schedule.ledgers.caps)),
        _check("retention withheld is released or held", _count(schedule, "retention"), _retention(schedule)),
        _check("advances are recouped once", _count(schedule, "advance"), _advance(schedule)),
        _check("revenue sums to the price", len(schedule.project.children), _unearned(schedule)),
        _check("ledgers recompute", len(_entries(schedule)), _unbalanced(schedule)),
    )


def _check(invariant: Invariant, examined: int, breaches: Iterable[Breach]) -> InvariantCheck:
    return InvariantCheck(invariant=invariant, examined=examined, breaches=tuple(breaches))


def _wrong(line: str, what: str, expected: Decimal, found: Decimal | None) -> Breach:
    off = f", {found - expected:+f} off" if found is not None else ""
    shown = "nothing" if found is None else f"{found:f}"
    message = f"{line}: {what}: {expected:f} expected, {shown} found{off}"
    return Breach(line=line, message=message, expected=expected, found=found)


def _count(schedule: Schedule, word: str) -> int:
    return sum(line.kind.startswith(word) for line in schedule.billing)


def _malformed(schedule: Schedule) -> Iterator[Breach]:
    for line_id, times in Counter(line.id for line in schedule.billing).items():
        if times > 1:
            yield Breach(line=line_id, message=f"{line_id}: stands {times} times")
    last = date.min
    for line in schedule.billing:
        if (line.bill_on or date.max) < last:
            yield Breach(
                line=line.id, message=f"{line.id}: bills on {line.bill_on}, before the line above it"
            )
        last = line.bill_on or date.max
        if line.amount is not None and line.amount != to_minor_unit(line.amount, line.currency):
            rounded = to_minor_unit(line.amount, line.currency)
            yield _wrong(line.id, "an amount at the minor unit", rounded, line.amount)


def _unproved(schedule: Schedule) -> Iterator[Breach]:
    amounts = {line.id: line.amount or ZERO for line in schedule.billing if line.status != "cancelled"}
    settled = {line.id.partition(DELTA)[0] for line in schedule.billing if line.status == "invoiced"}
    open_lines = {line_id: amount for line_id, amount in amounts.items() if line_id not in settled}
    for line in schedule.billing:
        known = {} if line.status == "invoiced" or DELTA in line.id else open_lines
        yield from _unproved_line(line.id, line.amount, line.proof, known)
    for earned in schedule.revenue:
        name = f"revenue of {earned.obligation} to {earned.period.end}"
        yield from _unproved_line(name, earned.amount, earned.proof, open_lines)


def _unproved_line(
    name: str, amount: Decimal | None, proof: Proof, known: Mapping[str, Decimal]
) -> Iterator[Breach]:
    if amount is None:
        return
    come_to = replay(proof)
    if come_to != amount:
        yield _wrong(name, f"the proof {proof.formula!r}", amount, come_to)
    if proof.working is None:
        return
    for text in contradictions(proof.working):
        yield Breach(line=name, message=f"{name}: the step {text}")
    for leaf in _leaves(proof.working):
        if leaf.source == "line" and known.get(leaf.ref, leaf.value) != leaf.value:
            yield _wrong(name, f"the amount of {leaf.ref}", known[leaf.ref], leaf.value)


def _leaves(working: Working) -> Iterator[Parameter]:
    if isinstance(working, Parameter):
        yield working
        return
    for part in working.parts:
        yield from _leaves(part)


def _fixed(schedule: Schedule) -> list[tuple[str, Decimal]]:
    """The fixed contract lines and their totals, where nothing of them is in doubt or cancelled."""
    doubtful = {line.line for line in schedule.billing if line.status in {"held", "cancelled"}}
    return [
        (child.line, child.budget)
        for child in schedule.project.children
        if child.billing_method in FIXED and child.budget is not None and child.line not in doubtful
    ]


def _off_total(schedule: Schedule) -> Iterator[Breach]:
    """Fees and what the caps write down of them; a fee that is not known yet leaves the line open."""
    counted = FEE_KINDS | {"credit", "write_down"}
    for line, budget in _fixed(schedule):
        mine = [
            item
            for item in schedule.billing
            if item.line == line and item.kind in counted and item.proof.rule != SERVICE_CREDIT
        ]
        total = sum((item.amount or ZERO for item in mine), ZERO)
        expected = to_minor_unit(budget, schedule.project.currency)
        if total != expected and all(item.amount is not None for item in mine):
            yield _wrong(f"contract line {line}", "the sum of its lines", expected, total)


def _passed(entries: tuple[LedgerEntry, ...]) -> Iterator[Breach]:
    """A cap that was raised holds at its highest so far; a lowered one lets nothing more through."""
    limits: dict[tuple[str, str], Decimal] = {}
    balances: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for entry in entries:
        key = (entry.account, entry.unit)
        balances[key] += entry.delta
        if entry.limit is None:
            continue
        limits[key] = max(limits.get(key, entry.limit), entry.limit)
        slack = ZERO if entry.unit == "money" else SPLIT_HOURS * len(entries)
        if entry.delta > 0 and balances[key] > limits[key] + slack:
            name = f"{entry.schedule_line} under cap {entry.account}"
            yield _wrong(name, "at most the cap", limits[key], balances[key])


def _sum(lines: Iterable[BillingLine | RevenueLine]) -> Decimal:
    return sum((line.amount or ZERO for line in lines), ZERO)


def _of_kind(schedule: Schedule, kind: str) -> Decimal:
    return _sum(line for line in schedule.billing if line.kind == kind)


def _balance(entries: tuple[LedgerEntry, ...]) -> Decimal:
    return sum((entry.delta for entry in entries), ZERO)


def _retention(schedule: Schedule) -> Iterator[Breach]:
    withheld, released = -_of_kind(schedule, "retention_withheld"), _of_kind(schedule, "retention_release")
    held = _balance(schedule.ledgers.retention)
    if withheld != released + held:
        yield _wrong(
            "retention", f"withheld {withheld:f} = released {released:f} + held", withheld - released, held
        )
    if held < 0:
        yield _wrong("retention", "no more released than withheld", withheld, released)


def _advance(schedule: Schedule) -> Iterator[Breach]:
    paid, recouped = _of_kind(schedule, "advance"), -_of_kind(schedule, "advance_recoupment")
    left = _balance(schedule.ledgers.advance)
    if recouped > paid:
        yield _wrong("advance", "recouped at most once", paid, recouped)
    if paid - recouped != left:
        yield _wrong("advance", f"paid {paid:f} less recouped {recouped:f} is left", paid - recouped, left)


def _unearned(schedule: Schedule) -> Iterator[Breach]:
    """What a line earns is what it bills, discounts taken off; a line in doubt earns nothing yet."""
    shared = {line.obligation for line in schedule.revenue if line.proof.rule == ALLOCATED}
    groups = [shared] if shared else []
    groups += [{child.line} for child in schedule.project.children if child.line not in shared]
    for group in groups:
        mine = [line for line in schedule.billing if line.line in group and line.kind in EARNED]
        earned = [line for line in schedule.revenue if line.obligation in group]
        doubtful = any(line.status == "held" for line in mine)
        settled = any(line.status == "invoiced" for line in mine)
        if not doubtful and (earned or not settled) and _sum(earned) != _sum(mine):
            name = f"contract line {' and '.join(sorted(group))}"
            yield _wrong(name, "the revenue of its price", _sum(mine), _sum(earned))


def _entries(schedule: Schedule) -> list[tuple[str, LedgerEntry]]:
    ledgers = schedule.ledgers
    named = {
        "caps": ledgers.caps,
        "retention": ledgers.retention,
        "advance": ledgers.advance,
        "minimum": ledgers.minimum,
        "retainer": ledgers.retainer,
    }
    return [(name, entry) for name, entries in named.items() for entry in entries]


def _unbalanced(schedule: Schedule) -> Iterator[Breach]:
    balances: defaultdict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    amounts: defaultdict[str, Decimal] = defaultdict(Decimal)
    single = {line.id: line.amount for line in schedule.billing}
    for line in schedule.billing:
        amounts[line.id.partition(DELTA)[0]] += line.amount or ZERO
    for ledger, entry in _entries(schedule):
        key = (ledger, entry.account, entry.unit)
        balances[key] += entry.delta
        name = f"{entry.schedule_line} in the {ledger} ledger"
        if entry.balance != balances[key]:
            yield _wrong(name, "the sum of its movements", balances[key], entry.balance)
        if ledger not in {"retention", "advance", "minimum"}:
            continue
        moved = -entry.delta if ledger == "retention" else entry.delta
        if moved not in {single.get(entry.schedule_line), amounts[entry.schedule_line]}:
            yield _wrong(name, "the line's amount", amounts[entry.schedule_line], moved)
