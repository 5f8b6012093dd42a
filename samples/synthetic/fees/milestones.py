"""Payments on events, deliverables or dates: as a table, a list or a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samples.synthetic.blocks import SampleBlock, SampleTable
from samples.synthetic.draft import SampleDraft
from samples.synthetic.fees.tables import figure, finish, money_heading
from samples.synthetic.fees.totals import cents, line, write_total

NAMES = (
    "Project plan",
    "Requirements specification",
    "Kick-off workshop",
    "Solution design document",
    "Prototype",
    "Data model",
    "First release",
    "Beta version",
    "Integration test report",
    "User manuals",
    "Training of key users",
    "Pilot operation",
    "Draft report",
    "Site survey",
    "Final report",
    "Go-live",
    "Cut-over",
    "Warranty hand-over",
)
EVENTS = (
    "upon signing of this {short}",
    "on acceptance of {name}",
    "upon delivery of {name}",
    "on completion of {name}",
    "when {C} has approved {name}",
    "upon {C_poss} written acceptance of {name}",
    "after successful completion of {name}",
)
SHARES = {
    2: ((50, 50), (40, 60), (30, 70)),
    3: ((30, 40, 30), (25, 50, 25), (20, 50, 30), (50, 25, 25), (10, 60, 30)),
    4: ((25, 25, 25, 25), (10, 30, 40, 20), (20, 30, 30, 20), (15, 35, 35, 15)),
    5: ((20, 20, 20, 20, 20), (10, 20, 30, 25, 15), (10, 15, 25, 30, 20)),
    6: ((10, 15, 25, 20, 20, 10), (5, 15, 20, 25, 25, 10)),
    8: ((5, 10, 15, 20, 15, 15, 10, 10), (10, 10, 10, 20, 20, 10, 10, 10)),
    12: ((5, 5, 10, 10, 10, 10, 10, 10, 10, 10, 5, 5),),
}
ORDINALS = "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth".split()
LAYOUTS = (
    "milestone amount",
    "n milestone due amount",
    "milestone percent amount",
    "milestone event amount",
    "n milestone percent",
    "n milestone percent amount",
    "due milestone amount",
    "event amount",
    "milestone due percent amount",
    "amount event",
    "n event percent amount",
    "milestone event due amount",
)
HEADINGS = {
    "n": ("No.", "#", "Milestone No.", "Item", "M/S", "Ref"),
    "milestone": (
        "Milestone",
        "Deliverable",
        "Milestone / Deliverable",
        "Description",
        "Phase",
        "Payment Milestone",
        "Work Package",
    ),
    "due": ("Due Date", "Target Date", "Date", "Planned Date", "Payment Date", "Completion Date"),
    "percent": ("%", "Percentage", "% of Fee", "Share of Price", "Percent of Total", "Payment %"),
    "event": ("Payment Trigger", "When Payable", "Event", "Acceptance Criteria", "Payable", "Condition"),
}


@dataclass(frozen=True, slots=True)
class SampleMilestone:
    """One payment."""

    name: str
    amount: int
    percent: int
    due: date
    event: str


def write_milestones(draft: SampleDraft, *, total: int, alone: bool) -> None:
    """A milestone plan in one of its shapes; amounts, percents or both are the terms."""
    shape = draft.draw.shape(
        "milestones.shape",
        ("table", "table", "list", "list", "table", "table", "sentence", "sentence", "table", "table"),
    )
    milestones = _drawn(draft, total, most=5 if shape == "sentence" else 12)
    if shape == "table":
        return _write_table(draft, milestones, total, alone=alone)
    if shape == "list":
        return _write_list(draft, milestones, total, alone=alone)
    return _write_sentence(draft, milestones, total, alone=alone)


def _drawn(draft: SampleDraft, total: int, *, most: int) -> list[SampleMilestone]:
    count = draft.draw.pick([n for n in SHARES if n <= most])
    shares = draft.draw.pick(SHARES[count])
    names = draft.draw.some(NAMES, count, count)
    dated = sorted(draft.draw.whole(20, 300) for _ in shares)
    made = []
    for number, (name, share) in enumerate(zip(names, shares, strict=True)):
        event = draft.draw.pick(EVENTS[1:]) if number else draft.draw.pick(EVENTS)
        written = draft.spoken(event, {"name": f"the {name}"})
        made.append(SampleMilestone(name, total * share // 100, share, draft.later(dated[number]), written))
    return made


def _label(
    draft: SampleDraft, milestones: list[SampleMilestone], *, shown: set[str], quotes: list[str], total: int
) -> None:
    """The contract line; an amount is the term where it is stated, else the percent."""
    items = []
    for number, (milestone, quote) in enumerate(zip(milestones, quotes, strict=True)):
        stated = "amount" if "amount" in shown else "percent"
        items.append(
            {
                "id": f"M{number + 1}",
                "name": milestone.name if shown & {"milestone"} else milestone.event,
                "amount": cents(milestone.amount) if stated == "amount" else None,
                "percent": str(milestone.percent) if stated == "percent" else None,
                "due_date": milestone.due.isoformat() if "due" in shown else None,
                "trigger": milestone.event if "event" in shown else None,
            }
        )
        draft.quotes[f"/milestones/{number}/{stated}"] = quote[:300]
        if {"amount", "percent"} <= shown:
            draft.others[f"/milestones/{number}/percent"] = [str(milestone.percent)]
    made = line(draft, "milestone", "Fixed price", milestones=items)
    if "/contract_value" in draft.facts:
        made["amount"] = cents(total)
    draft.others.setdefault("/billing_methods", []).append({"add": "fixed_price"})


def _write_table(draft: SampleDraft, milestones: list[SampleMilestone], total: int, *, alone: bool) -> None:
    columns = tuple(draft.variant("milestones.layout", LAYOUTS).split())
    footing = draft.draw.shape("milestones.footing", ("total", "none", "subtotals", "total", "none", "total"))
    parts: list[str | SampleTable] = []
    if "amount" not in columns or draft.draw.happens(0.55):
        parts.append(write_total(draft, total, alone=alone))
    parts.append(draft.clause("milestones.intro"))
    bare = draft.draw.happens(0.3)
    rows = [_row(draft, columns, number, milestone, bare=bare) for number, milestone in enumerate(milestones)]
    quotes = [" ".join(row) for row in rows]
    if footing == "subtotals" and "amount" in columns and columns[0] != "amount" and len(rows) > 3:
        cut = len(rows) // 2
        sums = (sum(m.amount for m in milestones[:cut]), sum(m.amount for m in milestones[cut:]))
        rows.insert(
            cut,
            _foot(
                draft,
                columns,
                draft.draw.pick(("Subtotal Phase 1", "Sub-total", "Subtotal")),
                sums[0],
                0,
                bare=bare,
            ),
        )
        rows.append(_foot(draft, columns, "Subtotal", sums[1], 0, bare=bare))
    if footing != "none" and columns[0] != "amount":
        rows.append(
            _foot(
                draft,
                columns,
                draft.draw.pick(("Total", "TOTAL", "Total price", "Total:", "Sum")),
                total,
                100,
                bare=bare,
            )
        )
        if "amount" in columns and "/contract_value" not in draft.facts:
            draft.state("/contract_value", cents(total), " ".join(rows[-1]))
            draft.others.setdefault("/contract_value", []).extend([] if alone else [None])
    heads = tuple(
        money_heading(draft, bare=bare)
        if column == "amount"
        else draft.variant(f"head.{column}", HEADINGS[column])
        for column in columns
    )
    parts.append(finish(draft, heads, rows, pair=_pair(columns)))
    draft.section(
        draft.draw.pick(
            (
                "Payment Schedule",
                "Milestones",
                "Fees and Payment Schedule",
                "Price and Milestones",
                "Compensation",
            )
        ),
        *parts,
    )
    _label(draft, milestones, shown=set(columns), quotes=quotes, total=total)


def _pair(columns: tuple[str, ...]) -> int | None:
    """Where percent and amount stand side by side, the place of the first."""
    place = columns.index("percent") if "percent" in columns else -1
    return place if place >= 0 and columns[place + 1 : place + 2] == ("amount",) else None


def _row(
    draft: SampleDraft, columns: tuple[str, ...], number: int, milestone: SampleMilestone, *, bare: bool
) -> tuple[str, ...]:
    cells = {
        "n": draft.draw.chosen.setdefault(
            "milestone.number", draft.draw.pick(("{n}", "M{n}", "{n}."))
        ).format(n=number + 1),
        "milestone": milestone.name,
        "percent": f"{milestone.percent}%",
        "event": milestone.event[0].upper() + milestone.event[1:],
    }
    made = []
    for column in columns:
        if column == "amount":
            made.append(figure(draft, milestone.amount, bare=bare))
        elif column == "due":
            made.append(draft.day(milestone.due))
        else:
            made.append(cells[column])
    return tuple(made)


def _foot(
    draft: SampleDraft, columns: tuple[str, ...], name: str, total: int, percent: int, *, bare: bool
) -> tuple[str, ...]:
    cells = dict.fromkeys(columns, "")
    cells["amount"] = figure(draft, total, bare=bare)
    cells["percent"] = f"{percent}%" if percent else ""
    cells[next(column for column in columns if column != "n")] = name
    return tuple(cells[column] for column in columns)


def _values(draft: SampleDraft, milestone: SampleMilestone, number: int) -> dict[str, str]:
    return {
        "amount": draft.money(milestone.amount),
        "percent": draft.percent(milestone.percent),
        "event": milestone.event,
        "event_cap": milestone.event[0].upper() + milestone.event[1:],
        "name": milestone.name,
        "n": str(number + 1),
        "ordinal": ORDINALS[number],
    }


def _write_list(draft: SampleDraft, milestones: list[SampleMilestone], total: int, *, alone: bool) -> None:
    item = draft.wording("milestones.item")
    parts: list[str | SampleBlock] = []
    if "{amount}" not in item.text or draft.draw.happens(0.6):
        parts.append(write_total(draft, total, alone=alone))
    parts.append(draft.clause("milestones.intro"))
    marks = draft.draw.shape("milestones.marks", ("bullet", "letter", "number", "dash", "roman", "none"))
    quotes = []
    for number, milestone in enumerate(milestones):
        written = draft.spoken(item.text, _values(draft, milestone, number))
        last = number == len(milestones) - 1
        written += draft.draw.pick((";", ";", "")) if not last else "."
        quotes.append(written)
        parts.append(SampleBlock("item", written, mark=_mark(marks, number)))
    shown = {
        name
        for name, sign in (
            ("amount", "{amount}"),
            ("percent", "{percent}"),
            ("milestone", "{name}"),
            ("event", "{event"),
        )
        if sign in item.text
    }
    draft.section(
        draft.draw.pick(("Payment Schedule", "Milestone Payments", "Fees", "Payment Plan", "Compensation")),
        *parts,
    )
    _label(draft, milestones, shown=shown, quotes=quotes, total=total)


def _mark(marks: str, number: int) -> str:
    roman = "i ii iii iv v vi vii viii ix x xi xii".split()
    return {
        "bullet": "•",
        "letter": f"({chr(97 + number)})",
        "number": f"{number + 1}.",
        "dash": "–",
        "roman": f"({roman[number]})",
        "none": "",
    }[marks]


def _write_sentence(
    draft: SampleDraft, milestones: list[SampleMilestone], total: int, *, alone: bool
) -> None:
    form = draft.wording("milestones.part")
    first = write_total(draft, total, alone=alone)
    written = [form.text.format_map(_values(draft, m, n)) for n, m in enumerate(milestones)]
    joined = (", " if draft.draw.happens(0.6) else "; ").join(written[:-1]) + " and " + written[-1]
    sentence = draft.clause("milestones.sentence", {"parts": joined, "count": str(len(milestones))})
    shown = {"event"} | {name for name in ("amount", "percent") if "{" + name in form.text}
    draft.section(
        draft.draw.pick(("Fees", "Price and Payment", "Compensation", "Charges")), f"{first} {sentence}"
    )
    _label(draft, milestones, shown=shown, quotes=written, total=total)
