"""A contract's results as one page: what is billed when; each amount opens to the clauses it rests on."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from exports.explanation import explain
from exports.presentation import (
    NEVER_BILLED,
    Ground,
    contract_value,
    grounds_of,
    is_billed,
    label_of,
    stated_terms,
    totals_by_currency,
)
from models.extraction import Extraction
from models.money import minor_digits
from models.schedule import BillingLine, Schedule

TEMPLATES = Path(__file__).parent / "templates"
MOST_MONTHS = 24
"""A schedule of more months than this is shown by year."""
STATUSES = ("invoiced", "billable", "scheduled", "awaiting_event", "held")


@dataclass(frozen=True, slots=True)
class Month:
    """The lines billed in one month or year, in the schedule's order; undated ones come under neither."""

    title: str
    lines: tuple[BillingLine, ...]

    @property
    def total(self) -> Decimal:
        """What the month bills, as far as it is known."""
        return sum(
            (line.amount for line in self.lines if is_billed(line) and line.amount is not None), Decimal(0)
        )

    @property
    def is_known(self) -> bool:
        """Whether any of its amounts is known."""
        return any(is_billed(line) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Share:
    """A status, its lines and money, and where its piece of the bar starts and ends, in per mille."""

    status: str
    count: int
    total: Decimal | None
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class TermGroup:
    """The stated terms under one heading."""

    title: str
    grounds: tuple[Ground, ...]


def export_html(schedule: Schedule, extraction: Extraction | None = None) -> str:
    """The page as HTML: self-contained, without scripts or outside resources, every text escaped."""
    currency = schedule.project.currency
    return _template().render(
        schedule=schedule,
        project=schedule.project,
        extraction=extraction,
        value=contract_value(schedule, extraction),
        totals=totals_by_currency(schedule.billing),
        months=_months(schedule.billing),
        shares=_shares(schedule.billing),
        groups=_term_groups(extraction),
        grounds_of=lambda line: grounds_of(line, extraction),
        explain=lambda line: explain(line, schedule, extraction),
        open_count=_open_count(schedule),
        money=lambda amount, code=None: shown_money(amount, code or currency),
    )


@cache
def style_hash() -> str:
    """The page's style as a Content-Security-Policy source, so that a server need not allow inline styles."""
    css = (TEMPLATES / "report.css").read_text(encoding="utf-8").rstrip("\n")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def shown_money(amount: Decimal | None, currency: str | None) -> str:
    """An amount with thousands separators at its currency's minor unit; a dash where it is not known."""
    if amount is None:
        return "—"
    shown = f"{abs(amount):,.{minor_digits(currency)}f}"
    sign = "−" if amount < 0 else ""  # noqa: RUF001 - a real minus sign lines up with the digits
    return f"{sign}{shown} {currency or ''}".rstrip()


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {
        "day": _day,
        "words": _words,
        "percent": _percent,
        "label": label_of,
        "certainty": _certainty,
    }
    environment.filters.update(filters)
    return environment.get_template("report.html")


def _months(lines: Iterable[BillingLine]) -> list[Month]:
    months: dict[str, list[BillingLine]] = {}
    lines = tuple(lines)
    days = [line.bill_on for line in lines if line.bill_on]
    pattern = "%Y" if len({(day.year, day.month) for day in days}) > MOST_MONTHS else "%B %Y"
    for line in lines:
        title = f"{line.bill_on:{pattern}}" if line.bill_on else "Waiting for an event"
        months.setdefault(title, []).append(line)
    return [Month(title, tuple(inside)) for title, inside in months.items()]


def _shares(lines: tuple[BillingLine, ...]) -> list[Share]:
    counted = [
        (status, [line for line in lines if line.status == status and line.kind not in NEVER_BILLED])
        for status in STATUSES
    ]
    sums = [
        sum((line.amount for line in inside if is_billed(line) and line.amount is not None), Decimal(0))
        for _, inside in counted
    ]
    whole = sum((max(total, Decimal(0)) for total in sums), Decimal(0))
    shares, start = [], 0
    for (status, inside), total in zip(counted, sums, strict=True):
        width = int(1000 * max(total, Decimal(0)) / whole) if whole else 0
        if inside:
            known = total if any(map(is_billed, inside)) else None
            shares.append(Share(status, len(inside), known, start, width))
        start += width
    return shares


def _term_groups(extraction: Extraction | None) -> list[TermGroup]:
    groups: dict[str, list[Ground]] = {}
    for ground in stated_terms(extraction) if extraction else ():
        head, _, rest = ground.label.partition(" > ")
        groups.setdefault(head if rest else "Contract", []).append(ground)
    return [TermGroup(title, tuple(grounds)) for title, grounds in groups.items()]


def _open_count(schedule: Schedule) -> int:
    held = sum(line.status == "held" for line in schedule.billing)
    return held + len(schedule.findings) + sum(reading.chosen is None for reading in schedule.readings)


def _day(on: dt.date | None) -> str:
    return f"{on.day} {on:%b %Y}" if on else "—"


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _percent(confidence: float) -> str:
    return f"{confidence:.0%}"


def _certainty(confidence: float) -> str:
    if confidence >= 0.9:
        return "sure"
    return "likely" if confidence >= 0.7 else "unsure"
