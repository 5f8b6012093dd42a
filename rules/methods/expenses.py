"""Expenses: at cost with the markup, within their cap, one line per period.

**Clause:** Travel is reimbursed at cost plus 5%, not to exceed USD 8,400.00 in all, and invoiced monthly from
February 1, 2026 to March 31, 2026.

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
from models.finding_kind import FindingCode
from models.payload import ExpenseItem
from models.provision import Expenses
from models.schedule import Proof
from models.working import HUNDRED, Working, less, percent_of, reported, rounded, term, times, total_of
from rules.agreement.contract import ContractHistory, LineHistory
from rules.agreement.inbox import instant
from rules.draft import Draft, Outcome, Piece
from rules.lines.work_periods import WorkPeriod, outside_dates, work_periods
from rules.prices.rate_card import plain_name

RULE = "R21"
PER_DIEM, MILEAGE = "per diem", "mileage"
MESSAGES: dict[FindingCode, str] = {
    "expense_not_reimbursable": "expenses are not reimbursable under these terms",
    "expense_late": "expenses were approved after the days that the terms give",
    "expense_without_quantity": "per diems and mileages came without their days or distance",
    "expense_without_trip": "expenses limited per trip came without the trip",
    "expense_without_receipt": "expenses over the receipt threshold came without a receipt",
    "expense_without_approval": "expenses that need approval beforehand came without it",
}


def bill_expenses(history: LineHistory, contract: ContractHistory) -> Outcome:
    """Bill the approved expenses of the line that carries them; the cap is applied with the other caps."""
    items = [item for item in contract.inbox.expense_items if _line_of(item, contract) == history.id]
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


def _line_of(item: ExpenseApproved, contract: ContractHistory) -> str | None:
    lines = [history.id for history in contract.lines if history.latest.line.billing_method == "expenses"]
    if item.data.line in lines:
        return item.data.line
    return lines[0] if lines and (item.data.line is None or len(lines) == 1) else None


def _terms(item: ExpenseApproved, contract: ContractHistory) -> Expenses:
    return contract.on(item.data.date).expenses or Expenses()


def _refusal(item: ExpenseApproved, contract: ContractHistory) -> FindingCode | None:
    terms = _terms(item, contract)
    if terms.reimbursable is False:
        return "expense_not_reimbursable"
    if _is_late(item, terms):
        return "expense_late"
    rate = _rate(item.data, terms)
    if rate is not None and item.data.quantity is None:
        return "expense_without_quantity"
    if item.data.trip is None and any(
        cap.per == "trip" and (cap.category is None or is_of(item.data.category, cap.category))
        for cap in terms.caps
    ):
        return "expense_without_trip"
    return _unproved(item.data, terms, by_rate=rate is not None)


def _is_late(item: ExpenseApproved, terms: Expenses) -> bool:
    if terms.submit_within_days is None:
        return False
    return (instant(item).date() - item.data.date).days > terms.submit_within_days


def _unproved(item: ExpenseItem, terms: Expenses, *, by_rate: bool) -> FindingCode | None:
    """What an expense lacks; per diems and mileages need no receipt."""
    over = terms.receipts_over
    if over is not None and item.amount > over and not item.receipt and not by_rate:
        return "expense_without_receipt"
    limit = terms.preapproval_over
    needed = terms.preapproval if limit is None else item.amount > limit
    return "expense_without_approval" if needed and not item.preapproved else None


def _rate(item: ExpenseItem, terms: Expenses) -> Decimal | None:
    """The fixed price of a day or of a mile or kilometre, where the expense is of that category."""
    if terms.per_diem and is_of(item.category, PER_DIEM):
        return terms.per_diem.amount
    return terms.mileage.amount if terms.mileage and is_of(item.category, MILEAGE) else None


def _refused(code: FindingCode, events: list[str]) -> Finding:
    message = (
        f"{MESSAGES[code]} and are not billed: {', '.join(events)}; get what is missing or leave them out"
    )
    return Finding(code=code, severity="warning", message=message, pointers=("/expenses",))


def _period_line(period: WorkPeriod, items: list[ExpenseApproved], contract: ContractHistory) -> Draft | None:
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


def _piece(item: ExpenseApproved, contract: ContractHistory) -> Piece:
    """An expense at its fixed price, or at cost with the markup."""
    terms, entry = _terms(item, contract), item.data
    rate = _rate(entry, terms)
    if rate is not None:
        quantity = entry.quantity or Decimal(0)
        cost = billed = rate * quantity
        pointer = f"/expenses/{'per_diem' if is_of(entry.category, PER_DIEM) else 'mileage'}/amount"
        working: Working = times(reported("quantity", quantity, item.id), term("price", rate, pointer))
    else:
        cost, working = _cost(item, terms)
        markup = terms.markup_percent or Decimal(0)
        billed = cost * (100 + markup) / 100
        if markup:
            percent = term("markup", markup, "/expenses/markup_percent")
            working = percent_of(total_of([HUNDRED, percent], "with the markup, percent"), working)
    return Piece(
        entry.date,
        entry.expense_id,
        billed,
        cost=cost,
        category=entry.category,
        trip=entry.trip,
        working=working,
    )


def _cost(item: ExpenseApproved, terms: Expenses) -> tuple[Decimal, Working]:
    """What an expense cost, without the tax that the provider recovers."""
    entry = item.data
    paid = reported(entry.category or "expense", entry.amount, item.id)
    if not (terms.net_of_tax and entry.tax):
        return entry.amount, paid
    return entry.amount - entry.tax, less(paid, reported("tax", entry.tax, item.id), name="without tax")


def _formula(item: ExpenseApproved, terms: Expenses) -> str:
    rate = _rate(item.data, terms)
    if rate is not None:
        return f"{item.data.quantity} x {rate}"
    net = f"({item.data.amount} - {item.data.tax} tax)" if terms.net_of_tax and item.data.tax else ""
    markup = f" x {100 + terms.markup_percent}%" if terms.markup_percent else ""
    return (net or f"{item.data.amount}") + markup


def unassigned_expenses(contract: ContractHistory) -> tuple[Finding, ...]:
    """The finding for approved expenses that no expenses line covers."""
    lost = [item.id for item in contract.inbox.expense_items if _line_of(item, contract) is None]
    if not lost:
        return ()
    message = (
        f"approved expenses that no expenses line covers are not billed: {', '.join(lost)}; add the line"
    )
    return (Finding(code="L23", severity="warning", message=message, pointers=("/lines",)),)


def is_of(category: str | None, stated: str) -> bool:
    """Whether an expense is of a category, whatever the case and spacing."""
    return category is not None and plain_name(category) == plain_name(stated)
