"""Expenses: at cost with the markup, within their cap, one line per period.

**Clause:** Travel is reimbursed at cost plus 5%, not to exceed USD 8,400.00 in all, and invoiced monthly.

**Terms:** {"currency": "USD", "start_date": "2026-02-01", "end_date": "2026-03-31", "payment":
{"billing_frequency": "monthly"}, "expenses": {"reimbursable": true, "markup_percent": "5", "cap":
"8400.00"}, "lines": [{"id": "1", "billing_method": "expenses"}]}

**Events:** [{"type": "engross.expense.approved", "data": {"expense_id": "x1", "date": "2026-02-11",
"amount": "5000.00"}}, {"type": "engross.expense.approved", "data": {"expense_id": "x2", "date":
"2026-03-05", "amount": "4400.00"}}]

**Schedule:**
    2026-02-28 expense 5250.00
    2026-03-31 expense 3150.00
    2026-03-31 write_down 1470.00

**Source:** R21: the cap holds what the customer is billed, markup included.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from models.event import ExpenseApproved
from models.extraction import Finding
from models.provision import Expenses
from models.schedule import Proof
from models.working import HUNDRED, Working, percent_of, reported, rounded, term, total_of
from rules.contract import Contract, LineHistory
from rules.draft import Draft, Outcome, Piece
from rules.work_periods import WorkPeriod, outside_dates, work_periods

RULE = "R21"
MESSAGES = {
    "expense_not_reimbursable": "expenses are not reimbursable under these terms",
    "expense_without_receipt": "expenses over the receipt threshold came without a receipt",
    "expense_without_approval": "expenses that need approval beforehand came without it",
}


def bill_expenses(history: LineHistory, contract: Contract) -> Outcome:
    """Bill the approved expenses of the line that carries them; the cap is applied with the other caps."""
    items = [item for item in contract.inbox.expense_items() if _line_of(item, contract) == history.id]
    allowed = [item for item in items if not _refusal(item, contract)]
    periods = work_periods(history, contract, days=[item.data.date for item in allowed])
    lines = [_period_line(period, allowed, contract) for period in periods]
    lost = [item.id for item in allowed if not any(item.data.date in period.period for period in periods)]
    refusals = [(item, _refusal(item, contract)) for item in items]
    findings = tuple(
        _refused(code, [item.id for item, refusal in refusals if refusal == code])
        for code in MESSAGES
        if any(refusal == code for _, refusal in refusals)
    )
    return Outcome(tuple(line for line in lines if line), findings=(*findings, *outside_dates(history, lost)))


def _line_of(item: ExpenseApproved, contract: Contract) -> str | None:
    lines = [history.id for history in contract.lines if history.latest.line.billing_method == "expenses"]
    if item.data.line in lines:
        return item.data.line
    return lines[0] if lines and (item.data.line is None or len(lines) == 1) else None


def _terms(item: ExpenseApproved, contract: Contract) -> Expenses:
    return contract.on(item.data.date).expenses or Expenses()


def _refusal(item: ExpenseApproved, contract: Contract) -> str | None:
    terms = _terms(item, contract)
    if terms.reimbursable is False:
        return "expense_not_reimbursable"
    if terms.receipts_over is not None and item.data.amount > terms.receipts_over and not item.data.receipt:
        return "expense_without_receipt"
    return "expense_without_approval" if terms.preapproval and not item.data.preapproved else None


def _refused(code: str, events: list[str]) -> Finding:
    message = (
        f"{MESSAGES[code]} and are not billed: {', '.join(events)}; get what is missing or leave them out"
    )
    return Finding(code=code, severity="warning", message=message, pointers=("/expenses",))


def _period_line(period: WorkPeriod, items: list[ExpenseApproved], contract: Contract) -> Draft | None:
    mine = [item for item in items if item.data.date in period.period]
    pieces = tuple(_piece(item, contract) for item in mine)
    amount = contract.round(sum((piece.amount for piece in pieces), Decimal(0)))
    if not amount:
        return None
    formula = " + ".join(_formula(item, _terms(item, contract)) for item in mine)
    proof = Proof(
        rule=RULE,
        formula=formula,
        pointers=("/expenses",),
        events=tuple(item.id for item in mine),
        working=rounded(total_of([piece.working for piece in pieces if piece.working]), contract.currency),
    )
    draft = period.draft("expense", "expense.approved", what="Expenses", proof=proof)
    return replace(draft, amount=amount, pieces=pieces)


def _piece(item: ExpenseApproved, contract: Contract) -> Piece:
    markup = _terms(item, contract).markup_percent or Decimal(0)
    working: Working = reported(item.data.category or "expense", item.data.amount, item.id)
    if markup:
        percent = term("markup", markup, "/expenses/markup_percent")
        working = percent_of(total_of([HUNDRED, percent], "with the markup, percent"), working)
    amount = item.data.amount * (100 + markup) / 100
    return Piece(item.data.date, item.data.expense_id, amount, working=working)


def _formula(item: ExpenseApproved, terms: Expenses) -> str:
    return f"{item.data.amount}" + (f" x {100 + terms.markup_percent}%" if terms.markup_percent else "")


def unassigned_expenses(contract: Contract) -> tuple[Finding, ...]:
    """The finding for approved expenses that no expenses line covers."""
    lost = [item.id for item in contract.inbox.expense_items() if _line_of(item, contract) is None]
    if not lost:
        return ()
    message = (
        f"approved expenses that no expenses line covers are not billed: {', '.join(lost)}; add the line"
    )
    return (Finding(code="L23", severity="warning", message=message, pointers=("/lines",)),)
