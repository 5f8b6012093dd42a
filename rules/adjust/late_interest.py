"""Interest on a late payment: by days, by complete or started months, compounding, or as a statute says.

**Clause:** Amounts overdue bear interest at 1.5% for each month or part of a month. Net 30. The fee of USD
40,000.00 is billed on January 1, 2026.

**Terms:** {"currency": "USD", "payment": {"net_days": 30, "late_interest_percent": "1.5",
"late_interest_period": "month", "late_interest_method": "started_months"}, "lines": [{"id": "1",
"billing_method": "fixed_price", "amount": "40000.00", "end_date": "2026-01-01"}]}

**Events:** [{"type": "engross.invoice.posted", "data": {"invoice_id": "i1", "date": "2026-01-01", "lines":
[{"schedule_line": "1-1", "amount": "40000.00"}]}}, {"type": "engross.payment.received", "data":
{"invoice_id": "i1", "date": "2026-03-19", "amount": "40000.00"}}]

**Schedule:**
    2026-01-01 instalment 40000.00 due 2026-01-31
    2026-03-19 interest 1200.00 due 2026-04-18

**Source:** R20: 47 days are two started months; by days it is 927.12, by complete months 600.00,
compounding 1,209.00. Late Payment of Commercial Debts (Interest) Act 1998 for the statutory rate and
compensation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from models.event import IndexPublished, PaymentReceived
from models.period import add_months
from models.schedule import Proof
from models.terms import Payment
from models.working import (
    HUNDRED,
    Working,
    fixed,
    least,
    less,
    over,
    reported,
    rounded,
    term,
    times,
    total_of,
)
from rules.adjust.dispute_window import without_interest
from rules.agreement.contract import ContractHistory
from rules.dates.due_date import due_on
from rules.draft import Doubt, Draft, Outcome

RULE = "R20"
YEAR = fixed("months of a year", 12, RULE)
BASE_RATE = "Bank of England base rate"
ABOVE_BASE = fixed("percent above the base rate", 8, RULE)
READINGS = (("from the due date", "due_date"), ("from the end of the grace", "end_of_grace"))
GRACE = "/payment/late_interest_from"


@dataclass(frozen=True, slots=True)
class Late:
    """A late payment: its terms, the part that bears interest, and the day that it runs from."""

    payment: PaymentReceived
    terms: Payment
    base: Working
    since: date

    @property
    def days(self) -> int:
        """The days that interest is for."""
        return (self.payment.data.date - self.since).days


def bill_interest(
    line_id: str, payment: PaymentReceived, terms: Payment, *, invoiced_on: date, contract: ContractHistory
) -> Outcome | None:
    """The interest of a payment; None where it is in time, or late without consequence."""
    due = due_on(invoiced_on, terms)
    stated = terms.late_interest_percent is not None or terms.late_interest_statutory is not None
    grace = timedelta(days=terms.late_interest_grace_days or 0)
    if due is None or not stated or payment.data.date <= due + grace:
        return None
    since = due + grace if terms.late_interest_from == "end_of_grace" else due
    late = Late(payment, terms, _base(payment, terms, invoiced_on=invoiced_on, contract=contract), since)
    yearly = _yearly(terms, due, contract)
    working, formula = None, "the rate or what it is per is not known"
    doubts: tuple[Doubt, ...] = ()
    if grace and terms.late_interest_from is None:
        formula = "the day that interest runs from is not stated"
        doubts = (Doubt(GRACE, "From which day does interest run once the grace is over?", READINGS),)
    elif yearly is not None:
        exact, formula = _interest(late, yearly)
        working = rounded(exact, contract.currency)
    pointers = ("/payment/late_interest_percent", "/payment/late_interest_period")
    proof = Proof(rule=RULE, formula=formula, pointers=pointers, events=(payment.id,), working=working)
    amount = working.value if working else None
    return Outcome((payment_line(line_id, payment, amount=amount, proof=proof),), doubts)


def payment_line(line_id: str, payment: PaymentReceived, *, amount: Decimal | None, proof: Proof) -> Draft:
    """A line that a payment makes: interest, or below zero a discount."""
    return Draft(
        id=line_id,
        line=None,
        kind="discount" if amount is not None and amount < 0 else "interest",
        description=f"Payment of invoice {payment.data.invoice_id}",
        proof=proof,
        amount=amount,
        bill_on=payment.data.date,
        held=amount is None,
    )


def _base(
    payment: PaymentReceived, terms: Payment, *, invoiced_on: date, contract: ContractHistory
) -> Working:
    """What bears interest: the payment, without what was disputed in time."""
    paid = reported("paid", payment.data.amount, payment.id)
    disputed = without_interest(payment.data.invoice_id, invoiced_on, terms, contract)
    if not disputed:
        return paid
    part = min(disputed, payment.data.amount)
    return less(paid, reported("disputed", part, payment.data.invoice_id), name="undisputed")


def _yearly(terms: Payment, due: date, contract: ContractHistory) -> Working | None:
    """The percent a year; None where it is not known."""
    if terms.late_interest_percent is None:
        return _statutory(due, contract)
    if terms.late_interest_period is None:
        return None
    rate: Working = term("percent", terms.late_interest_percent, "/payment/late_interest_percent")
    if terms.late_interest_period == "month":
        rate = times(rate, YEAR, name="percent a year")
    if terms.late_interest_cap_percent is None:
        return rate
    cap = term("most a year", terms.late_interest_cap_percent, "/payment/late_interest_cap_percent")
    return least(rate, cap, name="percent a year")


def _statutory(due: date, contract: ContractHistory) -> Working | None:
    """The base rate of the half year before the debt is late, and 8 percent."""
    late_from = due + timedelta(days=1)
    reference = f"{late_from.year}-06" if late_from.month > 6 else f"{late_from.year - 1}-12"
    known: list[IndexPublished] = [
        event for event in contract.inbox.index_values(BASE_RATE) if event.data.period <= reference
    ]
    if not known:
        return None
    latest = max(known, key=lambda event: event.data.period)
    return total_of([reported("base rate", latest.data.value, latest.id), ABOVE_BASE], "percent a year")


def _interest(late: Late, yearly: Working) -> tuple[Working, str]:
    """The exact interest and its formula."""
    method = late.terms.late_interest_method
    if method is None or method == "daily":
        basis = 360 if late.terms.late_interest_day_basis == "actual_360" else 365
        days = fixed(f"hundred times {basis} days", 100 * basis, RULE)
        product = times(late.base, yearly, fixed("days late", late.days, RULE))
        return over(product, days), f"{late.base.value} x {yearly.value}% x {late.days}/{basis}"
    monthly = over(yearly, YEAR, "percent a month")
    months = months_between(late.since, late.payment.data.date, started=method != "complete_months")
    shown = f"{late.base.value} x {yearly.value}% / 12 x {months} months"
    if method == "compound":
        factor = total_of([fixed("one", 1, RULE), over(monthly, HUNDRED)], "factor")
        grown = times(late.base, *[factor] * months, name="with interest")
        return less(grown, late.base, name="interest"), f"{shown}, compounding"
    count = fixed("months", months, RULE)
    return over(times(late.base, monthly, count), HUNDRED), shown


def months_between(since: date, until: date, *, started: bool) -> int:
    """The whole months from one day to a later one; with those only started, the next one too."""
    months = (until.year - since.year) * 12 + until.month - since.month
    whole = months if add_months(since, months) <= until else months - 1
    return whole + (started and add_months(since, whole) < until)


def compensation(
    line_id: str, payment: PaymentReceived, owed: Decimal, *, terms: Payment, contract: ContractHistory
) -> Draft | None:
    """The fixed sum that the statute adds to interest, by the size of the debt in pounds."""
    by_statute = terms.late_interest_statutory is not None and terms.late_interest_percent is None
    if not by_statute or contract.currency != "GBP":
        return None
    amount = 40 if owed < 1000 else 70 if owed < 10000 else 100
    working = fixed("compensation", amount, RULE)
    pointers = ("/payment/late_interest_statutory",)
    formula = f"{amount} for a debt of {owed}"
    proof = Proof(rule=RULE, formula=formula, pointers=pointers, events=(payment.id,), working=working)
    return payment_line(line_id, payment, amount=contract.round(Decimal(amount)), proof=proof)
