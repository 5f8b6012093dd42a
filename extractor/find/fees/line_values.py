"""The values of one contract line from its fee items, with the place of each."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from extractor.find.fees.day import read_day
from extractor.find.fees.found import LineNote
from extractor.find.fees.items import FeeItem
from models.document import Span

_ROUNDED = Decimal("0.006")
"""Of the total: shares are written to a whole percent."""
Evidence = dict[str, tuple[Span, ...]]


def milestone_values(items: list[FeeItem], evidence: Evidence) -> list[dict[str, Any]]:
    """The milestones in order, with the table's own ids or M1, M2 ...; `evidence` gains their places."""
    written = [item.more.get("id") for item in items]
    own = None not in written and len(set(written)) == len(written)
    ids = [str(code) if own else f"M{index}" for index, code in enumerate(written, 1)]
    return [_milestone(item, index, evidence, milestone_id=ids[index]) for index, item in enumerate(items)]


def _milestone(item: FeeItem, index: int, evidence: Evidence, *, milestone_id: str) -> dict[str, Any]:
    written = item.more.get("date_text")
    due = read_day(written[0]) if written else None
    trigger = item.more.get("trigger") or (written[0] if written and due is None else None)
    values = {
        "id": milestone_id,
        "name": item.name,
        "amount": item.amount,
        "percent": item.percent,
        "due_date": due,
        "trigger": trigger,
    }
    for key, value in values.items():
        if value is not None:
            evidence[f"/milestones/{index}/{key}"] = (_place(item, key, written),)
    return values


def _place(item: FeeItem, key: str, written: tuple[str, Span] | None) -> Span:
    if key == "name" and item.name_span:
        return item.name_span
    if key == "trigger" and "trigger_span" in item.more:
        return Span(item.more["trigger_span"].start, item.more["trigger_span"].end)
    if written and (key == "due_date" or (key == "trigger" and not item.more.get("trigger"))):
        return written[1]
    return item.span


def rate_values(items: list[FeeItem], evidence: Evidence) -> list[dict[str, Any]]:
    """The rates in order; `evidence` gains their places."""
    rates = []
    for index, item in enumerate(items):
        values = {
            "role": item.name,
            "location": item.more.get("location"),
            "amount": item.amount,
            "unit": item.unit,
        }
        for key in ("effective_from", "effective_to"):
            if key in item.more:
                values[key], place = item.more[key]
                evidence[f"/rates/{index}/{key}"] = (place,)
        for key, value in values.items():
            if value is not None and not key.startswith("effective"):
                span = item.name_span if key == "role" and item.name_span else item.span
                evidence[f"/rates/{index}/{key}"] = (span,)
        rates.append(values)
    return rates


def single_values(item: FeeItem, evidence: Evidence) -> dict[str, Any]:
    """The values of a line that is one fee; `evidence` gains their places."""
    values = {"name": item.name, **_BY_KIND.get(item.kind, _plain)(item)}
    places = item.more.get("spans", {})
    for key, value in values.items():
        if value is not None:
            evidence[f"/{key}"] = (
                places.get(key) or (item.name_span if key == "name" else None) or item.span,
            )
    return values


_RUN = ("start_date", "end_date", "included_hours", "overage_rate", "rollover")


def _plain(item: FeeItem) -> dict[str, Any]:
    return {"amount": item.amount}


def _periodic(item: FeeItem) -> dict[str, Any]:
    extra = {key: item.more.get(key) for key in _RUN}
    return {"amount": item.amount, "period": item.unit, **extra}


def _unit(item: FeeItem) -> dict[str, Any]:
    return {"unit": item.unit, "unit_amount": item.amount, "tiers": item.more.get("tiers")}


def _share(item: FeeItem) -> dict[str, Any]:
    return {"percent": item.percent, "basis": item.more.get("basis")}


def _instalments(item: FeeItem) -> dict[str, Any]:
    count = item.more["count"]
    total = item.more.get("total") or (item.amount * count if item.amount is not None else None)
    parts = {"count": count, "period": item.unit, "first_on": item.more.get("first_on")}
    return {"amount": total, "instalments": parts}


_BY_KIND = {
    "recurring": _periodic,
    "retainer": _periodic,
    "unit": _unit,
    "percentage": _share,
    "cost_plus": _share,
    "instalments": _instalments,
}


def doubts(items: list[FeeItem], total: Decimal | None) -> tuple[LineNote, ...]:
    """What of the milestones does not add up: L01 for amounts against the total, L02 for percents."""
    shares = [i.percent for i in items if i.percent is not None]
    amounts = [i.amount for i in items if i.amount is not None]
    if len(shares) == len(items) and len(shares) > 1 and sum(shares) != 100:
        return (("L02", f"the milestones' percents come to {sum(shares)}, not 100"),)
    if total is not None and len(amounts) == len(items) and sum(amounts) != total:
        return (("L01", f"the milestones come to {sum(amounts)}, the stated total is {total}"),)
    return _shares_apart(items, total if total is not None else sum(amounts, Decimal(0)))


def _shares_apart(items: list[FeeItem], total: Decimal) -> tuple[LineNote, ...]:
    """L01 for each milestone whose amount is not the share of the total that stands beside it."""
    return tuple(
        (
            "L01",
            f"{item.name or 'a milestone'} is {item.amount}, but {item.more['share']} % of {total} is {total * item.more['share'] / 100}",
        )
        for item in items
        if item.amount is not None
        and "share" in item.more
        and abs(total * item.more["share"] / 100 - item.amount) > max(Decimal(1), total * _ROUNDED)
    )


def misspelt(items: list[FeeItem]) -> tuple[LineNote, ...]:
    """L08 for each amount whose words and figures disagree."""
    return tuple(
        (
            "L08",
            f"the words say {item.more['words_amount']}, the figures {item.amount}; the figures are taken",
        )
        for item in items
        if "words_amount" in item.more
    )
