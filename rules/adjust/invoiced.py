"""Invoiced amounts stand: what changes a line after its invoice becomes a credit or a charge beside it.

**Clause:** Services are billed monthly in arrears at USD 100.00 per hour from January 1, 2026 to January 31,
2026. Time reported late is billed with the next invoice.

**Terms:** {"currency": "USD", "start_date": "2026-01-01", "end_date": "2026-01-31", "payment":
{"billing_frequency": "monthly"}, "lines": [{"id": "1", "billing_method": "time_and_materials", "rates":
[{"amount": "100.00", "unit": "hour"}]}]}

**Events:** [{"type": "engross.time.approved", "data": {"entry_id": "t1", "person": "p1", "date":
"2026-01-12", "hours": "4"}}, {"type": "engross.invoice.posted", "data": {"invoice_id": "i1", "date":
"2026-02-02", "lines": [{"schedule_line": "1-1", "amount": "400.00"}]}}, {"type": "engross.time.approved",
"data": {"entry_id": "t2", "person": "p1", "date": "2026-01-20", "hours": "1.5"}, "time":
"2026-02-10T09:00:00Z"}]

**Schedule:**
    2026-01-31 time 400.00
    2026-02-10 time 150.00

**Source:** R33; never edit an invoiced line: SAP and Dynamics 365 correct one by a credit or a further line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date
from decimal import Decimal

from models.event import ContractAmended, DisputeRaised, Event, InvoicePosted, PaymentReceived
from models.extraction import Finding
from models.finding_kind import FindingCode, Severity
from models.schedule import FEE_KINDS, LineKind, Proof
from models.working import fixed, less, reported, so_far
from rules.agreement.contract import ContractHistory
from rules.agreement.inbox import instant
from rules.draft import Draft
from rules.lines.postings import SUFFIX, PostedLine, Posting, Postings, delta_id, numbered, postings_of

RULE = "R33"
ZERO = Decimal(0)
WITHOUT_EFFECT = (InvoicePosted, PaymentReceived, DisputeRaised)
"""Events that change no fee and nothing that hangs on one."""
Known = Callable[[InvoicePosted], Mapping[str, Draft]]
"""The lines, by id, as they were known when an invoice was posted."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """Lines, the invoiced ones as they were posted.

    Attributes:
        invoiced_on: The date of the invoice that a line stands on.
        parts: The lines that each changed line now consists of.
    """

    lines: tuple[Draft, ...]
    invoiced_on: Mapping[str, date]
    findings: tuple[Finding, ...] = ()
    parts: Mapping[str, tuple[Draft, ...]] = field(default_factory=dict)


def freeze(drafts: tuple[Draft, ...], contract: ContractHistory, *, known: Known) -> Frozen:
    """Put the posted amount on every invoiced line, and beside it what today's amount differs by."""
    now = {draft.id: draft for draft in drafts}
    posted = postings_of(contract, now)
    if any(
        terms.retention or terms.discounts or terms.advance
        for terms in (version.terms for version in contract.versions)
    ):
        posted |= _hanging(posted, now, contract, known=known)
    settled = {
        name: _settle(name, mine, now, contract=contract, known=known) for name, mine in posted.items()
    }
    lines = [
        line for draft in drafts for line in (settled[draft.id].lines if draft.id in settled else (draft,))
    ]
    lines += [line for name, found in settled.items() if name not in now for line in found.lines]
    invoiced_on = {name: on for found in settled.values() for name, on in found.invoiced_on.items()}
    return Frozen(
        tuple(lines),
        {**_written_down(drafts, invoiced_on), **invoiced_on},
        tuple(finding for found in settled.values() for finding in found.findings),
        {name: found.lines for name, found in settled.items() if found.lines != (now.get(name),)},
    )


def _written_down(drafts: tuple[Draft, ...], invoiced_on: Mapping[str, date]) -> dict[str, date]:
    """A write-down, for the record, has the date of its fee's invoice."""
    return {
        draft.id: invoiced_on[draft.fee]
        for draft in drafts
        if draft.kind == "write_down" and draft.fee and draft.fee in invoiced_on
    }


