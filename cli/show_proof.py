"""A line's proof as a tree at a terminal, and what verifying a schedule found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.text import Text
from rich.tree import Tree

from cli.show import console, shortened
from exports.explanation import Node, explain

if TYPE_CHECKING:
    from models.certificate import Verification
    from models.extraction import Evidence, Extraction
    from models.schedule import BillingLine, Schedule

QUOTE = 110


def show_proof(line: BillingLine, schedule: Schedule, extraction: Extraction | None) -> None:
    """The line with its rule, what the rule rests on, and its working down to the quoted clauses."""
    amount = "not known" if line.amount is None else f"{line.amount:f} {line.currency or ''}".strip()
    top = Tree(f"[bold]{escape(line.id)}[/] {escape(line.description)}: [bold]{amount}[/] ({line.status})")
    top.add(f"[cyan]{escape(line.proof.formula)}[/]")
    source = (line.proof.source or "no source given").removeprefix(f"{line.proof.rule}; ")
    top.add(f"rule {line.proof.rule}: {escape(source)}")
    node = explain(line, schedule, extraction)
    if node is None:
        for pointer in line.proof.pointers:
            top.add(f"rests on {escape(pointer)}")
    else:
        _grow(top, node, extraction)
    console().print(top)


def _grow(tree: Tree, node: Node, extraction: Extraction | None) -> None:
    rule = f" [dim]by {node.rule}[/]" if node.rule else ""
    branch = tree.add(
        f"{escape(node.name)} [bold]{escape(node.value)}[/] [dim]{escape(node.how)}[/]{rule}", highlight=False
    )
    for entry in node.evidence:
        branch.add(Text(_quoted(entry, extraction), style="italic"))
    for part in node.parts:
        _grow(branch, part, extraction)
    if node.more:
        branch.add(f"and {node.more:,} more")


def _quoted(entry: Evidence, extraction: Extraction | None) -> str:
    place = f"page {entry.page}" if entry.page is not None else entry.source
    file = f" of {extraction.document.filename}" if extraction else ""
    return f'"{shortened(entry.quote, QUOTE)}" ({place}{file})'


def show_verification(found: Verification) -> None:
    """Every invariant with its verdict, and every problem."""
    out = console()
    for check in found.checks:
        verdict = "[green]holds[/]" if check.holds else "[bold red]does not hold[/]"
        out.print(f"{verdict}  {check.invariant} ({check.examined} examined)")
    out.print("made again from terms and events" if found.replayed else "not made again: no terms given")
    for problem in found.problems:
        out.print(f"[red]{escape(problem)}[/]")
