"""Fees that come back, retainers, prices per unit, commissions, and lump sums beside them."""

from __future__ import annotations

from dataclasses import replace

from dateutil.relativedelta import relativedelta

from samples.synthetic.blocks import SampleTable
from samples.synthetic.draft import SampleDraft
from samples.synthetic.fees.tables import figure, finish, money_heading
from samples.synthetic.fees.tiers import write_tiers
from samples.synthetic.fees.totals import cents, line, write_total

UNIT_NAMES = (
    ("Soil sample analysis", "sample"),
    ("Invoice processed", "invoice"),
    ("Translated page", "page"),
    ("Support ticket", "ticket"),
    ("Water quality test", "test"),
    ("Training session", "session"),
    ("Device installed", "device"),
    ("Inspection visit", "visit"),
    ("Record converted", "record"),
    ("Statement printed", "statement"),
    ("Licence seat", "seat"),
    ("Claim handled", "claim"),
)
PERIODLY = {"month": "monthly", "quarter": "quarterly", "year": "annual"}
HEADINGS = ("Fees", "Service Fees", "Charges", "Recurring Charges", "Compensation", "Pricing")


def write_recurring(draft: SampleDraft, *, setup: bool) -> int:
    """A fee per period, perhaps with a set-up fee or a table; gives about a year of it."""
    scale = 20 if draft.country.currency == "INR" else 1
    period = draft.draw.pick(("month", "month", "month", "quarter", "year"))
    amount = draft.draw.whole(1200, 24000, 50) * scale * {"month": 1, "quarter": 3, "year": 12}[period]
    wording = draft.wording("recurring")
    period = str(wording.facts.get("/hidden/period", period))
    values = {
        "amount": draft.money(amount, formal=draft.draw.happens(0.15)),
        "period": period,
        "periodly": PERIODLY[period],
        "Periodly": PERIODLY[period].title(),
    }
    sentence = draft.render(replace(wording, facts={}), values)
    draft.quotes["/recurring_fees/0/amount"] = sentence[:300]
    line(draft, "recurring", "Service fee", amount=cents(amount), period=period)
    parts = [sentence]
    if setup:
        fee = draft.draw.whole(1500, 20000, 500) * scale
        parts.append(draft.clause("setup", {"amount": draft.money(fee)}))
        draft.quotes["/fixed_fees/0/amount"] = parts[-1]
        line(draft, "fixed_price", "Set-up fee", amount=cents(fee))
        draft.others.setdefault("/contract_value", []).append(None)
    draft.section(draft.draw.pick(HEADINGS), *parts)
    return amount * {"month": 12, "quarter": 4, "year": 1}[period]


def write_retainer(draft: SampleDraft) -> int:
    """Hours paid for in advance, and the price of more; gives about a year of it."""
    scale = 20 if draft.country.currency == "INR" else 1
    hours, overage = draft.draw.whole(10, 80, 5), draft.draw.whole(120, 320, 5) * scale
    amount = hours * overage * 9 // 10 // 50 * 50
    most = hours // 2
    values = {
        "amount": draft.money(amount),
        "hours": str(hours),
        "overage": draft.money(overage),
        "period": "month",
        "periodly": "monthly",
        "max": str(most),
    }
    sentence = draft.clause("retainer", values)
    draft.quotes["/recurring_fees/0/amount"] = sentence[:300]
    made = line(
        draft,
        "retainer",
        "Retainer",
        amount=cents(amount),
        period="month",
        included_hours=str(hours),
        overage_rate=cents(overage),
    )
    parts = [sentence]
    if draft.draw.happens(0.6):
        parts.append(draft.clause("rollover", values))
        if draft.facts.pop("/hidden/rollover", False):
            made["rollover"] = {"periods": 1, "max_hours": str(most)}
    draft.others["/rates"] = [{"add": {"role": "Overage", "amount": cents(overage), "unit": "hour"}}]
    draft.others.setdefault("/billing_methods", []).append({"add": "time_and_materials"})
    draft.section(draft.draw.pick(("Retainer", "Fees", "Retainer and Fees", "Our Fees")), " ".join(parts))
    return amount * 12