def _hanging(
    posted: Mapping[str, Postings], now: Mapping[str, Draft], contract: ContractHistory, *, known: Known
) -> dict[str, Postings]:
    """What hangs on an invoiced fee line stands on its invoice, with the amount that was known then."""
    found: dict[str, Postings] = {}
    beside: defaultdict[str | None, list[Draft]] = defaultdict(list)
    for draft in now.values():
        beside[draft.fee].append(draft)
    for name, mine in posted.items():
        for own in mine.get(0, [])[:1]:
            same = _unmoved(now.get(name), own, contract)
            lines = (
                beside[name] if same else [line for line in known(own.invoice).values() if line.fee == name]
            )
            found |= {
                line.id: {0: [Posting(line.amount, own.invoice)], **posted.get(line.id, {})}
                for line in lines
                if line.amount is not None and line.kind != "write_down"
            }
    return found


def _unmoved(fee: Draft | None, own: Posting, contract: ContractHistory) -> bool:
    """Whether all that became known since the invoice is about later days, so that nothing has moved."""
    if fee is None or fee.amount != own.amount or fee.bill_on is None:
        return False
    until, posted_at = max(fee.bill_on, own.on), instant(own.invoice)
    return all(
        isinstance(event, WITHOUT_EFFECT) or getattr(event.data, "date", until) > until
        for event in contract.inbox.events
        if instant(event) > posted_at
    )


def _settle(
    name: str, mine: Postings, now: Mapping[str, Draft], *, contract: ContractHistory, known: Known
) -> Frozen:
    draft, own = now.get(name), mine.get(0, [])
    if draft and len(own) == len(mine) == 1 and draft.amount == own[0].amount:
        return Frozen((draft,), {name: own[0].on})
    then = known(own[0].invoice).get(name) if own else None
    base = then or draft
    if base is None or not own:
        return Frozen((draft,) if draft else (), {}, (_unknown(name, mine),))
    later = numbered(name, mine, now)
    account = PostedLine(base, draft, then.amount if then else None, own, later)
    rest = None if account.due is None else account.due - account.posted
    lines = [_invoiced(account), *(_correction(account, name, number) for number in later)]
    if rest:
        fee = now.get(base.fee or name)
        known_on, causes = _changed_on(account, contract, fee=fee)
        proof = _difference(account, causes)
        lines.append(_beside(base, delta_id(name, later, now), rest, proof=proof, bill_on=known_on))
    on = {name: own[0].on} | {f"{name}{SUFFIX}{number}": posting.on for number, posting in later.items()}
    return Frozen(tuple(lines), on, tuple(_doubts(account)))


def _invoiced(account: PostedLine) -> Draft:
    """The line with the amount that its invoice posted."""
    base, posting = account.base, account.own[0]
    if posting.amount == account.then:
        return base
    proof = _as_posted(base, posting)
    return replace(base, amount=posting.amount, held=False, pieces=(), estimate=None, proof=proof)


def _correction(account: PostedLine, name: str, number: int) -> Draft:
    """A delta that was invoiced, or a further invoice of the line."""
    base, posting = account.base, account.later[number]
    proof = _as_posted(base, posting)
    return _beside(base, f"{name}{SUFFIX}{number}", posting.amount, proof=proof, bill_on=posting.on)


def _beside(base: Draft, line_id: str, amount: Decimal, *, proof: Proof, bill_on: date) -> Draft:
    return replace(
        base,
        id=line_id,
        kind=_kind(base, amount),
        description=f"{base.description}: change after it was invoiced",
        amount=amount,
        bill_on=bill_on,
        trigger=None,
        held=False,
        pieces=(),
        estimate=None,
        fee=base.fee or base.id,
        proof=proof,
    )


def _kind(base: Draft, amount: Decimal) -> LineKind:
    """A fee taken back is a credit, and a credit taken back a charge; all else keeps its kind."""
    if base.kind in FEE_KINDS and amount < 0:
        return "credit"
    return "charge" if base.kind == "credit" and amount > 0 else base.kind


