"""Who signs, what the paper is, and from when it counts."""

from __future__ import annotations

from datetime import timedelta

from samples.synthetic.blocks import SampleBlock, SampleTable
from samples.synthetic.draft import SampleDraft


def write_opening(draft: SampleDraft) -> None:
    """The preamble, the effective date in one of its places, and what the paper sits under."""
    if draft.letter:
        _write_letter_opening(draft)
        return
    under = draft.kind in {"statement_of_work", "change_order", "order_form"}
    places = ("preamble", "apart", "cover", "preamble", "last", "apart", "preamble")
    _write_parties(draft, draft.draw.shape("effective.place", (*places, "silent") if under else places))
    if under:
        _write_under(draft)
    draft.front.append(SampleBlock("text", draft.clause("roles")))


def _write_parties(draft: SampleDraft, place: str) -> None:
    when = _when(draft) if place == "preamble" else ""
    preamble = draft.clause("preamble", _names(draft) | {"when": when})
    preamble = _tidied(preamble, dated=bool(when))
    for pointer in ("/parties/0/name", "/parties/1/name"):
        draft.quotes[pointer] = preamble[:300]
    if place == "cover":
        draft.front.append(SampleBlock("table", table=_cover(draft)))
    draft.front.append(SampleBlock("text", preamble))
    if place == "apart":
        draft.front.append(SampleBlock("text", draft.clause("effective.apart", _date(draft))))
        _settle_start(draft)
    if place == "last":
        _write_last(draft)


def _write_under(draft: SampleDraft) -> None:
    """The agreement that this one sits under, with its date."""
    earlier = draft.later(-draft.draw.whole(90, 900))
    number = f"MSA-{draft.draw.whole(1000, 9999)}"
    draft.front.append(
        SampleBlock("text", draft.clause("under", {"date": draft.day(earlier), "number": number}))
    )


def _write_last(draft: SampleDraft) -> None:
    """Effective when the last party has signed, which it does on the later date of the signature block."""
    draft.front.append(SampleBlock("text", draft.clause("effective.last")))
    signed = draft.later(9)
    draft.state("/effective_date", signed.isoformat(), "Date: " + draft.day(signed))
    draft.others["/effective_date"] = [None]


def _tidied(preamble: str, *, dated: bool) -> str:
    """Without what a missing date leaves behind, and with one definition of the Effective Date."""
    if not dated:
        preamble = preamble.replace(" (the “Effective Date”)", "")
    elif preamble.count("Effective Date") > 1:
        preamble = preamble.replace(" (the “Effective Date”)", "", 1)
    return (
        " ".join(preamble.split())
        .replace(" ,", ",")
        .replace(" .", ".")
        .replace(", ,", ",")
        .replace(",,", ",")
    )


def _date(draft: SampleDraft) -> dict[str, str]:
    return {"date": draft.day(draft.begins), "/effective_date": draft.begins.isoformat()}


def _when(draft: SampleDraft) -> str:
    when = draft.clause("effective.when", _date(draft))
    _settle_start(draft)
    return when


def _settle_start(draft: SampleDraft) -> None:
    """A date of commencement may be read as the start date too."""
    if "/start_date" in draft.others:
        draft.others["/start_date"] = [draft.begins.isoformat(), None]


def _names(draft: SampleDraft) -> dict[str, str]:
    parties = [draft.customer, draft.provider]
    if draft.facts["/first"] == "provider":
        parties.reverse()
    described = [
        f"{party.name}, {party.about}"
        + (f", {_seat(draft)} {party.address}" if draft.draw.happens(0.6) else "")
        for party in parties
    ]
    bare = [party.called.removeprefix("the ") for party in parties]
    return {
        "first": described[0],
        "second": described[1],
        "First": bare[0],
        "Second": bare[1],
        "TITLE": draft.words["title"].upper(),
    }


def _seat(draft: SampleDraft) -> str:
    return draft.draw.pick(
        (
            "having its principal place of business at",
            "with offices at",
            "whose registered office is at",
            "located at",
            "of",
        )
    )


def _cover(draft: SampleDraft) -> SampleTable:
    """A cover sheet of particulars."""
    written = draft.day(draft.begins)
    draft.state("/effective_date", draft.begins.isoformat(), written)
    label = draft.variant(
        "effective.cover",
        (
            "Effective Date",
            "Effective Date:",
            "Agreement date",
            "Date of this Agreement",
            "SOW Effective Date",
            "Effective from",
        ),
    )
    rows = [
        (draft.customer.called.removeprefix("the "), draft.customer.name),
        (draft.provider.called.removeprefix("the "), draft.provider.name),
        (label, written),
        ("Reference", f"{draft.draw.pick(('SOW', 'PO', 'C', 'ORD'))}-{draft.draw.whole(1000, 9999)}"),
    ]
    if draft.draw.happens(0.5):
        rows.insert(0, ("Prepared on", draft.day(draft.begins - timedelta(days=21))))
    return SampleTable(tuple(rows), headings=0, ruled=draft.draw.happens(0.6))


def _write_letter_opening(draft: SampleDraft) -> None:
    written = draft.day(draft.begins)
    for line in (
        draft.provider.name,
        draft.provider.address,
        written,
        draft.customer.name,
        draft.customer.address,
    ):
        draft.front.append(SampleBlock("text", line))
    draft.state("/effective_date", draft.begins.isoformat(), written)
    draft.others["/effective_date"] = [None]
    draft.front.append(
        SampleBlock(
            "text",
            "Dear " + draft.draw.pick(("Ms. Oduya", "Mr Lindqvist", "Sirs", "Dr. Blum", "Client")) + ",",
        )
    )
    names = {"firm": draft.provider.name, "client": draft.customer.name}
    opening = draft.clause("letter.opening", names)
    draft.front.append(SampleBlock("text", opening))
    for pointer in ("/parties/0/name", "/parties/1/name"):
        draft.quotes[pointer] = opening[:300]
