"""The whole price in one sentence."""

from __future__ import annotations

from samples.synthetic.draft import SampleDraft


def write_total(draft: SampleDraft, total: int, *, alone: bool = True) -> str:
    """The total price; where other fees stand beside it, it may not be the contract's."""
    written = draft.money(total, formal=draft.draw.happens(0.35))
    if draft.draw.happens(0.15):
        written = draft.tracked(draft.money(total - total // 10), written)
    sentence = draft.clause("total", {"total": written, "/contract_value": f"{total}.00"})
    if not alone:
        draft.others.setdefault("/contract_value", []).append(None)
    return sentence


def line(draft: SampleDraft, method: str, name: str, **more: object) -> dict[str, object]:
    """Add a contract line and give it back."""
    made: dict[str, object] = {"id": str(len(draft.lines) + 1), "name": name, "billing_method": method} | more
    draft.lines.append(made)
    return made


def cents(amount: int) -> str:
    """A whole amount as the labels have it."""
    return f"{amount}.00"