def _as_posted(base: Draft, posting: Posting) -> Proof:
    invoice = posting.invoice
    return Proof(
        rule=RULE,
        formula=f"{posting.amount} as invoice {invoice.data.number or invoice.data.invoice_id} posts it",
        pointers=base.proof.pointers,
        events=(invoice.id,),
        working=reported("invoiced", posting.amount, invoice.id),
    )


def _difference(account: PostedLine, causes: list[Event]) -> Proof:
    """What the line comes to now, re-billed, less what is invoiced, credited."""
    due = account.due or ZERO
    shown = (
        account.current
        if account.current is not None and account.current.amount is not None
        else account.base
    )
    worked = shown.proof.working
    postings = (account.own[0], *account.later.values())
    invoiced = [reported("invoiced", posting.amount, posting.invoice.id) for posting in postings]
    stated = so_far("comes to now", due, shown.id) if due else fixed("no longer due", 0, RULE)
    working = worked if due and worked and worked.value == due else stated
    return Proof(
        rule=RULE,
        formula=f"{due} now - {account.posted} invoiced",
        pointers=shown.proof.pointers,
        events=(*(posting.invoice.id for posting in postings), *(event.id for event in causes)),
        working=less(working, *invoiced),
    )


def _changed_on(
    account: PostedLine, contract: ContractHistory, *, fee: Draft | None
) -> tuple[date, list[Event]]:
    """The day on which the change became known and its events; the last invoice's where it always was."""
    postings = (account.own[0], *account.later.values())
    posted_at = max(instant(posting.invoice) for posting in postings)
    later = [event for event in contract.inbox.events if instant(event) > posted_at]
    lines = [line for line in (account.current, fee) if line is not None]
    counted = {event for line in lines for event in line.proof.events}
    causes = [event for event in later if event.id in counted]
    causes = causes or [event for event in later if isinstance(event, ContractAmended)]
    if causes:
        return max(map(_known_on, causes)), causes
    # What another line takes, of a cap say, or an entry that left the period: something since the invoice.
    others = [event for event in later if not isinstance(event, InvoicePosted | PaymentReceived)]
    if account.posted == account.then and others:
        return min(map(_known_on, others)), causes
    return max(posting.on for posting in postings), causes


def _known_on(event: Event) -> date:
    return instant(event).astimezone(UTC).date()


def _doubts(account: PostedLine) -> list[Finding]:
    """Invoices that repeat a line, or post another amount than the schedule had."""
    invoices = ", ".join(posting.invoice.data.invoice_id for posting in account.own)
    total = sum((posting.amount for posting in account.own), ZERO)
    stated = account.due if account.then is None else account.then
    line = account.base.id
    if len(account.own) > 1 and (stated is None or abs(total) > abs(stated)):
        message = (
            f"invoices {invoices} all name {line} and post {total}, the schedule has {stated}; credit one"
        )
        return [_finding("invoiced_twice", "warning", message, account.base)]
    if len(account.own) > 1:
        message = f"invoices {invoices} bill {line} in parts, {total} of {stated}"
        return [_finding("invoiced_in_parts", "info", message, account.base)]
    if total == account.then:
        return []
    had = "no amount" if account.then is None else account.then
    message = f"invoice {invoices} posts {total} for {line}, the schedule had {had}; correct one of them"
    return [_finding("invoiced_amount", "warning", message, account.base)]


def _unknown(name: str, mine: Postings) -> Finding:
    invoices = ", ".join(
        posting.invoice.data.invoice_id for postings in mine.values() for posting in postings
    )
    message = (
        f"invoices name {name}, which the schedule never had: {invoices}; correct the line that they name"
    )
    return Finding(code="invoiced_unknown_line", severity="warning", message=message)


def _finding(code: FindingCode, severity: Severity, message: str, base: Draft) -> Finding:
    return Finding(code=code, severity=severity, message=message, pointers=base.proof.pointers)
