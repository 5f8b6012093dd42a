"""What payment and expenses may leave unsaid: of what, and by which arithmetic."""

from __future__ import annotations

from collections.abc import Iterator

from models.terms import Terms
from rules.readings.assumptions.shape import Assumption, Told, choices


def early_discount_base(terms: Terms) -> Iterator[Assumption]:
    """R19: whether an early payment saves on all of the invoice or on its fees."""
    payment = terms.payment
    if payment is None or payment.early_discount_percent is None or payment.early_discount_base is not None:
        return
    told: tuple[Told, ...] = (
        ("of the whole invoice", "invoice", "The discount is taken on the total of the invoice."),
        ("of the fees only", "fees", "The discount is taken on the fees, without expenses and taxes."),
    )
    yield Assumption(
        "/payment/early_discount_base",
        "Of what is the discount for early payment taken?",
        "R19",
        "customer accounts payable",
        "The discount for early payment is taken on [the total of the invoice | the fees only].",
        choices("/payment/early_discount_base", *told),
        supposing="early",
    )


def late_interest_method(terms: Terms) -> Iterator[Assumption]:
    """R20: how a rate of interest turns into money."""
    payment = terms.payment
    if payment is None or payment.late_interest_percent is None or payment.late_interest_method is not None:
        return
    told: tuple[Told, ...] = (
        ("by the day", "daily", "Interest accrues daily as simple interest on a year of 365 days."),
        ("for complete months", "complete_months", "Interest is due for each complete month of delay."),
        ("for months begun", "started_months", "Interest is due for each month of delay begun."),
        ("compounding by month", "compound", "Interest is due for each month begun and compounds monthly."),
    )
    yield Assumption(
        "/payment/late_interest_method",
        "How does late interest accrue?",
        "R20",
        "customer accounts payable",
        "Late interest accrues [daily | for each complete month | for each month begun |"
        " for each month begun, compounding].",
        choices("/payment/late_interest_method", *told),
        supposing="late",
    )


def expense_cap_basis(terms: Terms) -> Iterator[Assumption]:
    """R21: whether a limit on expenses holds their cost or what is billed with the markup."""
    expenses = terms.expenses
    if expenses is None or not expenses.markup_percent or expenses.cap_basis is not None:
        return
    if expenses.cap is None and not expenses.caps:
        return
    told: tuple[Told, ...] = (
        ("what is billed with the markup", "billed", "The limit on expenses includes the markup."),
        ("the cost before the markup", "cost", "The limit applies to cost; the markup is charged on top."),
    )
    yield Assumption(
        "/expenses/cap_basis",
        "Does the limit on expenses hold their cost or what is billed with the markup?",
        "R21",
        "contract owner",
        "The limit on expenses applies to [the amounts billed, markup included | cost before the markup].",
        choices("/expenses/cap_basis", *told),
    )
