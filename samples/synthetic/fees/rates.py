"""Time and materials: rate cards as tables, matrices, lists and sentences, and staffing plans."""

from __future__ import annotations

from samples.synthetic.blocks import SampleBlock, SampleTable
from samples.synthetic.clauses.adjustments import write_estimate, write_not_to_exceed
from samples.synthetic.draft import SampleDraft
from samples.synthetic.fees.conditions import write_conditions
from samples.synthetic.fees.tables import figure, finish, money_heading
from samples.synthetic.fees.totals import cents, line

ROLES = (
    "Engagement Partner",
    "Project Director",
    "Project Manager",
    "Senior Consultant",
    "Consultant",
    "Business Analyst",
    "Solution Architect",
    "Senior Developer",
    "Software Engineer",
    "Test Engineer",
    "Data Scientist",
    "Field Technician",
    "Survey Crew (2 persons)",
    "Administrative Assistant",
    "Subject Matter Expert",
    "Technical Writer",
)
LOCATIONS = (("Onshore", "Offshore"), ("On-site", "Remote"), ("Europe", "India"), ("London", "Regional"))
UNIT_HEADS = {
    "hour": ("Hourly Rate", "Rate per Hour", "Rate/hr", "Rate (per hour)"),
    "day": ("Daily Rate", "Rate per Day", "Day Rate", "Rate (per day)"),
}
ROLE_HEADS = (
    "Role",
    "Personnel",
    "Position",
    "Labor Category",
    "Grade",
    "Resource",
    "Title",
    "Classification",
)
AN = {"hour": "hour", "day": "8-hour day"}


