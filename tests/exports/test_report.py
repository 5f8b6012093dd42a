from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from exports.report import export_html, shown_money, style_hash
from models.extraction import Extraction
from models.schedule import BillingLine, Project, Proof, Schedule
from models.terms import Terms
from models.working import Parameter, times

PAYLOAD = "<script>alert(1)</script>\"'&{{7*7}}"
VOID = {"meta", "link", "br", "img", "input", "hr"}


class Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.unbalanced: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)


def outline(page: str) -> Outline:
    parser = Outline()
    parser.feed(page)
    return parser


def test_every_amount_opens_to_rule_formula_and_quoted_clause(
    migration: Schedule, extraction: Extraction
) -> None:
    page = export_html(migration, extraction)
    first = page[page.index('<details class="line') :]
    first = first[: first.index("</details>")]
    assert "25% x 200000.00" in first
    assert "rule R02" in first
    assert "25% upon acceptance of the Design Specification" in first
    assert "Page 4" in first
    assert "93% confident" in first
    assert page.count('<details class="line') == len(migration.billing)


def test_the_page_needs_nothing_from_outside(migration: Schedule, extraction: Extraction) -> None:
    seen = outline(export_html(migration, extraction))
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & set(seen.tags)
    assert not {
        name for name, _ in seen.attributes if name in {"src", "href", "style"} or name.startswith("on")
    }


def test_the_page_is_well_formed(migration: Schedule, extraction: Extraction) -> None:
    seen = outline(export_html(migration, extraction))
    assert (seen.open, seen.unbalanced) == ([], [])
    ids = [value for name, value in seen.attributes if name == "id"]
    assert len(ids) == len(set(ids))


def test_every_text_is_escaped(migration: Schedule, extraction: Extraction) -> None:
    project = migration.project.model_copy(update={"name": PAYLOAD, "customer": PAYLOAD})
    lines = tuple(line.model_copy(update={"description": PAYLOAD}) for line in migration.billing)
    evidence = {
        at: tuple(entry.model_copy(update={"quote": PAYLOAD}) for entry in entries)
        for at, entries in extraction.evidence.items()
    }
    named = extraction.document.model_copy(update={"filename": PAYLOAD})
    hostile = extraction.model_copy(update={"evidence": evidence, "document": named})
    page = export_html(migration.model_copy(update={"project": project, "billing": lines}), hostile)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{7*7}}" in page


def test_the_style_hash_is_the_hash_of_the_style(migration: Schedule) -> None:
    style = re.search(r"<style>(.*?)</style>", export_html(migration), re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert style_hash() == f"'sha256-{digest}'"


def test_open_readings_show_their_money(migration: Schedule) -> None:
    page = export_html(migration)
    assert "201,935.48 USD" in page
    assert "How is a part of a month priced?" in page


def test_a_long_schedule_is_shown_by_year(migration: Schedule) -> None:
    first = migration.billing[0]
    days = [dt.date(2026 + n // 12, n % 12 + 1, 15) for n in range(25)]
    lines = tuple(first.model_copy(update={"bill_on": day}) for day in days)
    page = export_html(migration.model_copy(update={"billing": lines}))
    assert "<h3>2026</h3>" in page
    assert "<h3>January 2026</h3>" not in page
    # 12 months of 50000.00
    assert "600,000.00 USD" in page


def test_an_empty_schedule_says_so(migration: Schedule) -> None:
    page = export_html(migration.model_copy(update={"billing": (), "readings": (), "findings": ()}))
    assert "Nothing is billed" in page


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("1234567.5", "USD", "1,234,567.50 USD"),
        ("-5", "JPY", "−5 JPY"),  # noqa: RUF001 - a real minus sign
        (None, "USD", "—"),
        ("1", None, "1.00"),
    ],
)
def test_money_reads_as_people_write_it(amount: str | None, currency: str | None, shown: str) -> None:
    assert shown_money(None if amount is None else Decimal(amount), currency) == shown


def test_a_working_opens_step_by_step(extraction: Extraction) -> None:
    terms = Terms.model_validate(
        {
            "currency": "USD",
            "contract_value": "200000.00",
            "lines": [
                {
                    "id": "1",
                    "billing_method": "milestone",
                    "milestones": [{"id": "M1", "percent": "25"}, {"id": "M2", "percent": "75"}],
                }
            ],
        }
    )
    percent = Parameter(name="percent", value=Decimal(25), source="term", ref="/lines/0/milestones/0/percent")
    total = Parameter(name="<total>", value=Decimal("200000.00"), source="term", ref="/contract_value")
    proof = Proof(
        rule="R02", formula="25% x 200000.00", source="An ERP's manual.", working=times(percent, total)
    )
    line = BillingLine(
        id="1-M1",
        line="1",
        kind="charge",
        description="Fee",
        status="scheduled",
        amount=Decimal(1),
        proof=proof,
    )
    schedule = Schedule(
        terms_sha256="0", as_of=dt.date(2026, 1, 1), project=Project(id="p", name="P"), billing=(line,)
    )
    page = export_html(schedule, extraction.model_copy(update={"terms": terms}))
    assert "Step by step" in page
    assert "An ERP&#39;s manual." in page
    assert "&lt;total&gt;" in page
    assert outline(page).unbalanced == []
