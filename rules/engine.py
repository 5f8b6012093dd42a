"""Terms and events to a schedule: which rule bills which line, and in which order the rest applies.

1. every line is billed by the rule of its billing method
2. caps, discounts, retention, recoupment: each on what the one before leaves
3. the minimum commitment, and what payments cost or save
4. due dates and status
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date
from decimal import InvalidOperation, localcontext
from functools import cache, partial

from pydantic import ValidationError

from models.canonical import canonical_sha256
from models.errors import InvalidEvent, InvalidTerms
from models.event import Event, InvoicePosted, PaymentReceived
from models.extraction import Finding
from models.money import rounding_by
from models.schedule import BillingLine, Ledgers, Schedule
from models.terms import Terms
from rules.adjust.advance import bill_advance
from rules.adjust.deposit import draw_deposit
from rules.adjust.discount import discount_fees
from rules.adjust.invoice_currency import conversion_findings, convert_lines
from rules.adjust.invoiced import freeze
from rules.adjust.minimum import true_up
from rules.adjust.not_to_exceed import limit_lines
from rules.adjust.party_split import split_lines
from rules.adjust.payment_date import settle_payments
from rules.adjust.retention import retain
from rules.adjust.service_credit import credit_failures
from rules.adjust.tax import tax_findings, tax_lines
from rules.adjust.termination import charge_termination, end_early
from rules.agreement.contract import ContractHistory, LineHistory, open_contract
from rules.agreement.conventions import STANDARD, Conventions
from rules.agreement.inbox import Inbox, instant
from rules.catalogue import with_source
from rules.dates.due_date import doubt_month_end
from rules.draft import Draft, Outcome, in_bill_order, merge
from rules.lines.billing_lines import billing_lines
from rules.lines.invoiced_ledgers import split_entries
from rules.lines.project import build_project
from rules.lints import check_terms
from rules.methods.expenses import bill_expenses, unassigned_expenses
from rules.methods.fixed_fee import bill_fixed_fee
from rules.methods.milestone import bill_milestones
from rules.methods.percentage import bill_percentage
from rules.methods.progress import bill_progress
from rules.methods.recurring import bill_recurring
from rules.methods.retainer import bill_retainer
from rules.methods.time_and_materials import bill_time
from rules.methods.time_entries import unassigned_time
from rules.methods.unit_price import bill_units
from rules.readings.expected_payments import Conduct, expect_payments
from rules.readings.open import Patch, assumed_readings, open_readings
from rules.revenue import recognise
from rules.revenue.balance import contract_balances

PRECISION = 100  # digits: amounts have up to 28, and products of two of them must stay exact


def build_schedule(
    terms: Terms,
    events: Iterable[Event] = (),
    *,
    as_of: date,
    known_on: date | None = None,
    supposing: bool = False,
    conventions: Conventions = STANDARD,
) -> Schedule:
    """Everything that the terms and the events come to, as of a day.

    The same terms and events give the same schedule, whatever the order of the events.

    Args:
        terms: As the contract was signed.
        events: What happened since, amendments among it.
        as_of: The day of the question.
        known_on: Leave out the events after this day, so that the schedule is the one that could be known
            then: an amendment with retroactive effect counts from the day it was agreed.
        supposing: Whether the assumptions on payments are measured on supposed ones, late and early.
        conventions: What the firm decides for itself.

    Raises:
        InvalidTerms: An id used twice, a term of more than a century, dates past the calendar's last year,
            or amounts longer than any contract's.
        InvalidEvent: An amendment that does not fit the terms.
    """
    with localcontext(prec=PRECISION), rounding_by(conventions.rounding):
        try:
            known = Inbox.of(events).known_on(known_on)
            opened = partial(open_contract, conventions=conventions)
            return _build(terms, known, as_of, supposing=supposing, opened=opened).model_copy(
                update={"known_on": known_on}
            )
        except OverflowError as error:
            raise InvalidTerms("the dates run past the calendar's last year; correct the term") from error
        except (InvalidOperation, ValidationError) as error:
            raise InvalidTerms("an amount is longer than any contract's; correct the figures") from error


def terms_sha256(terms: Terms) -> str:
    """The SHA-256 of the terms' canonical JSON: sorted keys, nothing that is null or empty."""
    stated = _stated(terms.model_dump(mode="json", exclude_none=True))
    return canonical_sha256(stated, ascii_only=True)


def _stated(value: object) -> object:
    if isinstance(value, dict):
        inner = {key: _stated(part) for key, part in value.items()}
        return {key: part for key, part in inner.items() if part not in (None, [], {})}
    return [_stated(part) for part in value] if isinstance(value, list) else value