def write_units(draft: SampleDraft) -> int:
    """Prices per unit: one in a sentence, several in a table."""
    scale = 20 if draft.country.currency == "INR" else 1
    shape = draft.draw.shape(
        "units.shape", ("sentence", "sentence", "table", "table", "quantities", "quantities", "tiers")
    )
    if shape == "sentence":
        name, unit = draft.draw.pick(UNIT_NAMES)
        amount = draft.draw.whole(2, 900) * scale
        sentence = draft.clause("units.sentence", {"amount": draft.money(amount), "unit": unit})
        draft.quotes["/unit_prices/0/amount"] = sentence
        line(draft, "unit_price", name, unit=unit, unit_amount=cents(amount))
        draft.section(draft.draw.pick(HEADINGS), sentence)
        return amount * 1000
    if shape == "tiers":
        return write_tiers(draft, scale=scale)
    chosen = draft.draw.some(UNIT_NAMES, 3, 8)
    prices = [draft.draw.whole(4, 600) * scale for _ in chosen]
    parts: list[str | SampleTable] = [
        draft.clause("units.intro"),
        _unit_table(draft, chosen, prices, quantities=shape == "quantities"),
    ]
    for (name, unit), price in zip(chosen, prices, strict=True):
        line(draft, "unit_price", name, unit=unit, unit_amount=cents(price))
    draft.section(draft.draw.pick(("Unit Prices", "Pricing", "Price List", "Schedule of Prices")), *parts)
    return sum(prices) * 100


def _unit_table(
    draft: SampleDraft, chosen: list[tuple[str, str]], prices: list[int], *, quantities: bool
) -> SampleTable:
    bare = draft.draw.happens(0.3)
    price_head = money_heading(
        draft,
        bare=bare,
        name=draft.variant(
            "head.unit_price", ("Unit Price", "Price per Unit", "Rate", "Price", "Unit Cost", "Unit Rate")
        ),
    )
    item_head = draft.variant("head.item", ("Item", "Description", "Service", "Line Item"))
    if not quantities:
        simple = [
            (name, unit, figure(draft, price, bare=bare))
            for (name, unit), price in zip(chosen, prices, strict=True)
        ]
        return finish(draft, (item_head, "Unit", price_head), simple)
    rows: list[tuple[str, ...]] = []
    total = 0
    for (name, unit), price in zip(chosen, prices, strict=True):
        count = draft.draw.whole(5, 250, 5)
        total += count * price
        rows.append(
            (name, str(count), unit, figure(draft, price, bare=bare), figure(draft, count * price, bare=bare))
        )
    rows.append((draft.draw.pick(("Total", "Estimated total")), "", "", "", figure(draft, total, bare=bare)))
    draft.others.setdefault("/contract_value", []).extend([cents(total), None])
    draft.others.setdefault("/not_to_exceed", []).append(cents(total))
    heads = (
        item_head,
        draft.draw.pick(("Qty", "Est. Qty", "Quantity")),
        "Unit",
        price_head,
        money_heading(draft, bare=bare, name="Extended"),
    )
    return finish(draft, heads, rows)


def write_commission(draft: SampleDraft) -> int:
    """A share of something."""
    percent = draft.draw.pick((2, 3, 5, 7, 8, 10, 12, 15, 20))
    sentence = draft.clause("commission", {"percent": draft.percent(percent)})
    line(
        draft,
        "percentage",
        "Commission",
        percent=str(percent),
        basis=sentence.split(" of ", 1)[-1].rstrip("."),
    )
    draft.section(draft.draw.pick(("Commission", "Fees", "Remuneration")), sentence)
    return 200000


def write_lump_sum(draft: SampleDraft, *, total: int, alone: bool) -> None:
    """One price, paid at once or in equal monthly instalments."""
    parts = [write_total(draft, total, alone=alone)]
    made = line(draft, "fixed_price", "Fixed price", amount=cents(total))
    draft.quotes["/fixed_fees/0/amount"] = parts[0][:300]
    draft.others.setdefault("/fixed_fees", []).append([])
    if draft.draw.happens(0.5):
        count = draft.draw.pick((4, 5, 8, 10))
        first = (draft.begins + relativedelta(months=1)).replace(day=28)
        each = total // count
        values = {"count": str(count), "each": draft.money(each), "first": draft.day(first)}
        parts.append(draft.clause("instalments", values))
        made["instalments"] = {"count": count, "period": "month", "first_on": first.isoformat()}
        fee = {"name": "Instalment", "amount": cents(each), "period": "month"}
        draft.others.setdefault("/recurring_fees", []).append({"add": fee})
        draft.others.setdefault("/fixed_fees", []).append([{"name": "Instalment", "amount": cents(each)}])
        draft.others.setdefault("/billing_methods", []).append({"add": "recurring"})
    draft.section(
        draft.draw.pick(("Fees", "Price", "Compensation", "Contract Price", "Consideration")), " ".join(parts)
    )
