"""A case: everything that one question about a contract rests on, whichever door it came in by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from models.event import Event, without_invoices
from models.extraction import Extraction, Finding
from models.terms import Terms
from policy.shape import Policy
from rules.agreement.family import Precedence, govern


@dataclass(frozen=True, slots=True)
class Master:
    """The master agreement that a contract is under, and which of the two prevails where they differ."""

    terms: Terms
    precedence: Precedence | None = None


@dataclass(frozen=True, slots=True)
class FirmPolicy:
    """The firm's decision tables, and the SHA-256 of the file that they stand in."""

    policy: Policy
    sha256: str


@dataclass(frozen=True, slots=True)
class Case:
    """A contract on a day, with what happened so far and what governs it.

    Attributes:
        own_terms: What the contract says itself.
        as_of: The day of the question.
        extraction: The words behind the terms, where they were read from a document.
        known_on: Leave out what happened after this day.
    """

    own_terms: Terms
    as_of: date
    extraction: Extraction | None = None
    events: tuple[Event, ...] = ()
    known_on: date | None = None
    master: Master | None = None
    policy: FirmPolicy | None = None

    @property
    def terms(self) -> Terms:
        """The terms that govern: the contract's own, the master's where it is silent."""
        return self._governed()[0]

    @property
    def family_findings(self) -> tuple[Finding, ...]:
        """Where the contract and its master agreement say different things."""
        return self._governed()[1]

    def known(self, day: date | None) -> Case:
        """The case as it was known on a day."""
        return replace(self, known_on=day)

    def not_invoiced(self) -> Case:
        """The case as if nothing had been invoiced: what invoices should have said."""
        return replace(self, events=tuple(without_invoices(self.events)))

    def under(self, terms: Terms) -> Case:
        """The case under other terms of the contract's own."""
        return replace(self, own_terms=terms, extraction=None)

    def _governed(self) -> tuple[Terms, tuple[Finding, ...]]:
        if self.master is None:
            return self.own_terms, ()
        family = govern(self.own_terms, self.master.terms, precedence=self.master.precedence)
        return family.terms, family.findings
