"""A contract over time: its terms as each amendment left them, its lines, and the events it has seen.

**Clause:** The fee of USD 12,000.00 is payable in three quarterly instalments from January 15, 2026. [Change
Order:] From May 1, 2026 the fee is USD 14,400.00.

**Terms:** {"currency": "USD", "contract_value": "12000.00", "lines": [{"id": "1", "billing_method":
"fixed_price", "amount": "12000.00", "instalments": {"count": 3, "period": "quarter", "first_on":
"2026-01-15"}}]}

**Events:** [{"type": "engross.contract.amended", "data": {"effective_on": "2026-05-01", "patch": [{"op":
"replace", "path": "/lines/0/amount", "value": "14400.00"}]}}]

**Schedule:**
    2026-01-15 instalment 4000.00
    2026-04-15 instalment 4000.00
    2026-07-15 instalment 6400.00

**Source:** R33; Dynamics 365 keeps invoiced billing lines and re-spreads what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, TypeVar

from pydantic import ValidationError

from models.errors import InvalidEvent, InvalidTerms
from models.event import ContractAmended, Event
from models.money import to_minor_unit
from models.period import add_months
from models.pointer import apply_patch, join, resolve
from models.terms import Line, Payment, Terms
from rules.agreement.conventions import STANDARD, Conventions
from rules.agreement.inbox import Inbox, instant

RULE = "R33"
CENTURY = 36525  # days
Fact = TypeVar("Fact")
SIGNED = datetime.min.replace(tzinfo=UTC)
State = tuple[Terms, tuple[str, ...], datetime]
"""Terms, the amendments that made them, and when the last was agreed."""


@dataclass(frozen=True, slots=True)
class Version:
    """The terms in force on the days [since, until), and the amendments that made them.

    Attributes:
        amended_by: The ids of the amendments, in the order in which they take effect.
        known_at: When the last of them was agreed; the terms as signed are known from the start.
    """

    since: date
    until: date
    terms: Terms
    amended_by: tuple[str, ...] = ()
    known_at: datetime = SIGNED


@dataclass(frozen=True, slots=True)
class LineVersion:
    """A contract line as one version of the terms has it."""

    since: date
    until: date
    index: int
    line: Line
    terms: Terms
    calendar: str | None = None

    @property
    def place(self) -> str | None:
        """Whose public holidays count: the firm's calendar, else the governing law's."""
        return self.calendar or self.terms.governing_law

    @property
    def payment(self) -> Payment:
        """The payment terms in force with it; empty where none are stated."""
        return self.terms.payment or Payment()

    @property
    def first_day(self) -> date | None:
        """The line's first day: its own, else the contract's."""
        return self.line.start_date or start_of(self.terms)

    @property
    def last_day(self) -> date | None:
        """The line's last day: its own, else the contract's."""
        return self.line.end_date or end_of(self.terms)

    @property
    def total(self) -> Decimal | None:
        """The fixed total: the line's amount, else the contract's value where it is the only line."""
        if self.line.amount is not None or len(self.terms.lines) != 1:
            return self.line.amount
        return self.terms.contract_value

    def pointer(self, *parts: str | int) -> str:
        """The JSON Pointer to a term of this line."""
        return join("lines", self.index, *parts)

    def total_pointer(self) -> str:
        """Where the fixed total is stated."""
        return "/contract_value" if self.line.amount is None else self.pointer("amount")


@dataclass(frozen=True, slots=True)
class LineHistory:
    """One contract line through all versions of the terms, the earliest first."""

    id: str
    versions: tuple[LineVersion, ...]

    @property
    def latest(self) -> LineVersion:
        """The line as it stands last."""
        return self.versions[-1]

    @property
    def ended_on(self) -> date | None:
        """The day from which an amendment leaves the line out; None where it stands."""
        return self.latest.until if self.latest.until < date.max else None

    def on(self, day: date) -> LineVersion | None:
        """The line as it is in force on a day, or None where it is not."""
        for version in self.versions:
            if version.since <= day < version.until:
                return version
        return None


@dataclass(frozen=True, slots=True)
class ContractHistory:
    """What the rules look at: versions of the terms, events, and the day of the question.

    Two times: a version says from which day its terms hold, and `Inbox.known_on` what was known by a day.
    """

    versions: tuple[Version, ...]
    lines: tuple[LineHistory, ...]
    inbox: Inbox
    as_of: date
    conventions: Conventions = STANDARD
    _facts: dict[Callable[[ContractHistory], Any], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def once(self, fact: Callable[[ContractHistory], Fact]) -> Fact:
        """What a pure function says of this contract, asked for the first time only."""
        if fact not in self._facts:
            self._facts[fact] = fact(self)
        found: Fact = self._facts[fact]
        return found

    @property
    def latest(self) -> Terms:
        """The terms as they stand last."""
        return self.versions[-1].terms

    @property
    def currency(self) -> str | None:
        """The currency of every amount."""
        return self.latest.currency

    def on(self, day: date | None) -> Terms:
        """The terms in force on a day; None asks for the last ones."""
        return self.latest if day is None or len(self.versions) == 1 else self.version_on(day).terms

    def version_on(self, day: date) -> Version:
        """What governs a work date: the terms in force on it, with the amendments that made them."""
        return next(version for version in reversed(self.versions) if version.since <= day)

    def round(self, amount: Decimal) -> Decimal:
        """The amount at the currency's minor unit."""
        return to_minor_unit(amount, self.currency)


