"""Whole statements of work, each as Word, ruled PDF, unruled PDF and text: what is found does not depend on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from models.extraction import Extraction
from models.terms import Line
from rules import build_schedule

Sow = Callable[..., Extraction]


def billed(extraction: Extraction) -> list[tuple[date | None, Decimal | None]]:
    """What the rules bill of the terms found: the days and amounts, in order."""
    schedule = build_schedule(extraction.terms, as_of=date(2028, 1, 1))
    return [(row.bill_on, row.amount) for row in schedule.billing]


def rates(line: Line) -> list[tuple[Any, ...]]:
    return [(r.role, r.location, r.amount, r.unit) for r in line.rates]


def test_milestones_keep_percent_and_amount_apart_and_half_the_price_is_no_total(sow: Sow) -> None:
    found = sow(
        "# 4. Fees",
        "The fixed price of the project is $120,000.00, payable against the following milestones:",
        [
            ["No.", "Milestone", "Due date", "%", "Amount (USD)"],
            ["1", "Project plan accepted", "31 March 2026", "20%", "24,000.00"],
            ["2", "Design delivered", "15 May 2026", "30%", "36,000.00"],
            ["3", "Acceptance of the system", "30 July 2026", "50%", "60,000.00"],
            ["", "Total", "", "100%", "120,000.00"],
        ],
    )
    (line,) = found.terms.lines
    assert (line.billing_method, line.amount) == ("milestone", Decimal(120000))
    assert [(m.name, m.amount, m.percent, m.due_date) for m in line.milestones] == [
        ("Project plan accepted", Decimal(24000), None, date(2026, 3, 31)),
        ("Design delivered", Decimal(36000), None, date(2026, 5, 15)),
        ("Acceptance of the system", Decimal(60000), None, date(2026, 7, 30)),
    ]
    assert found.terms.contract_value == Decimal(120000)


def test_a_last_milestone_that_equals_the_others_together_stays_a_milestone(sow: Sow) -> None:
    found = sow(
        "# 4. Payment schedule",
        [
            ["Milestone", "Amount"],
            ["M1 Kick-off", "USD 15,000"],
            ["M2 Prototype", "USD 15,000"],
            ["M3 Production release", "USD 30,000"],
        ],
    )
    (line,) = found.terms.lines
    assert [(m.name, m.amount) for m in line.milestones] == [
        ("M1 Kick-off", Decimal(15000)),
        ("M2 Prototype", Decimal(15000)),
        ("M3 Production release", Decimal(30000)),
    ]


def test_shares_in_a_table_take_the_fee_stated_behind_it(sow: Sow) -> None:
    found = sow(
        "# 4. Payment",
        [
            ["Deliverable", "Percentage of fixed fee"],
            ["Requirements", "25%"],
            ["Build", "45%"],
            ["Acceptance", "30%"],
        ],
        "The fixed fee is $200,000.",
    )
    (line,) = found.terms.lines
    assert (line.billing_method, line.amount) == ("milestone", Decimal(200000))
    assert [m.percent for m in line.milestones] == [Decimal(25), Decimal(45), Decimal(30)]


def test_a_lettered_list_of_payments_is_one_plan(sow: Sow) -> None:
    found = sow(
        "# 4. Fees",
        "Client shall pay Provider: (a) $25,000 upon signing of this SOW; (b) $40,000 upon delivery of the pilot; "
        "and (c) $35,000 upon final acceptance. Total fees are $100,000.",
    )
    (line,) = found.terms.lines
    assert line.amount == Decimal(100000)
    assert [(m.amount, m.trigger) for m in line.milestones] == [
        (Decimal(25000), "upon signing of this SOW"),
        (Decimal(40000), "upon delivery of the pilot"),
        (Decimal(35000), "upon final acceptance"),
    ]


def test_a_matrix_gives_a_rate_for_each_role_at_each_place(sow: Sow) -> None:
    found = sow(
        "# 5. Charges",
        "Services are charged on a time and materials basis at the following hourly rates (USD):",
        [
            ["Role", "Onshore", "Offshore"],
            ["Solution Architect", "$210", "$95"],
            ["Developer", "$160", "$62"],
        ],
        "Time is recorded in quarter-hour increments. Total fees shall not exceed $250,000.",
    )
    (line,) = found.terms.lines
    assert rates(line) == [
        ("Solution Architect", "Onshore", Decimal(210), "hour"),
        ("Solution Architect", "Offshore", Decimal(95), "hour"),
        ("Developer", "Onshore", Decimal(160), "hour"),
        ("Developer", "Offshore", Decimal(62), "hour"),
    ]
    assert line.increment is not None
    assert line.increment.hours == Decimal("0.25")
    assert found.terms.not_to_exceed == Decimal(250000)


def test_in_an_estimate_the_rates_are_terms_and_a_total_not_to_exceed_is_the_limit(sow: Sow) -> None:
    found = sow(
        "# 5. Estimate",
        [
            ["Role", "Estimated hours", "Hourly rate", "Estimated amount"],
            ["Lead Consultant", "120", "$200.00", "$24,000.00"],
            ["Analyst", "300", "$130.00", "$39,000.00"],
            ["Total (not to exceed)", "420", "", "$63,000.00"],
        ],
    )
    (line,) = found.terms.lines
    assert rates(line) == [
        ("Lead Consultant", None, Decimal(200), "hour"),
        ("Analyst", None, Decimal(130), "hour"),
    ]
    assert (found.terms.not_to_exceed, found.terms.contract_value) == (Decimal(63000), None)


def test_a_managed_service_is_billed_for_the_days_of_its_first_month(sow: Sow) -> None:
    found = sow(
        "# 6. Managed service",
        "Provider shall provide the managed service from 16 March 2026 to 31 May 2026 for a monthly fee of $9,300, "
        "invoiced monthly in advance. The fee for a partial month is calculated pro rata on a daily basis.",
    )
    (line,) = found.terms.lines
    assert (line.start_date, line.end_date, line.proration) == (
        date(2026, 3, 16),
        date(2026, 5, 31),
        "actual",
    )
    assert [amount for _, amount in billed(found)] == [Decimal(4800), Decimal(9300), Decimal(9300)]


def test_no_proration_is_a_term_of_its_own(sow: Sow) -> None:
    found = sow(
        "# 6. Support",
        "Support is charged at EUR 4,500 per quarter, invoiced quarterly in arrears, beginning on 1 April 2026. "
        "There is no proration for partial quarters.",
    )
    (line,) = found.terms.lines
    assert (line.amount, line.period, line.start_date) == (Decimal(4500), "quarter", date(2026, 4, 1))
    assert line.proration == "none"


def test_a_retainer_has_its_hours_their_rollover_and_the_rate_past_them(sow: Sow) -> None:
    found = sow(
        "# 3. Retainer",
        "Client shall pay a monthly retainer of $8,000, which includes forty (40) hours of advisory services. Unused "
        "hours roll over for up to two months, to a maximum of 60 hours. Hours beyond the included hours are billed "
        "at $225 per hour.",
    )
    (line,) = found.terms.lines
    assert (line.billing_method, line.amount, line.period) == ("retainer", Decimal(8000), "month")
    assert (line.included_hours, line.overage_rate) == (Decimal(40), Decimal(225))
    assert line.rollover is not None
    assert (line.rollover.periods, line.rollover.max_hours) == (2, Decimal(60))


def test_bands_priced_each_within_itself_are_graduated(sow: Sow) -> None:
    found = sow(
        "# 4. Transaction fees",
        "Provider charges per invoice processed in a month as follows:",
        [
            ["Invoices per month", "Price per invoice"],
            ["1 - 1,000", "$2.50"],
            ["1,001 - 5,000", "$2.00"],
            ["Over 5,000", "$1.60"],
        ],
        "The price of each band applies to the invoices within that band only.",
    )
    (line,) = found.terms.lines
    assert (line.unit, line.tier_mode) == ("invoice", "graduated")
    assert [(t.up_to, t.unit_amount) for t in line.tiers] == [
        (Decimal(1000), Decimal("2.50")),
        (Decimal(5000), Decimal("2.00")),
        (None, Decimal("1.60")),
    ]


def test_equal_instalments_are_billed_from_their_first_day(sow: Sow) -> None:
    found = sow(
        "# 4. Price",
        "The total price of USD 80,000 is payable in four equal quarterly instalments of USD 20,000, commencing on "
        "31 March 2026.",
    )
    (line,) = found.terms.lines
    assert (line.billing_method, line.amount) == ("fixed_price", Decimal(80000))
    assert billed(found) == [
        (date(2026, 3, 31), Decimal(20000)),
        (date(2026, 6, 30), Decimal(20000)),
        (date(2026, 9, 30), Decimal(20000)),
        (date(2026, 12, 31), Decimal(20000)),
    ]


def test_reimbursed_expenses_have_a_line_and_are_no_cost_plus_work(sow: Sow) -> None:
    found = sow(
        "# 4. Fees",
        "Client shall pay a fixed fee of $40,000 upon completion of the work. Client shall reimburse Provider for "
        "pre-approved travel expenses at cost plus 5%, not to exceed $6,000 in total.",
    )
    assert [(line.name, line.billing_method) for line in found.terms.lines] == [
        (None, "milestone"),
        ("Expenses", "expenses"),
    ]
    assert found.terms.expenses is not None
    assert (found.terms.expenses.markup_percent, found.terms.expenses.cap) == (Decimal(5), Decimal(6000))


def test_three_workstreams_are_three_lines_with_their_own_dates_and_limit(sow: Sow) -> None:
    found = sow(
        "# Workstream 1: Platform Migration",
        "The fixed fee for this workstream is $90,000, payable as follows:",
        [
            ["Milestone", "Amount"],
            ["Migration plan approved", "$20,000"],
            ["Data migrated", "$40,000"],
            ["Go-live accepted", "$30,000"],
            ["Total", "$90,000"],
        ],
        "# Workstream 2: Managed Service",
        "A monthly fee of $7,500 is payable in advance from 1 June 2026 to 31 May 2027.",
        "# Workstream 3: Advisory",
        "Advisory services are billed at the following hourly rates, not to exceed $50,000:",
        [["Role", "Rate per hour"], ["Principal", "$280"], ["Senior Consultant", "$210"]],
    )
    migration, service, advisory = found.terms.lines
    assert (migration.name, migration.amount) == ("Workstream 1: Platform Migration", Decimal(90000))
    assert (service.name, service.amount) == ("Workstream 2: Managed Service", Decimal(7500))
    assert (service.start_date, service.end_date) == (date(2026, 6, 1), date(2027, 5, 31))
    assert [(r.role, r.amount) for r in advisory.rates] == [
        ("Principal", Decimal(280)),
        ("Senior Consultant", Decimal(210)),
    ]
    assert [(cap.amount, cap.scope) for cap in advisory.caps] == [(Decimal(50000), "line")]
    assert (found.terms.contract_value, found.terms.not_to_exceed) == (None, None)


def test_numbered_headings_of_services_divide_a_contract(sow: Sow) -> None:
    found = sow(
        "# 1. Implementation",
        "Provider will implement the system for a fixed fee of $60,000, paid 50% upon signing and 50% on acceptance "
        "of the system.",
        "# 2. Managed Service",
        "The managed service is provided for $5,000 per month from 1 September 2026.",
        "# 3. Change Requests",
        "Change requests are charged at $150 per hour, capped at $30,000.",
    )
    assert [(line.name, line.billing_method, line.amount) for line in found.terms.lines] == [
        ("Implementation", "milestone", Decimal(60000)),
        ("Managed Service", "recurring", Decimal(5000)),
        ("Change Requests", "time_and_materials", None),
    ]
    assert [m.percent for m in found.terms.lines[0].milestones] == [Decimal(50), Decimal(50)]
    assert [cap.amount for cap in found.terms.lines[2].caps] == [Decimal(30000)]


def test_lettered_parts_divide_a_contract(sow: Sow) -> None:
    found = sow(
        "# Part A - Discovery",
        "A fixed fee of $18,000 is payable on delivery of the discovery report.",
        "# Part B - Build",
        "Work is billed on time and materials: Engineer $170 per hour; Designer $150 per hour, up to 200 hours.",
        "# Part C - Support",
        "Support costs $2,400 per month, invoiced monthly in arrears, starting on 1 October 2026.",
    )
    discovery, build, support = found.terms.lines
    assert (discovery.name, discovery.milestones[0].name) == ("Discovery", "delivery of the discovery report")
    assert [(r.role, r.amount) for r in build.rates] == [
        ("Engineer", Decimal(170)),
        ("Designer", Decimal(150)),
    ]
    assert [(cap.hours, cap.scope) for cap in build.caps] == [(Decimal(200), "line")]
    assert (support.name, support.start_date) == ("Support", date(2026, 10, 1))


def test_conditions_on_all_fees_are_terms_of_the_contract(sow: Sow) -> None:
    found = sow(
        "# 4. Commercials",
        "Client commits to a minimum annual spend of $200,000. Any shortfall shall not be carried forward. Fees above "
        "$500,000 in a year are reduced by 5%. Client shall pay an advance payment of $20,000, which is recouped at "
        "25% of each invoice. Consultants are charged at $1,400 per day. Fees shall not exceed $60,000 per month.",
    ).terms
    assert found.minimum_commitment is not None
    assert (found.minimum_commitment.amount, found.minimum_commitment.period) == (Decimal(200000), "year")
    assert found.minimum_commitment.carry_forward is False
    assert [(d.percent, d.threshold, d.mode) for d in found.discounts] == [
        (Decimal(5), Decimal(500000), "prospective")
    ]
    assert found.advance is not None
    assert (found.advance.amount, found.advance.recoup_percent) == (Decimal(20000), Decimal(25))
    assert [(cap.amount, cap.scope) for cap in found.caps] == [(Decimal(60000), "month")]
    assert rates(found.lines[0]) == [("Consultants", None, Decimal(1400), "day")]


def test_rates_that_change_on_a_day_have_their_days(sow: Sow) -> None:
    found = sow(
        "# 4. Fees",
        "From 1 March 2026 to 28 February 2027 Senior Engineers are charged at $180 per hour; from 1 March 2027 "
        "Senior Engineers are charged at $189 per hour.",
    )
    assert [(r.amount, r.effective_from, r.effective_to) for r in found.terms.lines[0].rates] == [
        (Decimal(180), date(2026, 3, 1), date(2027, 2, 28)),
        (Decimal(189), date(2027, 3, 1), None),
    ]


def test_words_against_figures_are_named(sow: Sow) -> None:
    found = sow(
        "# 4. Price", "Client shall pay a fixed fee of fifty thousand dollars ($55,000) upon signing."
    )
    assert [line.amount for line in found.terms.lines] == [Decimal(55000)]
    assert "L08" in {finding.code for finding in found.findings}


def test_a_fee_that_its_milestones_do_not_come_to_stays_their_total_and_is_noted(sow: Sow) -> None:
    found = sow(
        "# 4. Fees",
        "The fixed fee is $100,000.",
        [["Milestone", "Amount"], ["Design", "$30,000"], ["Build", "$40,000"], ["Launch", "$20,000"]],
    )
    (line,) = found.terms.lines
    assert (line.billing_method, line.amount) == ("milestone", Decimal(100000))
    assert "L01" in {finding.code for finding in found.findings}


def test_a_fee_that_rises_with_the_years_has_a_line_for_each(sow: Sow) -> None:
    found = sow(
        "# Subscription",
        [
            ["Period", "Start", "End", "Monthly fee"],
            ["Year 1", "1 April 2026", "31 March 2027", "$5,000"],
            ["Year 2", "1 April 2027", "31 March 2028", "$5,500"],
        ],
    )
    assert [(line.name, line.amount, line.start_date, line.end_date) for line in found.terms.lines] == [
        ("Year 1", Decimal(5000), date(2026, 4, 1), date(2027, 3, 31)),
        ("Year 2", Decimal(5500), date(2027, 4, 1), date(2028, 3, 31)),
    ]


def test_a_column_of_rates_for_a_year_holds_for_that_year(sow: Sow) -> None:
    found = sow("# Rates", [["Role", "Hourly rate 2026", "Hourly rate 2027"], ["Partner", "$400", "$412"]])
    (line,) = found.terms.lines
    assert [(r.location, r.amount, r.effective_from, r.effective_to) for r in line.rates] == [
        (None, Decimal(400), date(2026, 1, 1), date(2026, 12, 31)),
        (None, Decimal(412), date(2027, 1, 1), date(2027, 12, 31)),
    ]


def test_hours_limited_behind_a_rate_limit_its_role(sow: Sow) -> None:
    found = sow(
        "# Rates",
        "The Architect is billed at $220 per hour, not to exceed 120 hours. Developers are billed at $150 per hour.",
    )
    assert [(cap.hours, cap.scope, cap.role) for cap in found.terms.caps] == [
        (Decimal(120), "role", "Architect")
    ]


def test_phases_with_fees_of_several_kinds_are_workstreams(sow: Sow) -> None:
    found = sow(
        "# Phase 1: Assessment",
        "Provider will assess the estate. Fixed fee: $22,000, due on delivery of the report.",
        "# Phase 2: Migration",
        "Hourly: Engineer at $140/hour. Not to exceed $85,000.",
        "# Phase 3: Run",
        "$3,500 per month for the run of the service, starting 1 January 2027.",
    )
    assert [(line.name, line.billing_method) for line in found.terms.lines] == [
        ("Phase 1: Assessment", "milestone"),
        ("Phase 2: Migration", "time_and_materials"),
        ("Phase 3: Run", "recurring"),
    ]
    assert [cap.amount for cap in found.terms.lines[1].caps] == [Decimal(85000)]
    assert found.terms.lines[2].start_date == date(2027, 1, 1)


def test_one_price_for_everything_is_a_fixed_price_beside_limits_that_are_no_fees(sow: Sow) -> None:
    found = sow(
        "# 5. Fees",
        "Total fees: $64,500.",
        "# 9. Liability",
        "Each party's liability is limited to $1,000,000.",
        "# 10. Insurance",
        "Provider carries insurance of $2,000,000 per occurrence.",
    )
    assert [(line.billing_method, line.amount) for line in found.terms.lines] == [
        ("fixed_price", Decimal(64500))
    ]


def test_a_share_of_savings_is_a_percentage(sow: Sow) -> None:
    found = sow("# Fees", "Client shall pay Provider a success fee of 3% of the savings achieved.")
    (line,) = found.terms.lines
    assert (line.billing_method, line.percent, line.basis) == (
        "percentage",
        Decimal(3),
        "the savings achieved",
    )


def test_a_fee_for_twelve_months_from_a_day_ends_on_the_last_day_of_the_twelfth(sow: Sow) -> None:
    found = sow("# Run", "The monthly fee is $3,500 for twelve (12) months starting 1 January 2027.")
    (line,) = found.terms.lines
    assert (line.start_date, line.end_date) == (date(2027, 1, 1), date(2027, 12, 31))
    assert [amount for _, amount in billed(found)] == [Decimal(3500)] * 12


def test_a_column_of_units_says_what_each_rate_is_per_and_no_rate_is_per_year(sow: Sow) -> None:
    found = sow(
        "# 4. Rates",
        "Billing occurs twice a year. The annual review of the rates is in March.",
        [
            ["Role", "Unit", "Rate"],
            ["Architect", "hr", "$210"],
            ["Project manager", "per day", "$1,400"],
            ["Tester", "Hour", "$120"],
        ],
    )
    (line,) = found.terms.lines
    assert rates(line) == [
        ("Architect", None, Decimal(210), "hour"),
        ("Project manager", None, Decimal(1400), "day"),
        ("Tester", None, Decimal(120), "hour"),
    ]
