"""Provisions: what a contract says beside prices and payment, each a clause of its own.

As everywhere in the terms, None is 'not stated'.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from models.shape import Amount, Count, CurrencyCode, DecimalString, Percent, Shape, Text


class ExpenseCap(Shape):
    """A limit on expenses: an amount, or a percent of the fees billed by then.

    Attributes:
        per: What it is measured over; all expenses where it is not stated.
        category: The category that it is for; all where it is not stated.
    """

    amount: Amount | None = None
    percent_of_fees: Percent | None = None
    per: Literal["trip", "month", "total"] | None = None
    category: Text | None = None


class ExpenseRate(Shape):
    """A fixed price per day of a per diem, or per mile or kilometre."""

    amount: Amount
    unit: Text | None = None


class StepDown(Shape):
    """A retention that falls once so much of the contract is billed.

    Attributes:
        mode: Nothing more is withheld up to the lower percent of the whole; the lower percent holds for all
            fees so far, the difference being released; or for later fees only.
    """

    at_percent: Percent
    to_percent: Percent
    mode: Literal["stop_withholding", "re_rate", "later_fees"] | None = None


class Expenses(Shape):
    """Whether and how the provider's out-of-pocket expenses are paid.

    Attributes:
        cap_basis: What the caps hold: the cost, or what is billed with the markup (unstated).
        preapproval_over: Only expenses above it need approval beforehand.
        submit_within_days: Expenses approved more days after their date are not billed.
        net_of_tax: Whether tax that the provider recovers is taken off.
    """

    reimbursable: bool | None = None
    preapproval: bool | None = None
    markup_percent: Percent | None = None
    cap: Amount | None = None
    receipts_over: Amount | None = None
    caps: tuple[ExpenseCap, ...] = ()
    cap_basis: Literal["cost", "billed"] | None = None
    per_diem: ExpenseRate | None = None
    mileage: ExpenseRate | None = None
    preapproval_over: Amount | None = None
    submit_within_days: Count | None = None
    net_of_tax: bool | None = None


class RetentionRelease(Shape):
    """A share of what is withheld, paid on a milestone's acceptance, on a date, or by progress.

    Attributes:
        at_percent: Paid with the fee that takes the fees to this percent of the contract's value.
    """

    event: Text | None = None
    percent: Percent | None = None
    milestone: Text | None = None
    on: date | None = None
    at_percent: Percent | None = None


class Retention(Shape):
    """A share of each invoice held back until it is released.

    Attributes:
        cap_amount: The most that is held.
        base: Whether tax is retained too; only the fees where it is not stated.
    """

    percent: Percent | None = None
    cap_percent: Percent | None = None
    releases: tuple[RetentionRelease, ...] = ()
    cap_amount: Amount | None = None
    base: Literal["fees", "including_tax"] | None = None
    step_down: StepDown | None = None


class Advance(Shape):
    """Money paid up front and recouped from later invoices."""

    amount: Amount | None = None
    percent: Percent | None = None
    recoup_percent: Percent | None = None
    recoup_after_percent: Percent | None = None
    recoup_basis: Literal["gross", "net_of_retention"] | None = None


class Deposit(Shape):
    """Money paid up front that later fees use up.

    Attributes:
        treatment: Whether it pays every fee until it is used up, or the last one.
        floor: The balance below which it is filled up again.
        target: What it is filled up to.
        refundable: Whether what is left at the end goes back.
    """

    amount: Amount | None = None
    treatment: Literal["draw_down", "final_fee"] | None = None
    floor: Amount | None = None
    target: Amount | None = None
    refundable: bool | None = None


class ServiceCredit(Shape):
    """A service credit, or liquidated damages: so much per day or event of a failure.

    Attributes:
        percent: Of the base, per day or event.
        base: What the percents are of: the amount of the line, or the contract's value.
        cap_percent: Of the base, for all of them.
    """

    id: Text
    name: Text | None = None
    line: Text | None = None
    percent: Percent | None = None
    amount: Amount | None = None
    base: Literal["line", "contract_value"] | None = None
    cap_percent: Percent | None = None
    cap_amount: Amount | None = None


class PartyShare(Shape):
    """A party's percent of a funding rule."""

    party: Text
    percent: Percent


class FundingRule(Shape):
    """Who pays what share until a limit of one of them is reached; then the next rule holds."""

    shares: tuple[PartyShare, ...] = ()


class Fx(Shape):
    """How amounts are turned into the currency of the invoice.

    Attributes:
        currency: The currency of the invoice.
        type: The contract's own rate, the last published one, or the mean of those published in the month.
        fixed_rate: Units of the invoice's currency for one of the contract's.
    """

    currency: CurrencyCode | None = None
    source: Text | None = None
    type: Literal["fixed", "spot", "monthly_average"] | None = None
    fixed_rate: DecimalString | None = None


class Tax(Shape):
    """Tax on the fees, and tax that the customer withholds.

    Attributes:
        inclusive: Whether the prices contain the tax.
        rate: The percent of sales tax or value-added tax.
        withholding: The percent that the customer withholds and pays to its own authority.
        gross_up: Whether the price rises so that the provider receives all of it.
        on_retention: Whether what is retained is taxed with its invoice or on its release.
    """

    inclusive: bool | None = None
    rate: Percent | None = None
    withholding: Percent | None = None
    gross_up: bool | None = None
    on_retention: Literal["invoice", "release"] | None = None


class PurchaseOrder(Shape):
    """A customer's order number with its value and last day; for one line, or for all."""

    number: Text
    amount: Amount | None = None
    valid_until: date | None = None
    line: Text | None = None


class Termination(Shape):
    """What ending the contract early costs.

    Attributes:
        fee_percent: Of the fixed fees not yet billed.
        proration: What the period in which it ends bills: its share by days, or all of it.
    """

    fee_percent: Percent | None = None
    notice_days: Count | None = None
    proration: Literal["actual", "none"] | None = None


class PriceHold(Shape):
    """No price rises up to and including a day."""

    until: date


class Bundle(Shape):
    """Lines that are regularly sold together, and the price that they are sold for."""

    lines: tuple[Text, ...]
    amount: Amount
