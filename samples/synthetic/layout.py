"""A draft as paper: title, numbered clauses, exhibits, signatures, headers and footers."""

from __future__ import annotations

from samples.synthetic.blocks import Paper, SampleBlock
from samples.synthetic.draft import SampleDraft, Section
from samples.synthetic.names import PEOPLE, POSTS

NUMBERINGS = ("plain", "decimal", "section", "article", "none", "letters", "automatic", "upper")
ROMAN = (
    "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV".split()
)
CLOSINGS = (
    "IN WITNESS WHEREOF, the parties have caused this {short} to be executed by their authorised representatives.",
    "Signed by the parties’ authorised representatives:",
    "AGREED AND ACCEPTED",
    "The parties have signed this {short} on the dates shown below.",
    "Executed as an agreement.",
)
PAGE_MARKS = ("Page {n}", "{n}", "- {n} -", "Page {n} of {all}", "{n} / {all}", "")


def lay_out(draft: SampleDraft, name: str) -> Paper:
    """Blocks in reading order with this document's numbering, and what stands on every page."""
    draw = draft.draw
    numbering = draw.shape("numbering", NUMBERINGS)
    if draw.happens(0.3):
        _move_fees(draft)
    title = draft.words["title"]
    blocks = [SampleBlock("title", title.upper() if draw.happens(0.5) else title)]
    if draft.letter and draw.happens(0.6):
        blocks = []
    blocks += draft.front
    for number, section in enumerate(draft.sections, start=1):
        blocks += _section(section, number, numbering)
    blocks += _signatures(draft)
    if draft.exhibits:
        blocks.append(SampleBlock("page"))
        mark = draw.pick(("Exhibit A", "Schedule 1", "Annex 1", "Appendix A", "Attachment 1"))
        blocks.append(SampleBlock("centred", mark))
        for section in draft.exhibits:
            blocks.append(SampleBlock("heading", section.heading))
            blocks += section.blocks
    return Paper(
        name,
        tuple(blocks),
        header=draw.pick(
            ("", title, f"{draft.customer.name} / {draft.provider.name}", "CONFIDENTIAL", "Execution Version")
        ),
        footer=draw.pick(("", title, "Confidential", f"© {draft.begins.year} {draft.provider.name}")),
        furniture=_furniture(draft),
        page_marks=draw.pick(PAGE_MARKS),
        columns=2 if draft.medium in {"pdf", "scan"} and draw.happens(0.08) else 1,
        typeface=draw.pick(range(4)),
        letter_size=draft.country.code in {"US", "CA"},
        automatic=numbering == "automatic",
        controls=draw.happens(0.2),
        line_width=draw.pick((72, 80, 96, 400)),
    )


def _furniture(draft: SampleDraft) -> str:
    if not draft.draw.happens(0.2):
        return ""
    draft.draw.chosen["furniture"] = "furniture.envelope"
    digits = f"{draft.draw.random.getrandbits(128):032X}"
    return f"DocuSign Envelope ID: {digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _move_fees(draft: SampleDraft) -> None:
    """Move the tables of fees to an exhibit, and leave a reference."""
    for place, section in enumerate(draft.sections):
        if any(block.kind == "table" for block in section.blocks):
            draft.exhibits.append(section)
            where = draft.draw.pick(
                (
                    "The fees are set out in the attached exhibit.",
                    "Charges are as stated in the attachment hereto.",
                    "See the schedule at the end.",
                )
            )
            draft.sections[place] = Section(section.heading, (SampleBlock("text", where),))
            draft.draw.chosen["exhibit"] = "exhibit.fees"
            return


def _section(section: Section, number: int, numbering: str) -> list[SampleBlock]:
    blocks = list(section.blocks)
    if numbering == "plain" and blocks and blocks[0].kind == "text":
        run_in = SampleBlock("text", f"{section.heading}. {blocks[0].text}", mark=f"{number}.")
        return [run_in, *blocks[1:]]
    heading = _heading(section.heading, number, numbering)
    forms = {"decimal": "{number}.{n}", "article": "{number}.{n}", "letters": "({letter})"}
    if numbering in forms:
        return [heading, *_numbered(blocks, forms[numbering], number)]
    return [heading, *blocks]


def _heading(heading: str, number: int, numbering: str) -> SampleBlock:
    match numbering:
        case "section":
            return SampleBlock("heading", f"{heading}.", mark=f"Section {number}.")
        case "article":
            return SampleBlock("heading", heading.upper(), mark=f"ARTICLE {ROMAN[min(number, 25) - 1]}")
        case "upper":
            return SampleBlock("heading", heading.upper(), mark=f"{number}")
        case "none":
            return SampleBlock("heading", heading)
        case "automatic":
            return SampleBlock("heading", heading, mark="#")
        case _:
            return SampleBlock("heading", heading, mark=f"{number}.")


def _numbered(blocks: list[SampleBlock], form: str, number: int) -> list[SampleBlock]:
    made, count = [], 0
    for block in blocks:
        if block.kind == "text":
            mark = form.format(number=number, n=count + 1, letter=chr(97 + count))
            made.append(SampleBlock("text", block.text, mark=mark))
            count += 1
        else:
            made.append(block)
    return made


def _signatures(draft: SampleDraft) -> list[SampleBlock]:
    draw = draft.draw
    signed = draft.facts.get("/effective_date")
    last = draft.later(9)
    dates = (draft.day(draft.later(4)), draft.day(last))
    if signed != last.isoformat() and draw.happens(0.5):
        dates = ("", "")
    if signed is None and dates[1]:
        draft.others.setdefault("/effective_date", []).append(last.isoformat())
    blank = "_" * 24
    first, second = draw.some(PEOPLE, 2, 2)
    rows = [
        (draft.customer.name, draft.provider.name),
        (f"By: {blank}", f"By: {blank}"),
        (f"Name: {first}", f"Name: {second}"),
        (f"Title: {draw.pick(POSTS)}", f"Title: {draw.pick(POSTS)}"),
        (f"Date: {dates[0]}".strip(), f"Date: {dates[1]}".strip()),
    ]
    if draft.letter:
        rows.insert(0, ("Agreed:", "Yours sincerely,"))
    closing = draw.pick(CLOSINGS).format(short=draft.words["short"])
    return [SampleBlock("text", closing), SampleBlock("signatures", signers=tuple(rows))]
