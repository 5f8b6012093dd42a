"""What changes the amounts: caps, retention, advances, escalation, minimums, discounts, acceptance."""

from __future__ import annotations

from dateutil.relativedelta import relativedelta

from samples.synthetic.draft import SampleDraft

INDICES = {
    "US": ("Consumer Price Index for All Urban Consumers (CPI-U)", "CPI"),
    "UK": ("Retail Prices Index", "RPI"),
    "EU": ("Harmonised Index of Consumer Prices", "HICP"),
    "CH": ("Swiss Consumer Price Index", "CPI"),
    "IN": ("Consumer Price Index for Industrial Workers", "CPI"),
    "CA": ("Consumer Price Index for Canada", "CPI"),
    "AU": ("Consumer Price Index (All Groups)", "CPI"),
}


def write_not_to_exceed(draft: SampleDraft, *, about: int) -> str:
    """A cap on the fees, somewhat above what they are expected to come to."""
    cap = round_to(about * draft.draw.pick((100, 105, 110, 120)) // 100)
    written = draft.money(cap, formal=draft.draw.happens(0.3))
    if draft.draw.happens(0.2):
        written = draft.tracked(draft.money(cap * 9 // 10), written)
    values = {"cap": written, "/not_to_exceed": f"{cap}.00"}
    return draft.clause("nte", values)


def write_estimate(draft: SampleDraft, *, about: int) -> str:
    """What the work may cost, which limits nothing."""
    sentence = draft.clause("estimate", {"cap": draft.money(round_to(about))})
    draft.others.setdefault("/contract_value", []).append(f"{round_to(about)}.00")
    return sentence


def round_to(amount: int) -> int:
    """Two or three figures that count, as estimates have."""
    step: int = 10 ** max(2, len(str(amount)) - 3)
    return -(-amount // step) * step


def write_retention(draft: SampleDraft) -> None:
    """A share held back, and when it is paid."""
    percent = draft.draw.pick((5, 5, 10, 10, 10, 15))
    event = draft.draw.pick(("final acceptance", "completion of the Services"))
    values = {
        "percent": draft.percent(percent),
        "rest": draft.percent(100 - percent),
        "event": event,
        "/retention/percent": str(percent),
    }
    parts = [draft.clause("retention", values)]
    if draft.draw.happens(0.7):
        term = draft.draw.pick(("retention.release_one", "retention.release_two"))
        parts.append(draft.clause(term, {"half": draft.percent(50)}))
    draft.section(draft.draw.pick(("Retention", "Holdback", "Retainage", "Security")), " ".join(parts))


def write_advance(draft: SampleDraft, *, total: int) -> None:
    """Money paid up front and set off against later invoices."""
    amount, percent = round_to(total // 10), draft.draw.pick((10, 15, 20, 25, 50))
    values = {"amount": draft.money(amount), "percent": draft.percent(percent)}
    sentence = draft.clause("advance", values)
    draft.facts["/advance/amount"], draft.facts["/advance/recoup_percent"] = f"{amount}.00", str(percent)
    fee = {"name": "Advance", "amount": f"{amount}.00", "due": "on signing"}
    draft.notes.append("the advance is no fee of its own; one who lists it as a fixed fee is not wrong")
    draft.others.setdefault("/fixed_fees", []).append({"add": fee})
    draft.section(draft.draw.pick(("Advance Payment", "Mobilisation", "Advance")), sentence)


def write_escalation(draft: SampleDraft, prices: str) -> None:
    """A yearly increase, fixed or by an index."""
    percent = draft.draw.pick(("2", "2.5", "3", "3", "3.5", "4", "5"))
    low, high = draft.draw.pick((("1", "3"), ("1.5", "4"), ("2", "5"), ("0.5", "6")))
    heading = draft.draw.pick(("Price Adjustment", "Annual Increase", "Indexation", "Fee Review"))
    if draft.draw.happens(0.55):
        sentence = draft.clause("escalation", {"prices": prices, "percent": draft.percent(percent)})
        draft.facts["/escalation/percent"] = percent
        if "every" in sentence or "each" in sentence.lower() or "nnual" in sentence or "yearly" in sentence:
            draft.facts["/escalation/every_months"] = 12
        draft.section(heading, sentence)
        return
    name, label = draft.draw.pick((INDICES[draft.country.code],))
    values = {"prices": prices, "index": name, "low": draft.percent(low), "high": draft.percent(high)}
    sentence = draft.clause("escalation.index", values | {"/escalation/index": label})
    draft.others["/escalation/index"] = [name]
    if "/escalation/floor_percent" in draft.facts:
        draft.facts["/escalation/floor_percent"] = low
    if "/escalation/cap_percent" in draft.facts:
        draft.facts["/escalation/cap_percent"] = high
        draft.others["/escalation/percent"] = [None, high]
    draft.section(heading, sentence)


def write_minimum(draft: SampleDraft, *, about: int) -> None:
    """The least that is paid in a period."""
    period = draft.draw.pick(("month", "quarter", "year"))
    amount = round_to(about // {"month": 30, "quarter": 10, "year": 3}[period] + 100)
    words = {"month": "monthly", "quarter": "quarterly", "year": "annual"}
    values = {
        "amount": draft.money(amount),
        "period": {"quarter": "calendar quarter", "year": "contract year"}.get(period, period),
        "periodly": words[period],
        "/minimum_commitment/amount": f"{amount}.00",
        "/minimum_commitment/period": period,
    }
    draft.section(
        draft.draw.pick(("Minimum Commitment", "Commitment", "Volume")),
        draft.clause("minimum", values),
    )


def write_discount(draft: SampleDraft, *, total: int) -> None:
    """A volume discount above a threshold."""
    threshold, percent = round_to(total * 6 // 10), draft.draw.pick((3, 5, 7, 10))
    values = {"threshold": draft.money(threshold), "percent": draft.percent(percent)}
    sentence = draft.clause("discount", values)
    draft.facts["/discounts"] = [
        {"percent": str(percent), "threshold": f"{threshold}.00", "mode": "prospective"}
    ]
    draft.section(draft.draw.pick(("Volume Discount", "Discount", "Rebates")), sentence)


def write_acceptance(draft: SampleDraft) -> None:
    """How deliverables are accepted."""
    review, cure = draft.draw.pick((5, 7, 10, 14, 15, 20, 30)), draft.draw.pick((5, 10, 15))
    business = draft.draw.happens(0.5)
    unit = draft.draw.pick(("business day", "working day")) if business else "day"
    values = {
        "review": draft.days(review, unit),
        "cure": draft.days(cure),
        "/acceptance/review_days": review,
        "/acceptance/business_days": business,
    }
    sentence = draft.clause("acceptance", values)
    if draft.facts.get("/acceptance/cure_days") == "*":
        draft.facts["/acceptance/cure_days"] = cure
    draft.section(
        draft.draw.pick(("Acceptance", "Acceptance of Deliverables", "Review and Acceptance")), sentence
    )


def anniversary(draft: SampleDraft, years: int = 1) -> str:
    """A date so many years on, as this document writes dates."""
    return draft.day(draft.begins + relativedelta(years=years))
