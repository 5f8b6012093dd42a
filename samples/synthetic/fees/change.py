"""Change orders: what the price was, by how much it moves, and what it is from now on."""

from __future__ import annotations

from samples.synthetic.blocks import SampleTable
from samples.synthetic.clauses.adjustments import round_to
from samples.synthetic.draft import SampleDraft
from samples.synthetic.fees.totals import cents, line

ROWS = (
    "Original contract price",
    "Previously approved changes",
    "Amount of this change",
    "Revised contract price",
)


def write_change(draft: SampleDraft, *, total: int) -> None:
    """Old amount, difference and new amount, in a sentence or a little table."""
    more = round_to(total // 6)
    old = total - more
    values = {"old": draft.money(old), "more": draft.money(more), "new": draft.money(total)}
    shape = draft.draw.shape("change.shape", ("recital", "recital", "table", "table", "recital", "recital"))
    if shape == "table":
        rows = (
            (ROWS[0], values["old"]),
            (ROWS[1], draft.money(0)),
            (ROWS[2], values["more"]),
            (ROWS[3], values["new"]),
        )
        table = SampleTable(rows, headings=0, ruled=draft.draw.happens(0.5))
        draft.state("/contract_value", cents(total), " ".join(rows[3]))
        draft.section(
            draft.draw.pick(("Price", "Adjustment of Price", "Contract Amount")),
            "The price changes as follows.",
            table,
        )
    else:
        sentence = draft.clause("change", values | {"/contract_value": cents(total)})
        draft.section(draft.draw.pick(("Price", "Change in Price", "Recitals", "Compensation")), sentence)
    draft.others["/contract_value"] = [cents(more), None]
    line(draft, "fixed_price", "Additional work", amount=cents(more))
    draft.others["/fixed_fees"] = [[], [{"name": "Revised price", "amount": cents(total)}]]
    draft.others["/billing_methods"] = [[]]
