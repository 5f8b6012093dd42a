"""The schedule of one contract: its project tree, what is billed when, what is earned when, and why."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, Literal

from pydantic import Field

from models.extraction import Finding
from models.invoicing import ConvertedAmount, PartyAmount, TaxedAmount
from models.period import Period
from models.shape import Amount, CurrencyCode, Shape
from models.terms import BillingMethod
from models.working import Working

LineKind = Literal[
    "charge",
    "instalment",
    "recurring",
    "time",
    "unit",
    "expense",
    "retention_withheld",
    "retention_release",
    "advance",
    "advance_recoupment",
    "true_up",
    "discount",
    "write_down",
    "interest",
    "credit",
]
FEE_KINDS: frozenset[str] = frozenset({"charge", "instalment", "recurring", "time", "unit"})
Asked = Literal["contract owner", "customer accounts payable", "finance"]
"""Who can settle a reading: the contract owner in legal operations, the customer, or our own finance."""
Status = Literal["scheduled", "awaiting_event", "billable", "invoiced", "held", "cancelled"]


Coding = dict[str, str]
"""How a firm books something, by the names of its policy: item_code, ledger_account, tax_code, entity ..."""


class ShownPeriod(Shape):
    """A period as people read it: both days included."""

    start: date
    end: date


@lru_cache(maxsize=4096)
def shown_period(period: Period) -> ShownPeriod:
    """A period as people read it, made once for all lines of the same days."""
    return ShownPeriod(start=period.start, end=period.last)


class Proof(Shape):
    """Why an amount is what it is.

    Attributes:
        rule: R01 to R44 of the billing rules, or C4 and the like where a convention decides.
        formula: The arithmetic with its numbers, e.g. '25% x 200000.00'.
        pointers: The terms that it uses, as JSON Pointers; each opens to its evidence.
        events: The ids of the events that it uses.
        source: What the rule rests on: a standard, an ERP's manual, a worked figure.
        working: The formula as a tree that comes to the amount; None where the amount is not known.
    """

    rule: str
    formula: str
    pointers: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    source: str | None = None
    working: Working | None = None


class Trigger(Shape):
    """The event that a line waits for, or that made it billable."""

    event: str
    ref: str | None = None


class BillingLine(Shape):
    """One thing that will stand on an invoice."""

    id: str
    line: str | None
    kind: LineKind
    description: str
    period: ShownPeriod | None = None
    bill_on: date | None = None
    trigger: Trigger | None = None
    amount: Amount | None = None
    estimate: Amount | None = None
    currency: CurrencyCode | None = None
    due_on: date | None = None
    status: Status
    proof: Proof
    coding: Coding | None = Field(default=None, exclude_if=lambda it: it is None)


class RevenueLine(Shape):
    """What is earned in a period of one performance obligation."""

    obligation: str
    period: ShownPeriod
    amount: Amount
    method: Literal["straight_line", "milestone", "input", "as_invoiced"]
    proof: Proof


class ContractBalance(Shape):
    """What a line has earned against what it has billed, by a day.

    Attributes:
        balance: Earned less billed.
        kind: A contract asset where more is earned, a liability where more is billed.
    """

    obligation: str
    on: date
    earned: Amount
    billed: Amount
    balance: Amount
    kind: Literal["asset", "liability"] | None = None


class ChildProject(Shape):
    """One workstream of the project."""

    id: str
    name: str
    line: str
    billing_method: BillingMethod
    start_date: date | None = None
    end_date: date | None = None
    budget: Amount | None = None
    coding: Coding | None = Field(default=None, exclude_if=lambda it: it is None)


class Project(Shape):
    """The ERP project of a contract, with a child per contract line."""

    id: str
    name: str
    customer: str | None = None
    provider: str | None = None
    currency: CurrencyCode | None = None
    start_date: date | None = None
    end_date: date | None = None
    budget: Amount | None = None
    children: tuple[ChildProject, ...] = ()
    coding: Coding | None = Field(default=None, exclude_if=lambda it: it is None)


class LedgerEntry(Shape):
    """One movement of a cap, retention, advance, minimum or hours bank.

    Attributes:
        account: What is counted: a cap's id, a window's first day, a retainer line.
        schedule_line: The billing line that moved it.
        on: The day of the movement; None while that line waits for its event.
        delta: What was added or, below zero, taken.
        balance: The sum of the account's deltas up to here.
        limit: What the balance may not pass, where there is such a limit.
    """

    account: str
    schedule_line: str
    on: date | None = None
    delta: Amount
    balance: Amount
    limit: Amount | None = None
    unit: Literal["money", "hours"] = "money"
    rule: str


class Ledgers(Shape):
    """Append-only ledgers; each entry names its schedule line, so that a balance can be recomputed."""

    caps: tuple[LedgerEntry, ...] = ()
    retention: tuple[LedgerEntry, ...] = ()
    advance: tuple[LedgerEntry, ...] = ()
    minimum: tuple[LedgerEntry, ...] = ()
    retainer: tuple[LedgerEntry, ...] = ()


class ReadingOption(Shape):
    """One way to read the clause, and what it comes to.

    Attributes:
        total: What is billed in all under this reading.
        difference: The total less that of the first reading.
        patch: The RFC 6902 operations on the terms that take this reading.
        settled_by: The sentence that would say so in the contract.
        example: The first billing line on which the readings part, as it stands under this one.
    """

    reading: str
    total: Amount | None = None
    difference: Amount | None = None
    patch: tuple[dict[str, Any], ...] = ()
    settled_by: str | None = None
    example: str | None = None


class Reading(Shape):
    """A clause that can be read in more than one way: a question with the readings and their money.

    Attributes:
        pointer: The term in question, null where it is not stated.
        chosen: The reading that the schedule takes; None while it takes none.
        rule: R01 to R44, or C4 and the like.
        difference: The highest total of the readings less the lowest.
        settled_by: The sentence that would settle it, with the choices in brackets.
        ask: Who knows.
    """

    pointer: str
    question: str
    options: tuple[ReadingOption, ...]
    chosen: str | None = None
    rule: str | None = None
    difference: Amount | None = None
    settled_by: str | None = None
    ask: Asked | None = None


class PolicyStamp(Shape):
    """The firm's policy that a schedule is booked by, and the versions of it that were asked."""

    policy: str
    versions: tuple[str, ...] = ()


class Schedule(Shape):
    """Everything that terms and events come to, as of a day.

    Attributes:
        readings: What is open: the amounts that depend on it are held.
        policy: Whose codes the lines carry; left out without a policy.
        assumptions: What the contract does not say and the conventions decide, each with what another
            reading would come to; only those that change an amount or a date.
        known_on: The last day whose events count; None where all do.
    """

    terms_sha256: str
    as_of: date
    known_on: date | None = None
    project: Project
    billing: tuple[BillingLine, ...]
    revenue: tuple[RevenueLine, ...] = ()
    balances: tuple[ContractBalance, ...] = Field(default=(), exclude_if=lambda it: not it)
    taxes: tuple[TaxedAmount, ...] = Field(default=(), exclude_if=lambda it: not it)
    shares: tuple[PartyAmount, ...] = Field(default=(), exclude_if=lambda it: not it)
    conversions: tuple[ConvertedAmount, ...] = Field(default=(), exclude_if=lambda it: not it)
    ledgers: Ledgers = Ledgers()
    readings: tuple[Reading, ...] = ()
    assumptions: tuple[Reading, ...] = ()
    findings: tuple[Finding, ...] = ()
    policy: PolicyStamp | None = Field(default=None, exclude_if=lambda it: it is None)
