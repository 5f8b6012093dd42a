"""A document from chance: its country, genre, clauses, order, numbering and furniture."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from samples.synthetic.blocks import Paper
from samples.synthetic.clauses.adjustments import (
    write_acceptance,
    write_advance,
    write_discount,
    write_escalation,
    write_minimum,
    write_retention,
)
from samples.synthetic.clauses.expenses import write_expenses
from samples.synthetic.clauses.opening import write_opening
from samples.synthetic.clauses.payment import write_payment
from samples.synthetic.clauses.surroundings import write_definitions, write_plain, write_scope
from samples.synthetic.clauses.term import write_law, write_term
from samples.synthetic.draft import SampleDraft, SampleParty
from samples.synthetic.draw import Draw, Split
from samples.synthetic.fees.change import write_change
from samples.synthetic.fees.milestones import write_milestones
from samples.synthetic.fees.rates import write_rates
from samples.synthetic.fees.recurring import (
    write_commission,
    write_lump_sum,
    write_recurring,
    write_retainer,
    write_units,
)
from samples.synthetic.labels import label_of, terms_of
from samples.synthetic.layout import lay_out
from samples.synthetic.names import COUNTRIES, FIRST, PROVIDER_SECOND, SECOND, Country
from samples.synthetic.notation import FORMAL, MONEY


@dataclass(frozen=True, slots=True)
class Genre:
    """A kind of document.

    Attributes:
        short: How the document speaks of itself.
        fees: What may be paid for, one choice per document.
    """

    kind: str
    titles: tuple[str, ...]
    short: str
    fees: tuple[tuple[str, ...], ...]
    letter: bool = False


PRICED = (("milestones",), ("rates",), ("lump_sum",), ("milestones", "rates"), ("rates",), ("milestones",))
STEADY = (
    ("recurring",),
    ("recurring_setup",),
    ("retainer",),
    ("recurring", "rates"),
    ("units",),
    ("recurring", "units"),
)
GENRES = (
    Genre(
        "statement_of_work",
        ("Statement of Work", "Statement of Work No. 3", "Work Order", "Project Schedule"),
        "SOW",
        PRICED,
    ),
    Genre("statement_of_work", ("Statement of Work",), "Statement of Work", PRICED),
    Genre(
        "services_agreement",
        (
            "Services Agreement",
            "Consulting Agreement",
            "Professional Services Agreement",
            "Independent Contractor Agreement",
            "Agreement for Services",
        ),
        "Agreement",
        (*PRICED, *STEADY, ("commission",)),
    ),
    Genre(
        "services_agreement",
        ("Managed Services Agreement", "Outsourcing Agreement", "Maintenance and Support Agreement"),
        "Agreement",
        STEADY,
    ),
    Genre(
        "master_agreement",
        ("Master Services Agreement", "Framework Agreement"),
        "Agreement",
        ((), ("rates",), ("rates",)),
    ),
    Genre(
        "order_form",
        ("Order Form", "Purchase Order", "Service Order"),
        "Order",
        (("recurring_setup",), ("recurring",), ("units",), ("lump_sum",)),
    ),
    Genre(
        "change_order",
        ("Change Order", "Change Order No. 2", "Amendment No. 1"),
        "Change Order",
        (("change",),),
    ),
    Genre(
        "services_agreement",
        ("Engagement Letter", "Letter of Engagement"),
        "letter",
        (("rates",), ("lump_sum",), ("milestones",)),
        letter=True,
    ),
    Genre(
        "services_agreement",
        ("Retainer Agreement", "Retainer Letter"),
        "letter",
        (("retainer",), ("recurring",), ("retainer",)),
        letter=True,
    ),
)
CALLED = (
    ("the Customer", "the Supplier"),
    ("the Client", "the Consultant"),
    ("the Company", "the Contractor"),
    ("Customer", "Provider"),
    ("Client", "Service Provider"),
    ("the Buyer", "the Vendor"),
    ("the Employer", "the Engineer"),
    ("Company", "Consultant"),
    ("the Purchaser", "the Seller"),
    ("the City", "the Contractor"),
)
FEES: dict[str, Any] = {
    "milestones": lambda draft, total, alone: write_milestones(draft, total=total, alone=alone),
    "rates": lambda draft, _total, alone: write_rates(draft, alone=alone),
    "lump_sum": lambda draft, total, alone: write_lump_sum(draft, total=total, alone=alone),
    "recurring": lambda draft, _total, _alone: write_recurring(draft, setup=False),
    "recurring_setup": lambda draft, _total, _alone: write_recurring(draft, setup=True),
    "retainer": lambda draft, _total, _alone: write_retainer(draft),
    "units": lambda draft, _total, _alone: write_units(draft),
    "commission": lambda draft, _total, _alone: write_commission(draft),
    "change": lambda draft, total, _alone: write_change(draft, total=total),
}


@dataclass(frozen=True, slots=True)
class SampleDocument:
    """A synthetic contract before it becomes a file, with all that is known of it."""

    paper: Paper
    medium: str
    label: dict[str, Any]
    terms: dict[str, Any]
    meta: dict[str, Any]


def compose(number: int, *, seed: int, medium: str, split: Split = "all") -> SampleDocument:
    """The number-th document of a seed.

    Args:
        number: Counted from 0; the same number, seed, medium and split give the same document.
        seed: Of the whole set.
        medium: docx, pdf, txt or scan.
        split: Which wordings may be used.
    """
    random = Random(zlib.crc32(f"{seed}/{number}/{medium}/{split}".encode()))  # noqa: S311 - chance, not secrecy
    draft = _begin(Draw(random, split), medium)
    draft.draw.chosen["genre"] = f"genre.{draft.genre}"
    fees = draft.facts.pop("/hidden/fees")
    write_opening(draft)
    _write_body(draft, fees)
    if not draft.priced:
        draft.facts.pop("/currency")
    elif not draft.lines:
        draft.others["/currency"] = [None]
    paper = lay_out(draft, f"{draft.kind}-{number:04d}")
    label = label_of(draft) | {"doc_id": paper.name}
    meta = {
        "name": paper.name,
        "medium": medium,
        "country": draft.country.code,
        "split": split,
        "seed": seed,
        "fees": fees,
        "wordings": dict(sorted(draft.draw.chosen.items())),
        "stated": {value: sorted(set(shown)) for value, shown in sorted(draft.stated.items())},
    }
    return SampleDocument(paper, medium, label, json.loads(json.dumps(terms_of(draft))), meta)


def _begin(draw: Draw, medium: str) -> SampleDraft:
    country = draw.pick((COUNTRIES[0], COUNTRIES[0], *COUNTRIES))
    genre = draw.pick(GENRES)
    fees = draw.pick(genre.fees)
    date_key = draw.variant(f"date.{country.code}", country.dates)
    called = ("you", "we") if genre.letter else draw.pick(CALLED)
    customer = _party(draw, country, called[0], "customer")
    provider = _party(draw, country, called[1], "provider")
    if not genre.letter and draw.happens(0.12):
        customer, provider = _by_name(customer), _by_name(provider)
    draft = SampleDraft(
        draw=draw,
        country=country,
        medium=medium,
        genre=genre.titles[0].lower().replace(" ", "_"),
        kind=genre.kind,
        letter=genre.letter,
        customer=customer,
        provider=provider,
        begins=date(2017, 1, 1) + timedelta(days=draw.whole(0, 3600)),
        money_form=_place(draw, f"money.{country.currency}", len(MONEY[country.currency])),
        formal_form=_place(draw, f"formal.{country.currency}", len(FORMAL[country.currency])),
        date_key=date_key,
        days_form=_place(draw, "days", 8),
        percent_form=_place(draw, "percent", 6),
    )
    draft.begins = draft.later(0)
    draft.words = _words(draft, draw.pick(genre.titles), genre)
    draft.facts = {
        "/currency": country.currency,
        "/hidden/fees": fees,
        "/first": draw.pick(("customer", "provider")),
    }
    return draft


def _place(draw: Draw, term: str, count: int) -> int:
    return draw.variant(term, range(count))


def _party(draw: Draw, country: Country, called: str, role: str) -> SampleParty:
    second = draw.pick(PROVIDER_SECOND if role == "provider" else SECOND)
    form, about = draw.pick(country.forms)
    name = f"{draw.pick(FIRST)} {second}{form}"
    return SampleParty(
        name, about.format(n=draw.whole(10000, 99999)), draw.pick(country.places), called, role
    )


def _by_name(party: SampleParty) -> SampleParty:
    """Called by the first word of its name."""
    return SampleParty(party.name, party.about, party.address, party.name.split()[0], party.role)


def _words(draft: SampleDraft, title: str, genre: Genre) -> dict[str, str]:
    words = {"title": title, "short": genre.short}
    for key, party in (("C", draft.customer), ("P", draft.provider)):
        called = party.called
        possessive = {"we": "our", "you": "your"}.get(called, f"{called}’s")
        words |= {
            key: called,
            f"{key}o": {"we": "us"}.get(called, called),
            f"{key}_poss": possessive,
            f"^{key}": called[0].upper() + called[1:],
            f"^{key}_poss": possessive[0].upper() + possessive[1:],
        }
    return words


def _write_body(draft: SampleDraft, fees: tuple[str, ...]) -> None:
    draw = draft.draw
    scale = {"INR": 20}.get(draft.country.currency, 1)
    total = (
        draw.pick((draw.whole(8, 95) * 1000, draw.whole(100, 980) * 1000, 1200000, draw.whole(5, 40) * 10000))
        * scale
    )
    if draw.happens(0.3):
        write_definitions(draft)
    write_scope(draft)
    about = total
    money: list[Callable[[], None]] = [
        lambda: write_payment(draft, billed=_billed(fees)),
        lambda: write_expenses(draft),
    ]
    if draw.happens(0.5):
        money.reverse()
    fees_first = draw.happens(0.7)
    if not fees_first:
        money[0]()
    for fee in fees:
        about = FEES[fee](draft, total, len(fees) == 1) or about
    for write in money[0 if fees_first else 1 :]:
        write()
    _write_adjustments(draft, fees, total, about)
    write_plain(draft, 1, 5)
    if draft.kind != "change_order":
        write_term(draft)
    write_plain(draft, 0, 5)
    if draft.kind not in {"change_order", "order_form"} or draw.happens(0.3):
        write_law(draft)


def _billed(fees: tuple[str, ...]) -> str:
    first = fees[0] if fees else "rates"
    return {
        "milestones": "milestone",
        "recurring": "advance",
        "recurring_setup": "advance",
        "retainer": "advance",
    }.get(first, "time")


def _write_adjustments(draft: SampleDraft, fees: tuple[str, ...], total: int, about: int) -> None:
    draw = draft.draw
    if "milestones" in fees and draw.happens(0.6):
        write_acceptance(draft)
    if set(fees) & {"milestones", "rates", "lump_sum"} and draw.happens(0.25):
        write_retention(draft)
    if set(fees) & {"milestones", "lump_sum"} and draw.happens(0.12):
        write_advance(draft, total=total)
    if set(fees) & {"rates", "recurring", "recurring_setup", "retainer", "units"}:
        if draw.happens(0.35):
            prices = draw.pick(("rates", "fees", "prices")) if "rates" not in fees else "rates"
            write_escalation(draft, prices)
        if "retainer" not in fees and draw.happens(0.2):
            write_minimum(draft, about=about)
        if draw.happens(0.12):
            write_discount(draft, total=total)
