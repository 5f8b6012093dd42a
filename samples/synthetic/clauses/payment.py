"""When invoices are issued, when they are paid, and what lateness costs."""

from __future__ import annotations

from decimal import Decimal

from samples.synthetic.draft import SampleDraft
from samples.synthetic.notation import ordinal

RECEIPT = {"/payment/due_basis": "invoice_receipt"}
ISSUED = {"/payment/due_basis": "invoice_date"}
FREQUENCIES = {"month": "monthly", "quarter": "quarterly", "year": "annual"}
OTHER = {"/payment/due_basis": "other"}
TAXES = {
    "US": "sales and use taxes",
    "UK": "value added tax",
    "EU": "VAT",
    "CH": "VAT",
    "IN": "GST",
    "CA": "HST/GST",
    "AU": "GST",
}
MAIN_NETS = (7, 10, 14, 15, 20, 21, 28, 30, 30, 30, 30, 45, 45, 60, 60, 75, 90)


def write_payment(draft: SampleDraft, *, billed: str) -> None:
    """Invoicing and payment; `billed` is time, advance or milestone."""
    parts = [_frequency(draft, billed), _net(draft)]
    if draft.draw.happens(0.6):
        parts.append(_late(draft))
    if draft.draw.happens(0.35):
        days = draft.draw.pick((5, 7, 10, 14, 15, 20, 30))
        parts.append(draft.clause("dispute", {"dispute": draft.days(days), "/payment/dispute_days": days}))
    if draft.draw.happens(0.25):
        parts.append(draft.clause("purchase_order", {"/payment/purchase_order_required": True}))
    if draft.draw.happens(0.4):
        parts.append(draft.clause("tax", {"tax": TAXES[draft.country.code]}))
    heading = draft.draw.pick(
        (
            "Payment",
            "Invoicing and Payment",
            "Payment Terms",
            "Billing",
            "Invoices",
            "Compensation and Payment",
        )
    )
    kept = [part for part in parts if part]
    draft.section(heading, *([" ".join(kept)] if draft.draw.happens(0.45) else kept))


def _frequency(draft: SampleDraft, billed: str) -> str | None:
    if draft.draw.happens(0.15):
        periods = {FREQUENCIES[line["period"]] for line in draft.lines if "period" in line}
        draft.others.setdefault("/payment/billing_frequency", []).extend(sorted(periods))
        return None
    return draft.clause(f"frequency.{billed}")


def _net(draft: SampleDraft) -> str:
    net = draft.draw.pick(MAIN_NETS)
    shown = draft.days(net)
    if draft.draw.happens(0.12):
        shown = draft.tracked(draft.days(net + 15), shown)
    values = {"n": net, "net": shown, "ordinal": ordinal(net), "/payment/net_days": net}
    shapes = ("plain",) * 14 + ("discount",) * 3 + ("month_end", "month_end", "receipt", "defined")
    shape = draft.draw.shape("net.shape", shapes)
    if shape == "discount":
        return draft.clause("net.discount", values | _discount(draft, net))
    if shape == "month_end":
        return draft.clause("net.month_end", values)
    if shape == "receipt":
        return draft.clause("net.receipt")
    if shape == "defined":
        draft.define(draft.clause("net.defined", values))
        return draft.clause("net.period")
    return draft.clause("net", values)


def _discount(draft: SampleDraft, net: int) -> dict[str, object]:
    percent, days = draft.draw.pick((1, 2, 2, 3)), min(draft.draw.pick((7, 10, 10, 14)), net - 2)
    return {
        "d": percent,
        "dd": days,
        "dp": draft.percent(percent),
        "ddays": draft.days(days),
        "/payment/early_discount_percent": str(percent),
        "/payment/early_discount_days": days,
    }


def _late(draft: SampleDraft) -> str:
    if draft.draw.happens(0.2):
        return draft.clause("late.unstated")
    monthly, yearly = (
        draft.draw.pick(("1", "1.5", "1.5", "2", "0.75")),
        draft.draw.pick(("8", "10", "12", "18", "5", "6")),
    )
    wording = draft.wording("late")
    rate = monthly if wording.facts["/payment/late_interest_period"] == "month" else yearly
    values = {"rate": draft.percent(Decimal(rate)), "month": "month", "/payment/late_interest_percent": rate}
    return draft.render(wording, values)
