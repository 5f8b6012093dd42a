"""One contract's extracted terms against its label: what is right, wrong and missed, field by field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from learning.gold import SCALARS, judge
from models import pointer as pointers

METHODS = {"retainer": "recurring", "progress": "milestone"}
FINER = {
    "payment.due_basis": "/payment/due_basis",
    "payment.late_period": "/payment/late_interest_period",
    "payment.early_discount": "/payment/early_discount_percent",
    "payment.early_days": "/payment/early_discount_days",
    "payment.month_end": "/payment/month_end",
    "payment.purchase_order": "/payment/purchase_order_required",
    "payment.timing": "/payment/billing_timing",
    "expenses.preapproval": "/expenses/preapproval",
    "expenses.markup": "/expenses/markup_percent",
    "expenses.cap": "/expenses/cap",
    "expenses.receipts_over": "/expenses/receipts_over",
    "escalation.floor": "/escalation/floor_percent",
    "escalation.cap": "/escalation/cap_percent",
    "minimum_commitment.period": "/minimum_commitment/period",
    "acceptance.review_days": "/acceptance/review_days",
    "acceptance.business_days": "/acceptance/business_days",
    "acceptance.deemed": "/acceptance/deemed",
    "acceptance.cure_days": "/acceptance/cure_days",
    "advance.amount": "/advance/amount",
    "advance.recoup_percent": "/advance/recoup_percent",
    "tax_inclusive": "/tax_inclusive",
}
DETAILS = {
    "hours_per_day": ("hours_per_day",),
    "overtime": ("overtime", "multiplier"),
    "role_cap": ("caps", "amount"),
    "included_hours": ("included_hours",),
    "overage_rate": ("overage_rate",),
    "rollover_hours": ("rollover", "max_hours"),
    "tiers": ("tiers", "unit_amount"),
    "tier_mode": ("tier_mode",),
    "instalments": ("instalments", "count"),
    "percent": ("percent",),
    "location": ("rates", "location"),
    "milestone_dates": ("milestones", "due_date"),
}
ITEMS = ("milestones", "fixed_fees", "rates", "recurring_fees", "unit_prices")
READINGS = {"fixed_fees", "rates", "recurring_fees", "unit_prices", "milestones"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A field of one contract.

    Attributes:
        want: The label's value; of lists, what was missed.
        have: The value found; of lists, what is wrong.
        quote: Where the document says it.
    """

    field: str
    right: int
    wrong: int
    missed: int
    want: Any
    have: Any
    quote: str = ""

    @property
    def good(self) -> bool:
        """Nothing wrong and nothing missed."""
        return not self.wrong and not self.missed

    @property
    def tried(self) -> bool:
        """Whether there was anything to find, or something was found."""
        return bool(self.right or self.wrong or self.missed)

    def counts(self) -> dict[str, int]:
        """For adding up."""
        return {"right": self.right, "wrong": self.wrong, "missed": self.missed}


def verdicts(
    found: Mapping[str, Any], label: Mapping[str, Any], terms: Mapping[str, Any]
) -> Iterator[Verdict]:
    """Every field of a contract; `terms` are the full terms, for what the flat label leaves out."""
    best = _best(found, label)
    for field, counts in best.items():
        if field == "billing_methods":  # judged below, with what the label accepts
            continue
        pointer = SCALARS.get(field, f"/{field}")
        wanted = "/retention_percent" if field == "retention_percent" else pointer
        quote = _quote(label, wanted)
        want = pointers.resolve(label, wanted)
        yield Verdict(field, *counts, _compact(want), _shown(found, field, pointer), quote)
    yield _methods(found, label)
    yield from _details(found, terms)
    for field, pointer in FINER.items():
        accepted = [pointers.resolve(terms, pointer), *(label["alternatives"].get(pointer) or [])]
        yield _scalar(field, pointers.resolve(found, pointer), accepted, _quote(label, pointer))


def _compact(want: Any) -> Any:
    """Of a list of items, what they are matched by and half their names."""
    keys = ("name", "role", "amount", "percent", "unit", "period")
    if not isinstance(want, list):
        return want
    return [" ".join(str(item[key])[:24] for key in keys if item.get(key) is not None) for item in want]


