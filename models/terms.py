"""Terms: what one contract says about money, in clean typed values.

A term that the contract does not state is None or empty: never guessed, never a default dressed up as a
fact. Evidence, absences and findings stand beside the terms, in `models.extraction`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from models.price import (
    Cap,
    Discount,
    Escalation,
    Increment,
    MinimumCommitment,
    Multiplier,
    Overtime,
    PercentTier,
    Rate,
    Rollover,
    Tier,
)
from models.provision import (
    Advance,
    Bundle,
    Deposit,
    Expenses,
    FundingRule,
    Fx,
    PriceHold,
    PurchaseOrder,
    Retention,
    ServiceCredit,
    Tax,
    Termination,
)
from models.shape import Amount, Count, CurrencyCode, DecimalString, Hours, Percent, Shape, Text

Kind = Literal[
    "master_agreement",
    "statement_of_work",
    "services_agreement",
    "order_form",
    "change_order",
    "license",
    "other",
]
BillingMethod = Literal[
    "fixed_price",
    "milestone",
    "progress",
    "time_and_materials",
    "recurring",
    "unit_price",
    "percentage",
    "cost_plus",
    "retainer",
    "expenses",
]
BillingFrequency = Literal[
    "weekly",
    "biweekly",
    "semimonthly",
    "monthly",
    "quarterly",
    "semiannual",
    "annual",
    "milestone",
    "on_completion",
    "one_time",
]
DueBasis = Literal["invoice_date", "invoice_receipt", "acceptance", "period_end", "other"]
PeriodUnit = Literal["week", "month", "quarter", "half_year", "year"]
Proration = Literal["actual", "30_360", "actual_365", "none"]
Role = Literal["customer", "provider", "other"]


class Party(Shape):
    """A legal entity that signs; the name as written, without 'a Delaware corporation'.

    Attributes:
        share: The percent of the fees that it pays.
        limit: The most that it pays.
        absorbs_rounding: Whether the cents that shares leave are its own.
    """

    name: Text
    role: Role | None = None
    address: Text | None = None
    tax_id: Text | None = None
    share: Percent | None = None
    limit: Amount | None = None
    absorbs_rounding: bool | None = None


class Renewal(Shape):
    """What happens at the end of the initial term."""

    automatic: bool | None = None
    term_months: Count | None = None
    notice_days: Count | None = None


class Payment(Shape):
    """When invoices are sent and when they are due.

    Attributes:
        early_discount_base: What the discount is a percent of; all of the invoice where it is not stated.
        late_interest_grace_days: Days past the due date that cost nothing.
        late_interest_from: The day that interest runs from once they are over.
        late_interest_cap_percent: The most that a year's interest may be.
        late_interest_statutory: The law that sets interest and compensation where the contract does not.
        interest_on_disputed: Whether a sum disputed in time bears interest.
        stale_days: Time approved more days after the work is not billed.
    """

    net_days: Count | None = None
    due_basis: DueBasis | None = None
    month_end: Literal["then_days", "days_then", "unclear"] | None = None
    billing_frequency: BillingFrequency | None = None
    billing_day: Annotated[int, Field(ge=1, le=31, strict=True)] | None = None
    billing_timing: Literal["advance", "arrears"] | None = None
    early_discount_percent: Percent | None = None
    early_discount_days: Count | None = None
    late_interest_percent: Percent | None = None
    late_interest_period: Literal["month", "year"] | None = None
    dispute_days: Count | None = None
    purchase_order_required: bool | None = None
    early_discount_base: Literal["fees", "invoice"] | None = None
    late_interest_method: Literal["daily", "complete_months", "started_months", "compound"] | None = None
    late_interest_day_basis: Literal["actual_365", "actual_360"] | None = None
    late_interest_grace_days: Count | None = None
    late_interest_from: Literal["due_date", "end_of_grace"] | None = None
    late_interest_cap_percent: Percent | None = None
    late_interest_statutory: Literal["uk"] | None = None
    interest_on_disputed: bool | None = None
    stale_days: Count | None = None


class Acceptance(Shape):
    """How a deliverable becomes accepted."""

    review_days: Count | None = None
    business_days: bool | None = None
    deemed: bool | None = None
    cure_days: Count | None = None


class Milestone(Shape):
    """A part of a fixed total: on a date, or on an event; amount xor percent.

    Attributes:
        event: What makes it due; its acceptance where it has a trigger and this is not stated.
    """

    id: Text
    name: Text | None = None
    amount: Amount | None = None
    percent: Percent | None = None
    due_date: date | None = None
    trigger: Text | None = None
    acceptance: Acceptance | None = None
    event: Literal["signature", "delivery", "acceptance", "go_live", "date"] | None = None


class Instalments(Shape):
    """Equal parts of a fixed total: twelve equal monthly instalments."""

    count: Annotated[int, Field(ge=1, le=1_200, strict=True)]
    period: PeriodUnit | None = None
    first_on: date | None = None


class Line(Shape):
    """A contract line: one per workstream and billing method.

    Attributes:
        day_rounding: How parts of a day count where the rate is per day; exactly where it is not stated.
        minimum_hours: The least that an entry counts for.
        included_over: Whether the included quantity is for each period (unstated) or for the whole term.
        threshold: The amount up to which a percentage line earns nothing.
        cap: The most that a percentage line earns.
        progress_basis: What progress is measured by; reports of it where it is not stated.
        budget: The cost that all of a progress line is planned to take.
        ssp: What it would be sold for on its own.
    """

    id: Text
    name: Text | None = None
    billing_method: BillingMethod
    amount: Amount | None = None
    start_date: date | None = None
    end_date: date | None = None
    milestones: tuple[Milestone, ...] = ()
    instalments: Instalments | None = None
    period: PeriodUnit | None = None
    proration: Proration | None = None
    rates: tuple[Rate, ...] = ()
    hours_per_day: Hours | None = None
    increment: Increment | None = None
    overtime: tuple[Overtime, ...] = ()
    included_hours: Hours | None = None
    rollover: Rollover | None = None
    overage_rate: Amount | None = None
    unit: Text | None = None
    unit_amount: Amount | None = None
    included_quantity: DecimalString | None = None
    tiers: tuple[Tier, ...] = ()
    tier_mode: Literal["graduated", "volume", "package"] | None = None
    percent: Percent | None = None
    basis: Text | None = None
    caps: tuple[Cap, ...] = ()
    day_rounding: Literal["exact", "half_day", "whole_day"] | None = None
    minimum_hours: Hours | None = None
    multipliers: tuple[Multiplier, ...] = ()
    included_over: Literal["period", "term"] | None = None
    percent_tiers: tuple[PercentTier, ...] = ()
    threshold: Amount | None = None
    cap: Amount | None = None
    progress_basis: Literal["reported", "cost"] | None = None
    budget: Amount | None = None
    ssp: Amount | None = None


class Terms(Shape):
    """The commercial terms of one contract, or of a family of them."""

    kind: Kind | None = None
    title: Text | None = None
    reference: Text | None = None
    parent_reference: Text | None = None
    parties: tuple[Party, ...] = ()
    effective_date: date | None = None
    start_date: date | None = None
    end_date: date | None = None
    signed_on: date | None = None
    term_months: Count | None = None
    renewal: Renewal | None = None
    governing_law: Text | None = None
    currency: CurrencyCode | None = None
    contract_value: Amount | None = None
    not_to_exceed: Amount | None = None
    lines: tuple[Line, ...] = ()
    payment: Payment | None = None
    expenses: Expenses | None = None
    retention: Retention | None = None
    advance: Advance | None = None
    escalation: Escalation | None = None
    minimum_commitment: MinimumCommitment | None = None
    caps: tuple[Cap, ...] = ()
    discounts: tuple[Discount, ...] = ()
    acceptance: Acceptance | None = None
    billing_entity: Text | None = None
    ship_to_country: Text | None = None
    tax_inclusive: bool | None = None
    deposit: Deposit | None = None
    service_credits: tuple[ServiceCredit, ...] = ()
    funding: tuple[FundingRule, ...] = ()
    fx: Fx | None = None
    tax: Tax | None = None
    purchase_orders: tuple[PurchaseOrder, ...] = ()
    termination: Termination | None = None
    price_hold: PriceHold | None = None
    bundles: tuple[Bundle, ...] = ()
