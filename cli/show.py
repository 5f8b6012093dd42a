"""Terms, schedules and findings as tables for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from models import pointer as pointers

if TYPE_CHECKING:
    from models.comparison import ScheduleDelta
    from models.dispute import TaggedDispute
    from models.extraction import Extraction, Finding
    from models.schedule import BillingLine, Project, Reading, Schedule
    from workflows.reconcile import Reconciliation

QUOTE_WIDTH = 74
SEVERITY_STYLE = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def console() -> Console:
    """The terminal, or plain text of a steady width where stdout is not one."""
    found = Console(highlight=False, soft_wrap=False)
    return found if found.is_terminal else Console(highlight=False, width=160, color_system=None)


def shortened(text: str, width: int = QUOTE_WIDTH) -> str:
    """The text on one line, cut with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"


def table_of(*columns: str, right: Iterable[str] = ()) -> Table:
    """An empty table with these columns; those named in `right` hold figures."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, justify="right" if name in right else "left", overflow="fold")
    return table


def show_terms(extraction: Extraction, *, out: Console | None = None) -> None:
    """Every value with the clause that it rests on, its page and its confidence."""
    out = out or console()
    terms = extraction.terms.model_dump(mode="json")
    out.print(
        f"[bold]{escape(extraction.document.filename)}[/]  {extraction.document.pages} pages, "
        f"{extraction.document.characters:,} characters"
    )
    table = table_of("term", "value", "page", "clause", "sure", right=["page", "sure"])
    for at, evidence in extraction.evidence.items():
        if at.endswith("/id"):  # a name of ours, not a term
            continue
        first = evidence[0]
        table.add_row(
            at,
            escape(shortened(_shown(pointers.resolve(terms, at)), 40)),
            str(first.page or "-"),
            escape(shortened(first.quote)),
            f"{first.confidence:.2f}",
        )
    out.print(table)
    show_findings(extraction.findings, out=out)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def show_findings(findings: Iterable[Finding], *, out: Console | None = None) -> None:
    """The findings, worst first."""
    out = out or console()
    ordered = sorted(findings, key=lambda finding: list(SEVERITY_STYLE).index(finding.severity))
    for finding in ordered:
        style = SEVERITY_STYLE[finding.severity]
        out.print(
            f"[{style}]{finding.severity:>7}[/] [bold]{escape(finding.code)}[/] {escape(finding.message)}"
        )


def show_project(project: Project, *, out: Console | None = None) -> None:
    """The project with a child per contract line."""
    out = out or console()
    tree = Tree(f"[bold]{escape(project.id)}[/] {escape(project.name)}")
    for child in project.children:
        dates = f"{child.start_date or '?'} to {child.end_date or '?'}"
        tree.add(f"[bold]{escape(child.id)}[/] {escape(child.name)} · {child.billing_method} · {dates}")
    out.print(tree)


def show_schedule(schedule: Schedule, *, out: Console | None = None) -> None:
    """The dated billing schedule, what each amount rests on, and what is open."""
    out = out or console()
    show_project(schedule.project, out=out)
    table = table_of("bill on", "due on", "amount", "kind", "what", "status", "rests on", right=["amount"])
    for line in schedule.billing:
        table.add_row(
            str(line.bill_on or "-"),
            str(line.due_on or "-"),
            _money(line),
            line.kind,
            escape(shortened(line.description, 44)),
            line.status,
            escape(shortened(f"{line.proof.rule}: {line.proof.formula}", 60)),
        )
    out.print(table)
    billed = (
        line.amount for line in schedule.billing if line.kind != "write_down" and line.amount is not None
    )
    out.print(f"total {sum(billed, Decimal(0)):,} {schedule.project.currency or ''}, as of {schedule.as_of}")
    for reading in schedule.readings:
        show_reading(reading, "reading", out=out)
    for reading in schedule.assumptions:
        show_reading(reading, "assumed", out=out)
    show_findings(schedule.findings, out=out)


def show_reading(reading: Reading, kind: str, *, out: Console) -> None:
    """The question with what each answer comes to, the words that would settle it, and whom to ask."""
    options = ", ".join(
        f"{option.reading}{' (taken)' if option.reading == reading.chosen else ''}: {option.total or '?'}"
        for option in reading.options
    )
    out.print(f"[yellow]{kind}[/] {escape(reading.pointer)} {escape(reading.question)} {escape(options)}")
    if reading.settled_by:
        out.print(f"        ask the {reading.ask}: {escape(reading.settled_by)}", style="dim")


def _money(line: BillingLine) -> str:
    if line.amount is None:
        return f"(~{line.estimate:,})" if line.estimate is not None else "-"
    return f"{line.amount:,} {line.currency or ''}".strip()


def show_comparison(changes: ScheduleDelta, *, out: Console | None = None) -> None:
    """What changed from one schedule to another: lines with both amounts, then the months."""
    out = out or console()
    table = table_of(
        "line", "what", "change", "before", "after", "difference", right=["before", "after", "difference"]
    )
    for line in changes.lines:
        table.add_row(
            line.id,
            escape(shortened(line.description, 44)),
            ", ".join(line.changed) or line.change,
            _amount(line.before.amount if line.before else None),
            _amount(line.after.amount if line.after else None),
            _amount(line.delta),
        )
    out.print(table)
    months = table_of("month", "before", "after", "difference", right=["before", "after", "difference"])
    for month in changes.months:
        months.add_row(month.month or "-", f"{month.before:,}", f"{month.after:,}", f"{month.delta:+,}")
    out.print(months)
    out.print(
        f"total {changes.before_total:,} before, {changes.after_total:,} after: "
        f"{changes.delta:+,} {changes.currency or ''}"
    )


def _amount(amount: Decimal | None) -> str:
    return "-" if amount is None else f"{amount:,}"


def show_disputes(tagged: Iterable[tuple[str, TaggedDispute]], *, out: Console | None = None) -> None:
    """Messages with their codes and the phrases that they rest on."""
    out = out or console()
    table = table_of(
        "code",
        "sure",
        "message",
        "because of",
        "verdict",
        "supported",
        "next step",
        right=["sure", "supported"],
    )
    for text, dispute in tagged:
        phrases = ", ".join(part.phrase for part in dispute.explanation[:3])
        table.add_row(
            dispute.code + (" (asks)" if dispute.abstained else ""),
            f"{dispute.confidence:.2f}",
            escape(shortened(text, 56)),
            escape(shortened(phrases, 36)),
            dispute.verdict,
            "-" if dispute.amount_supported is None else f"{dispute.amount_supported:,}",
            escape(shortened(dispute.next_step, 48)),
        )
    out.print(table)


def show_reconciliation(report: Reconciliation, *, out: Console | None = None) -> None:
    """Invoiced lines beside what the contract makes due."""
    out = out or console()
    table = table_of(
        "line", "invoice", "invoiced", "due", "delta", "outcome", "why", right=["invoiced", "due", "delta"]
    )
    for line in report.lines:
        amounts = ("-" if value is None else f"{value:,}" for value in (line.invoiced, line.due, line.delta))
        table.add_row(
            line.schedule_line, line.invoice_id or "-", *amounts, line.outcome, escape(line.explanation)
        )
    out.print(table)
    out.print(f"over {report.over_billed:,}  under {report.under_billed:,}  missed {report.missed:,}")