def start_of(terms: Terms) -> date | None:
    """The contract's first day: stated, or the day it takes effect."""
    return terms.start_date or terms.effective_date


def end_of(terms: Terms) -> date | None:
    """The contract's last day: stated, or from its first day and the months of its term.

    A term of whole months that is said to end on its anniversary has its last day on the eve of it.
    """
    start = start_of(terms)
    if not start or not terms.term_months:
        return terms.end_date
    anniversary = add_months(start, terms.term_months)
    if terms.end_date and terms.end_date != anniversary:
        return terms.end_date
    return anniversary - timedelta(days=1)


def open_contract(
    terms: Terms,
    events: Iterable[Event] | Inbox = (),
    *,
    as_of: date,
    reading: Sequence[dict[str, Any]] = (),
    conventions: Conventions = STANDARD,
) -> ContractHistory:
    """The contract with its amendments applied, in order of the days they take effect.

    Args:
        terms: As signed.
        events: Of which the amendments change the terms.
        as_of: The day of the question.
        reading: RFC 6902 operations that take one reading of the terms, wherever no amendment says otherwise.
        conventions: What the firm decides for itself.

    Raises:
        InvalidEvent: An amendment whose patch does not fit the terms.
        InvalidTerms: A line that runs for more than a hundred years, or an id used twice.
    """
    inbox = Inbox.of(events)
    amendments = sorted(inbox.all(ContractAmended), key=lambda event: event.data.effective_on)
    states: dict[date, State] = {date.min: (terms, (), SIGNED)}
    made_by: tuple[str, ...] = ()
    for amendment in amendments:
        terms, made_by = _amended(terms, amendment), (*made_by, amendment.id)
        states[amendment.data.effective_on] = terms, made_by, instant(amendment)
    days = [*states, date.max]
    signed = next(terms for terms, *_ in states.values())
    versions = tuple(
        Version(since, until, _read(state, signed, reading), made_by, known_at)
        for since, until in pairwise(days)
        for state, made_by, known_at in [states[since]]
    )
    for version in versions:
        _refuse_twins(version.terms)
    histories = _histories(versions, conventions.calendar)
    if any(_longer_than_a_century(line, as_of) for history in histories for line in history.versions):
        raise InvalidTerms("a line runs for more than a hundred years; correct its dates")
    return ContractHistory(versions, histories, inbox, as_of, conventions)


def _read(terms: Terms, signed: Terms, reading: Sequence[dict[str, Any]]) -> Terms:
    """The terms as a reading has them; an operation on what they lack, or what was amended, does nothing."""
    if not reading:
        return terms
    before, stated = signed.model_dump(mode="json"), terms.model_dump(mode="json")
    for operation in reading:
        if resolve(stated, operation["path"]) == resolve(before, operation["path"]):
            with suppress(InvalidTerms):
                stated = apply_patch(stated, [operation])
    return Terms.model_validate(stated)


def _refuse_twins(terms: Terms) -> None:
    """Ids name billing lines, so two lines, or two milestones of a line, cannot share one."""
    lines = [line.id for line in terms.lines]
    milestones = [(line.id, milestone.id) for line in terms.lines for milestone in line.milestones]
    if len(set(lines)) < len(lines) or len(set(milestones)) < len(milestones):
        raise InvalidTerms("two lines, or two milestones of a line, have the same id; give each its own")


def _longer_than_a_century(line: LineVersion, as_of: date) -> bool:
    """Whether the dates of a line cannot be meant: a schedule of them would have no end."""
    first, last = line.first_day, line.last_day or as_of
    return first is not None and (last - first).days > CENTURY


def _histories(versions: tuple[Version, ...], calendar: str | None) -> tuple[LineHistory, ...]:
    """Every line that any version has, in the order of their first appearance."""
    found: dict[str, list[LineVersion]] = {}
    for version in versions:
        for index, line in enumerate(version.terms.lines):
            placed = LineVersion(version.since, version.until, index, line, version.terms, calendar)
            found.setdefault(line.id, []).append(placed)
    return tuple(LineHistory(line_id, tuple(placed)) for line_id, placed in found.items())


def _amended(terms: Terms, amendment: ContractAmended) -> Terms:
    try:
        return Terms.model_validate(apply_patch(terms.model_dump(mode="json"), amendment.data.patch))
    except (InvalidTerms, ValidationError) as error:
        raise InvalidEvent(
            f"the amendment {amendment.id!r} does not fit the terms; check the paths and values of its patch"
        ) from error
