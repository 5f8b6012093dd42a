"""Which approved time belongs to which line."""

from __future__ import annotations

from collections import defaultdict

from models.event import TimeApproved
from models.extraction import Finding
from rules.contract import Contract, LineHistory
from rules.rate_card import find_rate

TIME_METHODS = frozenset({"time_and_materials", "retainer"})


def entries_of(history: LineHistory, contract: Contract) -> list[TimeApproved]:
    """The approved time of a line, in date then entry order."""
    return contract.once(_by_line).get(history.id, [])


def _by_line(contract: Contract) -> dict[str | None, list[TimeApproved]]:
    """The approved time of every line, and that of none."""
    lines = [history for history in contract.lines if history.latest.line.billing_method in TIME_METHODS]
    found: defaultdict[str | None, list[TimeApproved]] = defaultdict(list)
    for entry in contract.inbox.time_entries:
        found[_line_of(entry, lines)].append(entry)
    return found


def _line_of(entry: TimeApproved, lines: list[LineHistory]) -> str | None:
    """The line an entry names; without a name the only one it can be."""
    named = entry.data.line
    if named is not None:
        return named if any(history.id == named for history in lines) else None
    if len(lines) > 1:
        lines = [history for history in lines if _has_rate(history, entry)]
    return lines[0].id if len(lines) == 1 else None


def _has_rate(history: LineHistory, entry: TimeApproved) -> bool:
    version = history.on(entry.data.date)
    return version is not None and find_rate(version, entry.data) is not None


def unassigned_time(contract: Contract) -> tuple[Finding, ...]:
    """The finding for approved time that belongs to no line, or could belong to several."""
    lost = [entry.id for entry in contract.once(_by_line).get(None, [])]
    if not lost:
        return ()
    message = f"approved time that no single line covers is not billed: {', '.join(lost)}; name its line"
    return (Finding(code="L23", severity="warning", message=message, pointers=("/lines",)),)
