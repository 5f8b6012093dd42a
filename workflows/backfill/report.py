"""A backfill's report: one row per file, as CSV and as a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from html import escape

from exports.csv_file import guarded
from store.records import BatchItem

FROM_CONTRACT = (
    "kind",
    "title",
    "customer",
    "provider",
    "contract_value",
    "currency",
    "review_items",
    "findings",
    "schedule_total",
)
COLUMNS = ("file", "sha256", "status", *FROM_CONTRACT, "reason")
STYLE = (
    "body{font:14px system-ui;margin:2rem}table{border-collapse:collapse}"
    "td,th{border-bottom:1px solid #ddd;padding:.3rem .6rem;text-align:left}.refused{background:#fdecea}"
)


def export_report_csv(items: Sequence[BatchItem]) -> str:
    """The report as CSV (RFC 4180), safe to open in a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([guarded(cell) for cell in _cells(item)] for item in items)
    return out.getvalue()


def export_report_html(items: Sequence[BatchItem], *, as_of: str) -> str:
    """The report as one page that loads nothing from anywhere."""
    head = "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in COLUMNS)
    rows = "\n".join(_row(item) for item in items)
    counts = {status: sum(item.status == status for item in items) for status in _statuses(items)}
    summary = ", ".join(f"{count} {status.replace('_', ' ')}" for status, count in counts.items())
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Backfill</title>'
        f"<style>{STYLE}</style></head><body>\n<h1>Backfill</h1>"
        f"<p>{len(items)} files: {escape(summary)}. Schedules as of {escape(as_of)}.</p>\n"
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table></body></html>\n"
    )


def _statuses(items: Sequence[BatchItem]) -> list[str]:
    return sorted({item.status for item in items})


def _row(item: BatchItem) -> str:
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in _cells(item))
    return f'<tr class="{escape(item.status)}">{cells}</tr>'


def _cells(item: BatchItem) -> Iterator[str]:
    yield item.path
    yield item.sha256
    yield item.status
    row = item.row or {}
    for name in FROM_CONTRACT:
        value = row.get(name)
        yield "" if value is None else str(value)
    yield item.reason or ""
