"""A document while it is written, and what is known to be true of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from samples.synthetic.blocks import SampleBlock, SampleTable, accepted
from samples.synthetic.draw import Draw, SampleWording
from samples.synthetic.grammar import as_letter
from samples.synthetic.names import Country
from samples.synthetic.notation import DATES, FORMAL, MONEY, NUMERIC, days_in, percent_in
from samples.synthetic.wordings import unseen, wordings

Fact = Any


@dataclass(frozen=True, slots=True)
class SampleParty:
    """Who signs.

    Attributes:
        called: The defined term, with its article: 'the Client'.
    """

    name: str
    about: str
    address: str
    called: str
    role: str


@dataclass(frozen=True, slots=True)
class Section:
    """A clause of the document."""

    heading: str
    blocks: tuple[SampleBlock, ...]


@dataclass(slots=True)
class SampleDraft:
    """Text and labels side by side.

    Attributes:
        medium: docx, pdf, txt or scan, since not every font draws every character.
        kind: The label's kind.
        facts: What the document states, by pointer into the terms.
        others: Acceptable other readings, by pointer into the label.
        quotes: The sentence that states a fact, by pointer into the label.
        lines: Contract lines of the terms.
        priced: Whether any amount is stated.
        stated: Every amount and date by its label, as it is written, for the tests.
    """

    draw: Draw
    country: Country
    medium: str
    genre: str
    kind: str
    letter: bool
    customer: SampleParty
    provider: SampleParty
    begins: date
    money_form: int
    formal_form: int
    date_key: str
    days_form: int
    percent_form: int
    words: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    others: dict[str, list[Any]] = field(default_factory=dict)
    quotes: dict[str, str] = field(default_factory=dict)
    lines: list[dict[str, Any]] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    exhibits: list[Section] = field(default_factory=list)
    front: list[SampleBlock] = field(default_factory=list)
    stated: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    priced: bool = False

    def money(self, amount: Decimal | int, *, formal: bool = False) -> str:
        """The amount in this document's notation; formal is in words, or in millions."""
        value = Decimal(amount)
        form = (
            FORMAL[self.country.currency][self.formal_form]
            if formal
            else MONEY[self.country.currency][self.money_form]
        )
        written = form(value)
        self.stated.setdefault(f"{value:.2f}", []).append(written)
        self.priced = True
        return written

    def day(self, when: date, *, key: str | None = None) -> str:
        """The date in this document's notation."""
        written = DATES[key or self.date_key](when)
        self.stated.setdefault(when.isoformat(), []).append(written)
        return written

    def days(self, number: int, unit: str = "day") -> str:
        """'thirty (30) days' in this document's habit."""
        return days_in(number, unit, self.days_form)

    def percent(self, value: Decimal | int | str) -> str:
        """A percent in this document's habit."""
        return percent_in(Decimal(value), self.percent_form)

    def wording(self, term: str) -> SampleWording:
        """One of the term's wordings."""
        return self.draw.variant(term, wordings(term), unseen(term))

    def variant(self, term: str, options: Sequence[str]) -> str:
        """One of the options: a heading, a label or a part of a sentence."""
        return self.draw.variant(term, options, [wording.text for wording in unseen(term)])

    def clause(self, term: str, values: Mapping[str, Any] | None = None) -> str:
        """One of the term's wordings with the values in it; its facts and other readings are noted.

        A value in `values` whose key is a pointer is a fact that every wording states.
        """
        return self.render(self.wording(term), values or {})

    def render(self, wording: SampleWording, values: Mapping[str, Any]) -> str:
        """The wording with its values; see clause."""
        shown = {key: value for key, value in values.items() if not key.startswith("/")}
        sentence = self.spoken(wording.text, shown)
        if wording.text.startswith("{"):
            sentence = sentence[0].upper() + sentence[1:]
        given = {key: value for key, value in values.items() if key.startswith("/")}
        for pointer, value in (given | wording.facts).items():
            self.state(pointer, value, sentence)
        for pointer, readings in wording.others.items():
            self.others.setdefault(pointer, []).extend(readings)
        return sentence

    def spoken(self, text: str, values: Mapping[str, Any] | None = None) -> str:
        """The text with the parties' names and the values in it."""
        sentence = text.format_map(self.words | dict(values or {}))
        return as_letter(sentence) if self.letter else sentence

    def state(self, pointer: str, value: Fact, quote: str) -> None:
        """Note a fact and the sentence that states it; a fact of None is that nothing is stated."""
        if value is None:
            self.facts.pop(pointer, None)
            return
        self.facts[pointer] = value
        self.quotes[pointer] = accepted(quote)[:300]

    def section(self, heading: str, *parts: str | SampleBlock | SampleTable | None) -> None:
        """Add a clause under its heading."""
        self.sections.append(Section(heading, blocks_of(parts)))

    def exhibit(self, heading: str, *parts: str | SampleBlock | SampleTable | None) -> None:
        """Add a part that stands after the signatures."""
        self.exhibits.append(Section(heading, blocks_of(parts)))

    def define(self, sentence: str) -> None:
        """Add to the definitions, which stand first, or far behind at the end."""
        if self.sections and self.sections[0].heading == "Definitions":
            first = self.sections[0]
            self.sections[0] = Section(first.heading, (*first.blocks, SampleBlock("text", sentence)))
        else:
            self.exhibit("Definitions", sentence)

    def later(self, days: int) -> date:
        """A date so many days after the beginning, its day unmistakable in numeric dates."""
        when = self.begins + timedelta(days=days)
        if self.date_key in NUMERIC and when.day <= 13:
            when = when.replace(day=when.day + 14)
        return when

    def tracked(self, old: str, new: str) -> str:
        """A tracked change from old to new in some Word files, else the new words."""
        if self.medium == "docx" and self.draw.happens(0.3):
            self.draw.chosen["tracked"] = "tracked.change"
            return f"{{-{old}-}}{{+{new}+}}"
        return new


def blocks_of(parts: Sequence[str | SampleBlock | SampleTable | None]) -> tuple[SampleBlock, ...]:
    """Paragraphs of strings, tables of tables."""
    made = []
    for part in parts:
        match part:
            case None:
                continue
            case str():
                made.append(SampleBlock("text", part))
            case SampleTable():
                made.append(SampleBlock("table", table=part))
            case SampleBlock():
                made.append(part)
    return tuple(made)
