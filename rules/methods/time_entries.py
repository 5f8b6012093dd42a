"""Which approved time belongs to which line: the one it names, else the only one that has its rate.

**Clause:** [Phase one:] Analysts are charged at USD 100.00 per hour. [Phase two:] Engineers are charged at
USD 150.00 per hour. Both phases are billed monthly and run from January 1, 2026 to January 31, 2026.

**Terms:** {"currency": "USD", "start_date": "2026-01-01", "end_date": "2026-01-31", "payment":
{"billing_frequency": "monthly"}, "lines": [{"id": "1", "billing_method": "time_and_materials", "rates":
[{"role": "Analyst", "amount": "100.00", "unit": "hour"}]}, {"id": "2", "billing_method":
"time_and_materials", "rates": [{"role": "Engineer", "amount": "150.00", "unit": "hour"}]}]}

**Events:** [{"type": "engross.time.approved", "data": {"entry_id": "t1", "person": "p1", "role": "Engineer",
"date": "2026-01-12", "hours": "2"}}]

**Schedule:**
    2026-01-31 time null
    2026-01-31 time 300.00

**Source:** R38; time is billed on the line whose rate card prices it, as in Kantata and Dynamics 365.
"""

from __future__ import annotations

from collections import defaultdict

from models.event import TimeApproved
from models.extraction import Finding
from rules.agreement.contract import ContractHistory, LineHistory
from rules.prices.rate_card import find_rate

TIME_METHODS = frozenset({"time_and_materials", "retainer"})


def entries_of(history: LineHistory, contract: ContractHistory) -> list[TimeApproved]:
    """The approved time of a line, in date then entry order."""
    return contract.once(_by_line).get(history.id, [])


def _by_line(contract: ContractHistory) -> dict[str | None, list[TimeApproved]]:
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


def unassigned_time(contract: ContractHistory) -> tuple[Finding, ...]:
    """The finding for approved time that belongs to no line, or could belong to several."""
    lost = [entry.id for entry in contract.once(_by_line).get(None, [])]
    if not lost:
        return ()
    message = f"approved time that no single line covers is not billed: {', '.join(lost)}; name its line"
    return (Finding(code="L23", severity="warning", message=message, pointers=("/lines",)),)
