"""What stands beside a rate card: a day's hours, overtime, a cap for one role."""

from __future__ import annotations

from samples.synthetic.clauses.adjustments import round_to
from samples.synthetic.draft import SampleDraft
from samples.synthetic.fees.totals import cents


def write_conditions(
    draft: SampleDraft, made: dict[str, object], *, about: int, units: set[str]
) -> list[str]:
    """Sentences on how time is counted, noted in the contract line `made`."""
    draw, parts = draft.draw, []
    if "day" in units and draw.happens(0.4):
        hours = draw.pick(("7.5", "8", "8"))
        parts.append(draft.clause("rates.day", {"hours": hours}))
        made["hours_per_day"] = hours
    if units == {"hour"} and draw.happens(0.2):
        multiplier = draw.pick(("1.25", "1.5", "2"))
        parts.append(draft.clause("rates.overtime", {"most": "40", "multiplier": multiplier}))
        made["overtime"] = [{"after_hours": "40", "per": "week", "multiplier": multiplier}]
    rates = made["rates"]
    if isinstance(rates, list) and len(rates) > 2 and draw.happens(0.2):
        role, cap = rates[1]["role"], round_to(about // 3)
        parts.append(draft.clause("rates.cap", {"role": role, "amount": draft.money(cap)}))
        limit = {"id": "C2", "amount": cents(cap), "scope": "role", "role": role, "counts": ["fees"]}
        made["caps"] = [limit | {"behaviour": "hard"}]
    return parts