def _quote(label: Mapping[str, Any], pointer: str) -> str:
    quotes: dict[str, str] = label["quotes"]
    return quotes.get(pointer, "") or next(
        (text for at, text in quotes.items() if at.startswith(pointer + "/")), ""
    )


def _shown(found: Mapping[str, Any], field: str, pointer: str) -> Any:
    if field not in ITEMS:
        if not field.startswith("part"):
            return pointers.resolve(found, pointer)
        return [f"{party['name']} {party['role']}" for party in found.get("parties") or []]
    keys = ("name", "role", "amount", "percent", "unit_amount", "unit", "period")
    lines = found.get("lines") or []
    items = {"milestones": "milestones", "rates": "rates"}
    if field in items:
        listed = [item for line in lines for item in line.get(items[field]) or []]
    else:
        listed = [line for line in lines if not line.get("milestones") and not line.get("rates")]
    return [" ".join(str(item[key]) for key in keys if item.get(key) is not None) for item in listed]


def _best(found: Mapping[str, Any], label: Mapping[str, Any]) -> dict[str, tuple[int, int, int]]:
    """Counts per field under the reading of each list that the extraction fits best."""
    best = _counts(found, label)
    for name in READINGS:
        for reading in label["alternatives"].get(f"/{name}", []):
            other = _counts(found, {**label, name: reading}).get(name, (0, 0, 0))
            now = best.get(name, (0, 0, 0))
            best[name] = min(now, other, key=lambda counts: (counts[1] + counts[2], -counts[0]))
    return best


def _counts(found: Mapping[str, Any], label: Mapping[str, Any]) -> dict[str, tuple[int, int, int]]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    place = {"right": 0, "wrong": 1, "missed": 2}
    for judgement in judge(found, label):
        counts[judgement.field][place[judgement.outcome]] += 1
    return {field: (right, wrong, missed) for field, (right, wrong, missed) in counts.items()}


def _methods(found: Mapping[str, Any], label: Mapping[str, Any]) -> Verdict:
    have = {METHODS.get(line["billing_method"], line["billing_method"]) for line in found.get("lines") or []}
    have -= {"expenses"}
    readings = [set(label["billing_methods"]), *map(set, label["alternatives"].get("/billing_methods", []))]
    want = min(readings, key=lambda reading: len(reading ^ have))
    return Verdict(
        "billing_methods", len(want & have), len(have - want), len(want - have), sorted(want), sorted(have)
    )


def _details(found: Mapping[str, Any], terms: Mapping[str, Any]) -> Iterator[Verdict]:
    """What the contract lines say beyond amounts and rates."""
    for field, keys in DETAILS.items():
        want, have = (set(_atoms(each.get("lines") or [], keys)) for each in (terms, found))
        right = len(want & have)
        yield Verdict(
            f"lines.{field}", right, len(have) - right, len(want) - right, sorted(want), sorted(have)
        )


def _atoms(lines: Iterable[Mapping[str, Any]], keys: tuple[str, ...]) -> Iterator[str]:
    """The values at a path through a line, lists entered, each with its place in the path."""
    for line in lines:
        values = [line.get(keys[0])]
        for key in keys[1:]:
            inner = [item for value in values for item in (value if isinstance(value, list) else [value])]
            values = [item.get(key) for item in inner if isinstance(item, Mapping)]
        for value in values:
            if value is not None and value != []:
                yield _plain(value)


def _plain(value: Any) -> str:
    try:
        return f"{Decimal(str(value)).normalize():f}"
    except InvalidOperation:
        return str(value).casefold()


def _scalar(field: str, have: Any, accepted: list[Any], quote: str) -> Verdict:
    optional, want = None in accepted, accepted[0]
    if have is None:
        return Verdict(field, 0, 0, 0 if optional else 1, want, have, quote)
    if any(_same(value, have) for value in accepted if value is not None):
        return Verdict(field, 1, 0, 0, want, have, quote)
    return Verdict(field, 0, 1, 0 if optional else 1, want, have, quote)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    try:
        return Decimal(str(one)) == Decimal(str(other))
    except InvalidOperation:
        return str(one).casefold() == str(other).casefold()
