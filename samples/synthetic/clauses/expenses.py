"""Whether out-of-pocket expenses come on top, on what conditions and up to what."""

from __future__ import annotations

from samples.synthetic.draft import SampleDraft

YES = {"/expenses/reimbursable": True}
NO = {"/expenses/reimbursable": False}
ASK = YES | {"/expenses/preapproval": True}


def write_expenses(draft: SampleDraft) -> None:
    """Reimbursed with conditions, included, or not a word."""
    shape = draft.draw.shape(
        "expenses.shape",
        ("reimbursed", "reimbursed", "included", "included", "reimbursed", "reimbursed", "silent", "silent"),
    )
    if shape == "silent":
        return
    if shape == "included":
        draft.section(_heading(draft), draft.clause("expenses.included"))
        return
    item = draft.money(draft.draw.whole(100, 900, 50))
    parts = [draft.clause("expenses.reimbursed", {"item": item})]
    if "without markup" not in parts[0] and " at cost" not in parts[0] and draft.draw.happens(0.25):
        markup = draft.draw.pick((5, 8, 10, 12, 15))
        values = {"markup": draft.percent(markup), "/expenses/markup_percent": str(markup)}
        parts.append(draft.clause("expenses.markup", values))
    if draft.draw.happens(0.4):
        cap = draft.draw.whole(1500, 18000, 500)
        parts.append(draft.clause("expenses.cap", {"cap": draft.money(cap), "/expenses/cap": f"{cap}.00"}))
        if "consent" in parts[-1]:
            draft.others.setdefault("/expenses/preapproval", []).extend([True, None])
    if draft.draw.happens(0.3):
        over = draft.draw.pick((25, 50, 75, 100))
        parts.append(
            draft.clause(
                "expenses.receipts",
                {"over": draft.money(over), "/expenses/receipts_over": f"{over}.00"},
            )
        )
    draft.section(_heading(draft), " ".join(parts))


def _heading(draft: SampleDraft) -> str:
    return draft.draw.pick(
        (
            "Expenses",
            "Reimbursable Expenses",
            "Travel and Expenses",
            "Costs and Disbursements",
            "Out-of-pocket Costs",
        )
    )
