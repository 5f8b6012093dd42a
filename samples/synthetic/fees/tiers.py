"""A price per unit that depends on the quantity."""

from __future__ import annotations

from samples.synthetic.draft import SampleDraft
from samples.synthetic.fees.tables import finish, money_heading
from samples.synthetic.fees.totals import cents, line

NAMES = (("Tickets", "ticket"), ("Samples", "sample"), ("Invoices", "invoice"), ("Pages", "page"))
MODES = {"graduated": "tiers.graduated", "volume": "tiers.volume"}


def write_tiers(draft: SampleDraft, *, scale: int) -> int:
    """A table of tiers and the sentence that says how they apply; gives about what they come to."""
    draw = draft.draw
    name, unit = draw.pick(NAMES)
    limits = draw.pick(((100, 250), (500, 1000, 5000), (50, 200, 400), (1000, 5000)))
    top = draw.whole(20, 90) * scale
    prices = [top * (100 - 12 * place) // 100 for place in range(len(limits) + 1)]
    lows = [1, *(limit + 1 for limit in limits)]
    shown = draw.pick(("{low} - {high}", "{low} to {high}", "{low}–{high}"))
    ranges = [shown.format(low=low, high=high) for low, high in zip(lows, limits, strict=False)]
    over = draw.pick((f"over {limits[-1]}", f"{lows[-1]} and above", f"> {limits[-1]}", f"{lows[-1]}+"))
    rows = list(zip([*ranges, over], map(draft.money, prices), strict=True))
    heads = (
        f"{name} per month",
        money_heading(draft, bare=False, name=draw.pick((f"Price per {unit}", "Unit price"))),
    )
    mode = draw.shape("tiers.mode", ("graduated", "volume", "silent"))
    said = draft.clause(MODES[mode], {"unit": unit}) if mode in MODES else None
    draft.section(draw.pick(("Pricing", "Tiered Prices", "Unit Prices")), finish(draft, heads, rows), said)
    tops = [*map(str, limits), None]
    tiers = [{"up_to": limit, "unit_amount": cents(price)} for limit, price in zip(tops, prices, strict=True)]
    made = line(draft, "unit_price", name, unit=unit, unit_amount=None, tiers=tiers)
    if mode in MODES:
        made["tier_mode"] = mode
    return prices[-1] * limits[-1]
