"""A sample contract as a Word file, numbered by Word, with tracked changes; the same bytes every time."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from samples.source import CHANGE, Source, SourceBlock, signature_rows

NUMBERING = "7"
WRITTEN = datetime(2026, 1, 5, 9, tzinfo=UTC)
_LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    f'<w:lvlText w:val="{text}"/></w:lvl>'
    for level, text in enumerate(("%1.", "%1.%2"))
)


def write_docx(source: Source) -> bytes:
    """The contract's paragraphs and tables, with its header and its numbered footer."""
    document = docx.Document()
    properties = document.core_properties
    properties.created = properties.modified = WRITTEN
    properties.title, properties.author = source.slug, ""
    define_numbering(document)
    _frame(document, source)
    automatic = any(block.kind == "numbered" for block in source.blocks)
    for block in source.blocks:
        _write_block(document, block, automatic=automatic)
    out = BytesIO()
    document.save(out)
    return with_fixed_times(out.getvalue())


def define_numbering(document: Any) -> None:
    """Clauses 1., 2. and subclauses 1.1, 1.2; an abstract numbering must stand before every use of one."""
    numbering = document.part.numbering_part.element
    head = (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{NUMBERING}0"><w:multiLevelType w:val="multilevel"/>'
    )
    numbering.insert(0, parse_xml(f"{head}{_LEVELS}</w:abstractNum>"))
    use = f'<w:num {nsdecls("w")} w:numId="{NUMBERING}0"><w:abstractNumId w:val="{NUMBERING}0"/></w:num>'
    numbering.append(parse_xml(use))


def _frame(document: Any, source: Source) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = source.header
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{source.footer}\tPage ")
    footer._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"/>'))  # noqa: SLF001 - no public door


def _write_block(document: Any, block: SourceBlock, *, automatic: bool) -> None:
    match block.kind:
        case "page":
            document.add_page_break()
        case "table":
            _write_table(document, block.rows, heading=True)
        case "signatures":
            _write_table(document, signature_rows(block), heading=False)
        case "title":
            title = document.add_paragraph()
            title.alignment = WD_ALIGN_PARAGRAPH.CENTER
            write_runs(title, block.text, bold=True)
        case "heading" if automatic:
            write_numbered(document, block.text, level=0)
        case "numbered":
            write_numbered(document, block.text, level=1)
        case "item":
            write_runs(document.add_paragraph(style="List Bullet"), block.text)
        case _:
            write_runs(document.add_paragraph(), block.text, bold=block.kind == "heading")


def write_numbered(document: Any, text: str, *, level: int) -> None:
    """A paragraph that Word numbers by itself."""
    paragraph = document.add_paragraph()
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - no public door to numbering
    numbered = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{NUMBERING}0"/></w:numPr>'
    properties.append(parse_xml(numbered))
    write_runs(paragraph, text, bold=level == 0)


def _write_table(document: Any, rows: tuple[tuple[str, ...], ...], *, heading: bool) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid" if heading else "Normal Table"
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            write_runs(cell.paragraphs[0], text, bold=heading and cells is rows[0])
    document.add_paragraph()


def write_runs(paragraph: Any, text: str, *, bold: bool = False) -> None:
    """The text, with what is marked as deleted or inserted as tracked changes."""
    place = 0
    for number, change in enumerate(CHANGE.finditer(text), start=1):
        paragraph.add_run(text[place : change.start()]).bold = bold or None
        _write_change(paragraph, change[1], change[2], number=number)
        place = change.end()
    paragraph.add_run(text[place:]).bold = bold or None


def _write_change(paragraph: Any, sign: str, words: str, *, number: int) -> None:
    element = paragraph.add_run(words)._r  # noqa: SLF001 - tracked changes have no public door
    kind = "del" if sign == "-" else "ins"
    if sign == "-":
        element.find(qn("w:t")).tag = qn("w:delText")
    about = f'w:id="{number}" w:author="Contracts desk" w:date="2026-02-02T10:00:00Z"'
    change = parse_xml(f"<w:{kind} {nsdecls('w')} {about}/>")
    element.addprevious(change)
    change.append(element)


def with_fixed_times(data: bytes) -> bytes:
    """The same package, with every member dated alike."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(out, "w", ZIP_DEFLATED) as fixed:
        for name in package.namelist():
            member = ZipInfo(name, (2026, 1, 5, 9, 0, 0))
            member.compress_type = ZIP_DEFLATED
            fixed.writestr(member, package.read(name))
    return out.getvalue()
