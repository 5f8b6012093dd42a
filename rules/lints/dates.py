"""Dates that cannot be: L03 milestones outside the term, L16 renewal notices, L21 work before the contract.

**Clause:** The term ends on June 30, 2026. The last instalment of USD 10.00 is due on July 31, 2026.

**Terms:** {"currency": "USD", "end_date": "2026-06-30", "lines": [{"id": "1", "billing_method":
"milestone", "milestones": [{"id": "M1", "amount": "10.00", "due_date": "2026-07-31"}]}]}

**Schedule:**
    2026-07-31 charge 10.00

**Source:** lints L03, L16 and L21.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.extraction import Finding
from models.pointer import join
from models.terms import Line, Terms
from rules.agreement.contract import LineVersion, end_of, start_of


def check_dates(terms: Terms) -> list[Finding]:
    """L03, L16 and L21, and a term that ends before it starts."""
    findings = [
        finding for index, line in enumerate(terms.lines) for finding in _milestones(terms, index, line)
    ]
    start, end = start_of(terms), end_of(terms)
    if start and end and end < start:
        message = "the term ends before it starts; correct one of the dates"
        first = "/start_date" if terms.start_date else "/effective_date"
        last = "/end_date" if terms.end_date else "/term_months"
        findings.append(_finding("L03", "error", message, first, last))
    renewal = terms.renewal
    if renewal and renewal.automatic and (renewal.notice_days is None or end is None):
        message = (
            "the renewal's notice date cannot be computed; state the end of the term and the notice days"
        )
        findings.append(_finding("L16", "warning", message, "/renewal/notice_days", "/end_date"))
    return findings


def _milestones(terms: Terms, index: int, line: Line) -> Iterator[Finding]:
    version = LineVersion(date.min, date.max, index, line, terms)
    first, last = version.first_day, version.last_day
    for at, milestone in enumerate(line.milestones):
        day, pointer = milestone.due_date, join("lines", index, "milestones", at, "due_date")
        if day and last and day > last:
            yield _finding(
                "L03", "warning", "the milestone's date lies after the end of the term", pointer, "/end_date"
            )
        if day and first and day < first:
            yield _finding(
                "L21", "warning", "the milestone's date lies before the start", pointer, "/start_date"
            )
        elif day and terms.effective_date and day < terms.effective_date:
            message = "the milestone's date lies before the contract takes effect"
            yield _finding("L21", "warning", message, pointer, "/effective_date")


def _finding(code: str, severity: str, message: str, *pointers: str) -> Finding:
    return Finding.model_validate(
        {"code": code, "severity": severity, "message": message, "pointers": pointers}
    )
