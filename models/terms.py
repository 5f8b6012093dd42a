"""Terms: what one contract says about money, in clean typed values.

A term that the contract does not state is None or empty: never guessed, never a default dressed up as a
fact. Evidence, absences and findings stand beside the terms, in `models.extraction`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

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
RateUnit = Literal["hour", "day", "week", "month"]
Proration = Literal["actual", "30_360", "actual_365", "none"]
Role = Literal["customer", "provider", "other"]


class Party(Shape):
    """A legal entity that signs; the name as written, without 'a Delaware corporation'."""

    name: Text
    role: Role | None = None
    address: Text | None = None
    tax_id: Text | None = None


class Renewal(Shape):
    """What happens at the end of the initial term."""

    automatic: bool | None = None
    term_months: Count | None = None
    notice_days: Count | None = None


class Payment(Shape):
    """When invoices are sent and when they are due."""

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


class Expenses(Shape):
    """Whether and how the provider's out-of-pocket expenses are paid."""

    reimbursable: bool | None = None
    preapproval: bool | None = None
    markup_percent: Percent | None = None
    cap: Amount | None = None
    receipts_over: Amount | None = None


class RetentionRelease(Shape):
    """A share of what is withheld, paid on a milestone's acceptance or on a date."""

    event: Text | None = None
    percent: Percent | None = None
    milestone: Text | None = None
    on: date | None = None


class Retention(Shape):
    """A share of each invoice held back until it is released."""

    percent: Percent | None = None
    cap_percent: Percent | None = None
    releases: tuple[RetentionRelease, ...] = ()


class Advance(Shape):
    """Money paid up front and recouped from later invoices."""

    amount: Amount | None = None
    percent: Percent | None = None
    recoup_percent: Percent | None = None
    recoup_after_percent: Percent | None = None
    recoup_basis: Literal["gross", "net_of_retention"] | None = None


class Escalation(Shape):
    """How prices rise: by a percent, or with an index."""

    percent: Percent | None = None
    index: Text | None = None
    base_period: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")] | None = None
    floor_percent: DecimalString | None = None
    cap_percent: DecimalString | None = None
    first_on: date | None = None
    every_months: Count | None = None


class MinimumCommitment(Shape):
    """The least that the customer pays per window."""

    amount: Amount | None = None
    period: Literal["month", "quarter", "half_year", "year", "term"] | None = None
    carry_forward: bool | None = None


class Cap(Shape):
    """A limit on what may be billed, in money or in hours."""

    id: Text
    amount: Amount | None = None
    hours: Hours | None = None
    scope: Literal["contract", "line", "role", "month"] | None = None
    role: Text | None = None
    counts: tuple[Literal["fees", "expenses"], ...] = ("fees",)
    behaviour: Literal["hard", "notify", "estimate"] = "hard"


class Discount(Shape):
    """A percent off the fees past a threshold."""

    percent: Percent
    threshold: Amount | None = None
    mode: Literal["prospective", "retroactive"] | None = None


class Acceptance(Shape):
    """How a deliverable becomes accepted."""

    review_days: Count | None = None
    business_days: bool | None = None
    deemed: bool | None = None
    cure_days: Count | None = None


class Milestone(Shape):
    """A part of a fixed total: on a date, or on an event; amount xor percent."""

    id: Text
    name: Text | None = None
    amount: Amount | None = None
    percent: Percent | None = None
    due_date: date | None = None
    trigger: Text | None = None
    acceptance: Acceptance | None = None


class Instalments(Shape):
    """Equal parts of a fixed total: twelve equal monthly instalments."""

    count: Annotated[int, Field(ge=1, le=1_200, strict=True)]
    period: PeriodUnit | None = None
    first_on: date | None = None


class Rate(Shape):
    """The price of a unit of time of one role, at one place, for some time (effective_to included)."""

    role: Text | None = None
    location: Text | None = None
    amount: Amount | None = None
    unit: RateUnit | None = None
    effective_from: date | None = None
    effective_to: date | None = None


class Increment(Shape):
    """The step that hours are rounded to."""

    hours: Hours
    method: Literal["up", "nearest", "down"] = "up"


class Overtime(Shape):
    """A multiplier for the hours past a limit of one person's day or Monday week."""

    after_hours: Hours
    per: Literal["day", "week"]
    multiplier: DecimalString


class Rollover(Shape):
    """How long unused retainer hours live, and how many of them."""

    periods: Count | None = None
    max_hours: Hours | None = None


class Tier(Shape):
    """The unit price up to a quantity; the last one has no end."""

    up_to: DecimalString | None = None
    unit_amount: Amount


class Line(Shape):
    """A contract line: one per workstream and billing method."""

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
