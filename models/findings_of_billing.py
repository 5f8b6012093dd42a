"""The findings on what is billed: what a line, an event, an invoice or a policy lacks or has too much of."""

from __future__ import annotations

from models.finding_kind import FindingCode, FindingKind

BILLING_FINDINGS: dict[FindingCode, FindingKind] = {
    "no_amount": FindingKind(
        "error",
        ("rules",),
        "a line, or the base of a credit, has not the amount that it needs",
        "state it; the line is held",
    ),
    "no_dates": FindingKind(
        "error", ("rules",), "the periods of a line cannot be dated", "state them; the line is held"
    ),
    "no_budget": FindingKind(
        "error",
        ("rules",),
        "progress by the share of a budget that is not stated",
        "state the budget; the line is held",
    ),
    "outside_dates": FindingKind(
        "warning", ("rules",), "events outside a line's dates", "correct the event or the dates"
    ),
    "rate_unit": FindingKind(
        "error", ("rules",), "a rate per day, week or month cannot price hours", "state the hours per day"
    ),
    "no_index": FindingKind(
        "error", ("rules",), "the index value is not published", "report it with engross.index.published"
    ),
    "stale_time": FindingKind(
        "warning",
        ("rules",),
        "time approved too long after the work; it is not billed",
        "agree on it or leave it out",
    ),
    "cap_notice": FindingKind(
        "warning",
        ("rules",),
        "the fees are past the share of a limit at which the customer is told",
        "notify the customer",
    ),
    "cap_unmeasured": FindingKind(
        "error",
        ("rules",),
        "what lines take of their cap needs a rate of exchange or tax, or a discount without threshold",
        "state it; the lines are held",
    ),
    "expense_not_reimbursable": FindingKind(
        "warning",
        ("rules",),
        "the terms reimburse no expenses; these are not billed",
        "settle it with the one who spent it",
    ),
    "expense_late": FindingKind(
        "warning",
        ("rules",),
        "expenses approved after the days that the terms give; they are not billed",
        "settle it with the one who spent it",
    ),
    "expense_without_quantity": FindingKind(
        "warning",
        ("rules",),
        "per diems or mileages without their days or distance; they are not billed",
        "report the quantity",
    ),
    "expense_without_trip": FindingKind(
        "warning",
        ("rules",),
        "expenses limited per trip that name no trip; they are not billed",
        "report the trip",
    ),
    "expense_without_receipt": FindingKind(
        "warning",
        ("rules",),
        "expenses over the threshold without a receipt; they are not billed",
        "get the receipt",
    ),
    "expense_without_approval": FindingKind(
        "warning",
        ("rules",),
        "expenses that need approval beforehand and had none; they are not billed",
        "settle it with the one who spent it",
    ),
    "purchase_order_expired": FindingKind(
        "error",
        ("rules",),
        "no purchase order is valid on the day of a line",
        "get a new or longer order; the line is held",
    ),
    "purchase_order_spent": FindingKind(
        "error",
        ("rules",),
        "the purchase orders have no room for a line",
        "get a new or higher order; the line is held",
    ),
    "no_exchange_rate": FindingKind(
        "error",
        ("rules",),
        "no rate of exchange is known for what is invoiced in another currency",
        "state it, or report it with engross.exchange_rate.published",
    ),
    "tax_basis": FindingKind(
        "warning", ("rules",), "nothing says whether prices contain the tax, so none is computed", "state it"
    ),
    "tax_on_retention": FindingKind(
        "warning",
        ("rules",),
        "nothing says whether what is retained is taxed with its invoice or on release",
        "state it",
    ),
    "no_tax_rate": FindingKind(
        "error",
        ("rules",),
        "the retention is a percent of the amount with tax, and no rate is stated",
        "state the rate",
    ),
    "unfunded": FindingKind(
        "error", ("rules",), "no party's limit has room for a line", "raise a limit, or add a rule of funding"
    ),
    "credit_unknown": FindingKind(
        "warning",
        ("rules",),
        "a failure that no credit of the contract covers",
        "name its credit in the event",
    ),
    "dispute_late": FindingKind(
        "info", ("rules",), "a dispute came after the days for it", "know that the invoice counts as accepted"
    ),
    "invoiced_amount": FindingKind(
        "warning",
        ("rules",),
        "an invoice posts another amount than the schedule had; the difference stands as a line",
        "correct the invoice, or bill the difference",
    ),
    "invoiced_in_parts": FindingKind(
        "info", ("rules",), "several invoices bill one line, together no more than its amount", "nothing"
    ),
    "invoiced_twice": FindingKind(
        "warning", ("rules",), "several invoices bill one line, together more than its amount", "credit one"
    ),
    "invoiced_unknown_line": FindingKind(
        "warning",
        ("rules",),
        "an invoice names a line that the schedule never had",
        "correct the line that it names",
    ),
    "payment_without_invoice": FindingKind(
        "warning", ("rules",), "a payment for an invoice that is not known", "post the invoice"
    ),
    "expected_loss": FindingKind(
        "warning", ("rules",), "a line is expected to cost more than it earns", "provide for the further loss"
    ),
    "ssp_not_allocated": FindingKind(
        "warning",
        ("rules",),
        "the price is not allocated: the revenue of a line is not known, or below zero",
        "complete the line",
    ),
    "policy_gap": FindingKind(
        "warning",
        ("policy",),
        "no row of a policy's table matches, or no version of it governs the day; the code stays empty",
        "add the row; `engross policy check`",
    ),
    "policy_overlap": FindingKind(
        "warning",
        ("policy",),
        "several rows of a table match where one may",
        "narrow one; `engross policy check`",
    ),
    "policy_value": FindingKind(
        "warning",
        ("policy",),
        "a rounding, calendar or revenue method that the engine does not know; it keeps its own",
        "correct the cell",
    ),
}