def _build(
    terms: Terms,
    known: Inbox,
    as_of: date,
    *,
    supposing: bool,
    opened: Callable[..., ContractHistory],
) -> Schedule:
    contract = opened(terms, known, as_of=as_of)
    made, ledgers = _apply(contract)
    digest = terms_sha256(terms)

    def bill(reading: Patch, as_of: date, *, conduct: Conduct | None = None) -> tuple[BillingLine, ...]:
        read = opened(terms, known, as_of=as_of, reading=reading)
        lines = billing_lines(_apply(read)[0].lines, read)
        if conduct is None:
            return lines
        paid = expect_payments(lines, read.latest.payment, conduct=conduct)
        read = opened(terms, (*known.events, *paid), as_of=as_of, reading=reading)
        return billing_lines(_apply(read)[0].lines, read)

    frozen = freeze(made.lines, contract, known=cache(partial(_known, terms, contract)))
    findings = (
        *_checked(contract),
        *made.findings,
        *frozen.findings,
        *unassigned_time(contract),
        *unassigned_expenses(contract),
    )
    billing = billing_lines(frozen.lines, contract, frozen.invoiced_on)
    revenue, doubtful = recognise(made.lines, contract)
    shares, unshared = split_lines(billing, contract)
    findings = (
        *findings,
        *doubtful,
        *tax_findings(billing, contract),
        *unshared,
        *conversion_findings(billing, contract),
    )
    return Schedule(
        terms_sha256=digest,
        as_of=as_of,
        project=build_project(contract, terms_sha256=digest),
        billing=billing,
        revenue=tuple(
            earned if earned.proof.source else earned.model_copy(update={"proof": with_source(earned.proof)})
            for earned in revenue
        ),
        balances=contract_balances(billing, revenue, contract),
        taxes=tax_lines(billing, contract),
        shares=shares,
        conversions=convert_lines(billing, contract),
        ledgers=split_entries(ledgers, frozen.parts),
        readings=open_readings(made.doubts, terms, as_of=as_of, bill=bill),
        assumptions=assumed_readings(
            terms,
            as_of=as_of,
            bill=bill,
            payments=bool(known.all(PaymentReceived)),
            supposing=supposing,
        ),
        findings=tuple(dict.fromkeys(findings)),
    )


def _checked(contract: ContractHistory) -> tuple[Finding, ...]:
    """What the terms' arithmetic says; a firm with a calendar of its own needs none from the law (L19)."""
    found = check_terms(contract.latest)
    if contract.conventions.calendar is None:
        return found
    return tuple(finding for finding in found if finding.code != "L19")


def _apply(contract: ContractHistory) -> tuple[Outcome, Ledgers]:
    billed = merge([_bill_line(history, contract) for history in contract.lines])
    ended = end_early(billed.lines, contract)
    capped = limit_lines(in_bill_order(ended.lines), contract)
    discounts = discount_fees(capped.lines, contract)
    retention = retain(capped.lines, contract, discounts=discounts.lines)
    advance = bill_advance(capped.lines, contract, off=(*discounts.lines, *retention.lines))
    reductions = (*discounts.lines, *retention.lines, *advance.lines)
    deposit = draw_deposit(capped.lines, contract, off=reductions)
    minimum = true_up(capped.lines, contract, discounts=discounts.lines)
    payments = settle_payments(capped.lines, contract)
    doubts = (*billed.doubts, *ended.doubts, *doubt_month_end(contract.latest.payment))
    first = Outcome((), doubts, billed.findings)
    made = merge(
        [
            first,
            capped,
            discounts,
            retention,
            advance,
            deposit,
            minimum,
            credit_failures(contract),
            charge_termination(billed.lines, contract),
            payments,
        ]
    )
    ledgers = Ledgers(
        caps=capped.ledger,
        retention=retention.ledger,
        advance=(*advance.ledger, *deposit.ledger),
        minimum=minimum.ledger,
        retainer=billed.ledger,
    )
    return made, ledgers


def _bill_line(history: LineHistory, contract: ContractHistory) -> Outcome:  # noqa: C901, PLR0911 - a table
    match history.latest.line.billing_method:
        case "fixed_price" if not history.latest.line.milestones:
            return bill_fixed_fee(history, contract)
        case "fixed_price" | "milestone":
            return bill_milestones(history, contract)
        case "progress":
            return bill_progress(history, contract)
        case "time_and_materials":
            return bill_time(history, contract)
        case "recurring":
            return bill_recurring(history, contract)
        case "retainer":
            return bill_retainer(history, contract)
        case "unit_price":
            return bill_units(history, contract)
        case "percentage" | "cost_plus":
            return bill_percentage(history, contract)
        case _:
            return bill_expenses(history, contract)


def _known(terms: Terms, contract: ContractHistory, invoice: InvoicePosted) -> dict[str, Draft]:
    """The lines as they were known when an invoice was posted; none where the terms were not known yet."""
    moment = instant(invoice)
    as_of = min(contract.as_of, max(invoice.data.date, moment.astimezone(UTC).date()))
    try:
        then = open_contract(
            terms, contract.inbox.known_by(moment), as_of=as_of, conventions=contract.conventions
        )
    except InvalidEvent:
        return {}
    return {draft.id: draft for draft in _apply(then)[0].lines}
