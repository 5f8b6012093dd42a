"""A simulation as tables: totals side by side, cash by month, the lines that change, and the readings."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from cli.show import console, shortened, show_reading, table_of

if TYPE_CHECKING:
    from models.comparison import LineDelta
    from models.simulation import Scenario, Simulation, VariantScenario

MOST_LINES = 40


def show_simulation(made: Simulation, *, out: Console | None = None) -> None:
    """The base and its variants, one column each, then what each variant changes."""
    out = out or console()
    scenarios: list[Scenario] = [made.base, *made.variants]
    _show_totals(made, scenarios, out)
    _show_cash(scenarios, out)
    for variant in made.variants:
        _show_changes(variant, out)
    for scenario in scenarios:
        for reading in scenario.readings:
            show_reading(reading, f"reading of {escape(scenario.name)}", out=out)
    for reading in made.base.assumptions:
        show_reading(reading, "assumed", out=out)


def _show_totals(made: Simulation, scenarios: list[Scenario], out: Console) -> None:
    names = [scenario.name for scenario in scenarios]
    table = table_of("", *map(escape, names), right=[escape(name) for name in names])
    deltas = [Decimal(0), *(variant.changes.delta for variant in made.variants)]
    table.add_row("billed", *(_money(scenario.total) for scenario in scenarios))
    table.add_row("difference", *(_signed(delta) for delta in deltas))
    table.add_row("written down", *(_money(scenario.written_down) for scenario in scenarios))
    table.add_row("earned", *(_money(scenario.revenue_total) for scenario in scenarios))
    for kind in sorted({kind for scenario in scenarios for kind in scenario.totals}):
        table.add_row(f"  {kind}", *(_money(scenario.totals.get(kind)) for scenario in scenarios))
    table.add_row("days to cash", *(str(scenario.days_to_cash or "-") for scenario in scenarios))
    table.add_row("lines held", *(str(scenario.held) for scenario in scenarios))
    table.add_row("lines not known yet", *(str(scenario.unknown) for scenario in scenarios))
    table.add_row("open readings", *(str(len(scenario.readings)) for scenario in scenarios))
    out.print(table)
    paying = "early" if made.early else f"{made.late_days} days late" if made.late_days else "when due"
    out.print(f"{made.currency or ''} as of {made.as_of}, paid {paying}")


def _show_cash(scenarios: list[Scenario], out: Console) -> None:
    names = [escape(scenario.name) for scenario in scenarios]
    table = table_of("cash in", *names, right=names)
    by_month = [
        {entry.month: entry.received + entry.expected for entry in scenario.cash} for scenario in scenarios
    ]
    for month in sorted({month for months in by_month for month in months}, key=lambda month: month or "~"):
        table.add_row(month or "no date", *(_money(months.get(month)) for months in by_month))
    out.print(table)


def _show_changes(variant: VariantScenario, out: Console) -> None:
    out.print(f"[bold]{escape(variant.name)}[/] changes {len(variant.changes.lines)} lines")
    table = table_of("line", "change", "base", "variant", "what", "delta", right=["delta"])
    for line in variant.changes.lines[:MOST_LINES]:
        fields = ", ".join(line.changed) if line.changed else line.change
        delta = "-" if line.delta is None else _signed(line.delta)
        sides = (_state(line, before=True), _state(line, before=False))
        table.add_row(escape(line.id), fields, *sides, escape(shortened(line.description, 40)), delta)
    out.print(table)
    if len(variant.changes.lines) > MOST_LINES:
        out.print(f"and {len(variant.changes.lines) - MOST_LINES} more; --format json has them all")


def _state(line: LineDelta, *, before: bool) -> str:
    state = line.before if before else line.after
    if state is None:
        return "-"
    amount = "?" if state.amount is None else f"{state.amount:,}"
    return f"{amount} on {state.bill_on or '?'}, due {state.due_on or '?'}"


def _money(amount: Decimal | None) -> str:
    return "-" if amount is None else f"{amount:,}"


def _signed(amount: Decimal) -> str:
    return f"{amount:+,}" if amount else "-"
