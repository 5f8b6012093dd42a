"""How long it runs, whether it renews, and which law governs."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from samples.synthetic.draft import SampleDraft
from samples.synthetic.notation import NUMERIC


def write_term(draft: SampleDraft) -> None:
    """The term in one of its forms, with or without renewal, and termination beside it."""
    shape = draft.draw.shape(
        "term.shape",
        ("months", "until", "from_to", "both", "months", "from_to", "until", "months", "none", "both"),
    )
    parts = []
    months = draft.draw.pick((3, 6, 9, 12, 12, 18, 24, 24, 36, 36, 48, 60))
    if shape != "none":
        parts.append(_term_sentence(draft, shape, months))
    if shape in {"months", "both"} and draft.draw.happens(0.6):
        parts.append(_renewal(draft))
    elif shape != "none" and draft.draw.happens(0.25):
        parts.append(draft.clause("renewal.option", _renewal_values(draft)))
        _settle_options(draft)
    draft.facts["/hidden/months"] = months
    notice = draft.days(draft.draw.pick((7, 14, 21, 28, 45, 75)))
    if draft.draw.happens(0.7):
        parts.append(draft.clause("termination", {"notice": notice}))
    if parts:
        heading = draft.draw.pick(
            ("Term", "Term and Termination", "Duration", "Term of Agreement", "Period of Performance")
        )
        joined = [" ".join(parts)] if draft.draw.happens(0.4) else parts
        draft.section(heading, *joined)


def end_of(draft: SampleDraft, months: int) -> date:
    """The last day of the term."""
    end = draft.begins + relativedelta(months=months) - timedelta(days=1)
    if draft.date_key in NUMERIC and end.day <= 12:
        end = end.replace(day=28)
    return end


def _term_sentence(draft: SampleDraft, shape: str, months: int) -> str:
    effective = "Effective Date" if not draft.letter else "date of this letter"
    years = draft.draw.happens(0.5) and months % 12 == 0
    length = draft.days(months // 12, "year") if years else draft.days(months, "month")
    values = {"months": length, "months_caps": length[0].upper() + length[1:], "effective": effective}
    if shape == "months":
        _count_end(draft, months)
        return draft.clause("term.months", values | {"/term_months": months})
    end = end_of(draft, months)
    values |= {"end": draft.day(end), "/end_date": end.isoformat()}
    if shape == "until":
        return draft.clause("term.until", values)
    if shape == "both":
        return draft.clause("term.both", values | {"/term_months": months})
    start = draft.later(draft.draw.whole(0, 40))
    sentence = draft.clause("term.from_to", values | {"start": draft.day(start)})
    draft.facts["/start_date"] = start.isoformat()
    return sentence


def _count_end(draft: SampleDraft, months: int) -> None:
    """No date is stated, but whoever counts the months from the effective date is not wrong."""
    if effective := draft.facts.get("/effective_date"):
        after = date.fromisoformat(effective) + relativedelta(months=months)
        ends = [after.isoformat(), (after - timedelta(days=1)).isoformat()]
        draft.others.setdefault("/end_date", []).extend(ends)


def _renewal_values(draft: SampleDraft) -> dict[str, object]:
    again = draft.draw.pick((6, 12, 12, 12, 24, 36))
    days = draft.draw.pick((30, 30, 45, 60, 60, 90, 90, 120, 180))
    length = (
        draft.days(again // 12, "year")
        if again % 12 == 0 and draft.draw.happens(0.5)
        else draft.days(again, "month")
    )
    notice = (
        draft.days(days // 30, "month") if days % 30 == 0 and draft.draw.happens(0.25) else draft.days(days)
    )
    return {"again": length, "notice": notice, "/hidden/again": again, "/hidden/notice": days}


def _renewal(draft: SampleDraft) -> str:
    values = _renewal_values(draft)
    return draft.clause(
        "renewal",
        values
        | {
            "/renewal/automatic": True,
            "/renewal/term_months": values["/hidden/again"],
            "/renewal/notice_days": values["/hidden/notice"],
        },
    )


def _settle_options(draft: SampleDraft) -> None:
    """The '*' of an option is what was drawn for it."""
    for key, hidden in (("term_months", "again"), ("notice_days", "notice")):
        if draft.facts.get(f"/renewal/{key}") == "*":
            draft.facts[f"/renewal/{key}"] = draft.facts[f"/hidden/{hidden}"]


def write_law(draft: SampleDraft) -> None:
    """The governing law, in nine of ten documents."""
    if draft.draw.happens(0.1):
        return
    written, label = draft.draw.pick(draft.country.laws)
    capital = written[0].upper() + written[1:]
    sentence = draft.clause("law", {"law": written, "law_cap": capital, "/governing_law": label})
    if label == "England and Wales" and written == "England":
        draft.others.setdefault("/governing_law", []).append("England")
    draft.section(
        draft.draw.pick(
            ("Governing Law", "Applicable Law", "Law and Jurisdiction", "General", "Miscellaneous")
        ),
        sentence,
    )