def write_rates(draft: SampleDraft, *, alone: bool) -> int:
    """A rate card and what limits or estimates it; gives about what the work may come to."""
    draw = draft.draw
    unit = draw.pick(("hour", "hour", "day"))
    shape = draw.shape(
        "rates.shape",
        (
            "table",
            "table",
            "matrix",
            "matrix",
            "list",
            "list",
            "sentence",
            "sentence",
            "staffing",
            "staffing",
            "single",
            "single",
            "with_units",
            "with_units",
        ),
    )
    scale = {"INR": 20, "CHF": 1}.get(draft.country.currency, 1)
    count = {"single": 1, "sentence": 3}.get(shape, draw.whole(3, 9))
    roles = draw.some(ROLES, count, count)
    top = draw.whole(160, 380, 5) * scale * (8 if unit == "day" else 1)
    rates = [max(40 * scale, (top * (100 - 8 * n) // 100) // 5 * 5) for n in range(len(roles))]
    about = rates[0] * draw.whole(100, 600, 50) // (6 if unit == "day" else 1)
    before = len(draft.lines)
    parts = _SHAPES[shape](draft, roles, rates, unit)
    if draw.happens(0.5):
        limit = write_not_to_exceed(draft, about=about)
        if not alone:
            draft.others.setdefault("/not_to_exceed", []).append(None)
        parts.insert(draw.pick((0, len(parts))), limit)
    elif draw.happens(0.4):
        parts.append(write_estimate(draft, about=about))
    made = draft.lines[before]
    parts += write_conditions(draft, made, about=about, units={rate["unit"] for rate in made["rates"]})
    draft.section(
        draw.pick(("Fees", "Rates", "Compensation", "Charges", "Professional Fees", "Rates and Charges")),
        *parts,
    )
    for number, rate in enumerate(made["rates"]):
        draft.quotes[f"/rates/{number}/amount"] = f"{rate['role']} {rate['amount']}"
    return about


def _label(draft: SampleDraft, rates: list[dict[str, object]]) -> None:
    line(draft, "time_and_materials", "Time and materials", rates=rates)


def _rate(role: str, amount: int, unit: str, location: str | None = None) -> dict[str, object]:
    return {"role": role, "location": location, "amount": cents(amount), "unit": unit}


def _table(
    draft: SampleDraft, roles: list[str], rates: list[int], unit: str
) -> list[str | SampleBlock | SampleTable]:
    bare = draft.draw.happens(0.3)
    head = draft.variant(f"head.{unit}", UNIT_HEADS[unit])
    heads = (draft.variant("head.role", ROLE_HEADS), money_heading(draft, bare=bare, name=head))
    rows = [(role, figure(draft, rate, bare=bare)) for role, rate in zip(roles, rates, strict=True)]
    _label(draft, [_rate(role, rate, unit) for role, rate in zip(roles, rates, strict=True)])
    return [draft.clause("rates.intro"), finish(draft, heads, rows)]


def _with_units(
    draft: SampleDraft, roles: list[str], rates: list[int], unit: str
) -> list[str | SampleBlock | SampleTable]:
    """A column says what each rate is per; some are per hour, some per day."""
    units = [draft.draw.pick((unit, unit, "hour")) for _ in roles]
    amounts = [rate if one == unit else rate // 8 // 5 * 5 for rate, one in zip(rates, units, strict=True)]
    heads = (draft.variant("head.role", ROLE_HEADS), draft.draw.pick(("Unit", "UoM", "Per")), "Rate")
    shown = draft.draw.pick(
        ({"hour": "Hour", "day": "Day"}, {"hour": "per hour", "day": "per day"}, {"hour": "hr", "day": "day"})
    )
    rows = [
        (role, shown[one], figure(draft, amount, bare=False))
        for role, one, amount in zip(roles, units, amounts, strict=True)
    ]
    _label(draft, [_rate(role, amount, one) for role, one, amount in zip(roles, units, amounts, strict=True)])
    return [draft.clause("rates.intro"), finish(draft, heads, rows)]


def _matrix(
    draft: SampleDraft, roles: list[str], rates: list[int], unit: str
) -> list[str | SampleBlock | SampleTable]:
    places = draft.draw.pick(LOCATIONS)
    bare = draft.draw.happens(0.3)
    unit_words = draft.draw.pick((f"per {unit}", f"{UNIT_HEADS[unit][0]}s", f"rate per {unit}"))
    role_head = draft.variant("head.role", ROLE_HEADS)
    heads = (
        role_head,
        *(money_heading(draft, bare=bare, name=f"{place} ({unit_words})") for place in places),
    )
    rows, labels = [], []
    for role, rate in zip(roles, rates, strict=True):
        other = rate * 6 // 10 // 5 * 5
        rows.append((role, figure(draft, rate, bare=bare), figure(draft, other, bare=bare)))
        labels += [_rate(role, rate, unit, places[0]), _rate(role, other, unit, places[1])]
    _label(draft, labels)
    return [draft.clause("rates.intro"), finish(draft, heads, rows)]


def _staffing(
    draft: SampleDraft, roles: list[str], rates: list[int], unit: str
) -> list[str | SampleBlock | SampleTable]:
    """Effort x rate = amount, with a total that is an estimate."""
    effort = "Hours" if unit == "hour" else "Days"
    heads = (
        draft.variant("head.role", ROLE_HEADS),
        draft.draw.pick((f"Estimated {effort}", effort, f"Est. {effort}")),
        draft.variant(f"head.{unit}", UNIT_HEADS[unit]),
        draft.draw.pick(("Amount", "Total", "Extended Amount", "Estimated Fee")),
    )
    rows, total = [], 0
    for role, rate in zip(roles, rates, strict=True):
        quantity = draft.draw.whole(8, 240, 4)
        total += quantity * rate
        rows.append((role, str(quantity), draft.money(rate), draft.money(quantity * rate)))
    rows.append((draft.draw.pick(("Total", "Estimated total", "TOTAL")), "", "", draft.money(total)))
    draft.others.setdefault("/contract_value", []).append(cents(total))
    draft.others.setdefault("/not_to_exceed", []).append(cents(total))
    _label(draft, [_rate(role, rate, unit) for role, rate in zip(roles, rates, strict=True)])
    return [draft.clause("rates.intro"), finish(draft, heads, rows)]


def _values(draft: SampleDraft, role: str, rate: int, unit: str) -> dict[str, str]:
    unitly = "hourly" if unit == "hour" else "daily"
    return {
        "role": role,
        "rate": draft.money(rate),
        "unit": unit,
        "unit_short": "hr" if unit == "hour" else "day",
        "unitly": unitly,
        "Unitly": unitly.title(),
        "unit_an": AN[unit],
    }


def _list(
    draft: SampleDraft, roles: list[str], rates: list[int], unit: str
) -> list[str | SampleBlock | SampleTable]:
    item = draft.wording("rates.item")
    mark = draft.draw.pick(("•", "–", "", "*"))
    _label(draft, [_rate(role, rate, unit) for role, rate in zip(roles, rates, strict=True)])
    blocks = [
        SampleBlock("item", item.text.format_map(_values(draft, role, rate, unit)), mark=mark)
        for role, rate in zip(roles, rates, strict=True)
    ]
    return [draft.clause("rates.intro"), *blocks]


def _sentence(
    draft: SampleDraft, roles: list[str], rates: list[int], unit: str
) -> list[str | SampleBlock | SampleTable]:
    form = draft.variant(
        "rates.part",
        (
            "{rate} per {unit} for {role}s",
            "{rate} per {unit} ({role})",
            "{rate}/{unit_short} for the {role}",
            "for the {role}, {rate} per {unit}",
        ),
    )
    written = [
        form.format_map(_values(draft, role, rate, unit)) for role, rate in zip(roles, rates, strict=True)
    ]
    joined = ", ".join(written[:-1]) + " and " + written[-1]
    _label(draft, [_rate(role, rate, unit) for role, rate in zip(roles, rates, strict=True)])
    return [draft.clause("rates.sentence", {"parts": joined})]


def _single(
    draft: SampleDraft, roles: list[str], rates: list[int], unit: str
) -> list[str | SampleBlock | SampleTable]:
    _label(draft, [_rate("Services", rates[0], unit)])
    return [draft.clause("rates.single", _values(draft, roles[0], rates[0], unit))]


_SHAPES = {
    "table": _table,
    "with_units": _with_units,
    "matrix": _matrix,
    "staffing": _staffing,
    "list": _list,
    "sentence": _sentence,
    "single": _single,
}
