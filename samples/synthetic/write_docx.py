"""Paper as a Word file: numbered by Word, tracked changes, content controls, nested tables, headers."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from samples.synthetic.blocks import Paper, SampleBlock, SampleTable
from samples.word import WRITTEN, define_numbering, with_fixed_times, write_numbered, write_runs

BULLETS = {"•", "–", "*"}


def write_docx(paper: Paper) -> bytes:
    """The paper's paragraphs and tables."""
    document = docx.Document()
    properties = document.core_properties
    properties.created = properties.modified = WRITTEN
    properties.title, properties.author = paper.name, ""
    define_numbering(document)
    section = document.sections[0]
    section.header.paragraphs[0].text = " ".join(filter(None, (paper.furniture, paper.header)))
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{paper.footer}\t")
    if paper.page_marks:
        footer._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"/>'))  # noqa: SLF001 - no public door
    for block in paper.blocks:
        _write_block(document, block, paper)
    out = BytesIO()
    document.save(out)
    return with_fixed_times(out.getvalue())


def _write_block(document: Any, block: SampleBlock, paper: Paper) -> None:
    match block.kind:
        case "page":
            document.add_page_break()
        case "table" if block.table:
            _write_table(document, block.table)
        case "signatures":
            _write_table(document, SampleTable(block.signers, headings=0, ruled=False))
        case "title" | "centred":
            paragraph = document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            write_runs(paragraph, block.text, bold=True)
        case "heading" if block.mark == "#":
            write_numbered(document, block.text, level=0)
        case "text" if paper.automatic:
            _write_text(document, block, paper)
        case "item" if block.mark in BULLETS:
            write_runs(document.add_paragraph(style="List Bullet"), block.text)
        case _:
            _write_text(document, block, paper)


def _write_text(document: Any, block: SampleBlock, paper: Paper) -> None:
    paragraph = document.add_paragraph()
    write_runs(paragraph, f"{block.mark} {block.text}".strip(), bold=block.kind == "heading")
    if paper.controls and block.kind == "text" and "{-" not in block.text:
        _wrap(paragraph)


def _wrap(paragraph: Any) -> None:
    """Put the paragraph's runs into a content control."""
    element = paragraph._p  # noqa: SLF001 - content controls have no public door
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
    runs = [child for child in element if child.tag.endswith("}r")]
    for run in runs:
        control[1].append(run)
    element.append(control)


def _write_table(document: Any, table: SampleTable) -> None:
    made = document
    if table.nested:
        made = document.add_table(rows=1, cols=1).rows[0].cells[0]
    drawn = made.add_table(rows=len(table.rows), cols=len(table.rows[0]))
    if table.ruled:
        drawn.style = document.styles["Table Grid"]
    for number, (row, cells) in enumerate(zip(drawn.rows, table.rows, strict=True)):
        for cell, words in zip(row.cells, cells, strict=True):
            write_runs(cell.paragraphs[0], words, bold=number < table.headings)
    for row_number, first, last in table.merged:
        row = drawn.rows[row_number]
        row.cells[first].merge(row.cells[last])
    document.add_paragraph()
