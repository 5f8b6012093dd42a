"""What tables of money have in common: bare figures, headings of two lines, pages that break them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samples.synthetic.blocks import SampleTable
from samples.synthetic.draft import SampleDraft

_FIGURES = re.compile(r"\d[\d.,'\u00a0]*\d|\d")


def figure(draft: SampleDraft, amount: int, *, bare: bool) -> str:
    """An amount in a cell; bare ones leave the currency to the heading."""
    written = draft.money(amount)
    if not bare:
        return written
    found = _FIGURES.search(written)
    plain = found[0] if found else written
    draft.stated[f"{amount}.00"].append(plain)
    return plain


def money_heading(draft: SampleDraft, *, bare: bool, name: str = "") -> str:
    """'Amount', or 'Amount (EUR)' above bare figures."""
    plain = name or draft.variant(
        "head.amount",
        ("Amount", "Payment", "Fee", "Price", "Milestone Payment", "Amount Payable", "Value", "Cost"),
    )
    if not bare:
        return plain
    return draft.draw.pick(
        (
            f"{plain} ({draft.country.currency})",
            f"{plain} in {draft.country.currency}",
            f"{plain}, {draft.country.currency}",
        )
    )


def finish(
    draft: SampleDraft, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, pair: int | None = None
) -> SampleTable:
    """The table, some with a merged heading over the two columns from `pair` on, some cut by a page."""
    layout = draft.draw.shape("table.look", ("ruled", "aligned", "ruled", "aligned", "nested", "ruled"))
    cut = len(rows) // 2 if len(rows) >= 4 and draft.draw.happens(0.25) else 0
    if cut:
        draft.draw.chosen["table.break"] = "table.break"
    body, headings = [heads, *rows], 1
    merged: tuple[tuple[int, int, int], ...] = ()
    if pair is not None and draft.draw.happens(0.4):
        draft.draw.chosen["table.merged"] = "table.merged"
        over = [""] * len(heads)
        over[pair] = draft.draw.pick(("Payment", "Price", "Fee"))
        body, headings, merged = [tuple(over), heads, *rows], 2, ((0, pair, pair + 1),)
    return SampleTable(
        tuple(body),
        headings=headings,
        merged=merged,
        ruled=layout != "aligned",
        break_after=cut,
        nested=layout == "nested",
    )
