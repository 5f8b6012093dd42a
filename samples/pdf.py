"""A sample contract as a PDF, the same bytes every time."""

from __future__ import annotations

from html import escape
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from samples.source import Source, SourceBlock, signature_rows

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10.5, leading=13.5, spaceAfter=7)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=9.5, leading=12, spaceAfter=0)
HEAD = ParagraphStyle("head", parent=CELL, fontName="Times-Bold")
STYLES = {
    "title": ParagraphStyle(
        "title", parent=BODY, fontName="Times-Bold", fontSize=15, leading=19, alignment=TA_CENTER
    ),
    "heading": ParagraphStyle("heading", parent=BODY, fontName="Times-Bold", spaceBefore=5),
    "item": ParagraphStyle("item", parent=BODY, leftIndent=22),
}
GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])
WIDTH = 6.5 * inch


def write_pdf(source: Source) -> bytes:
    """The contract's pages, with its header and numbered footer on each."""
    out = BytesIO()
    # Margins are an inch. Uncompressed, since what zlib makes of a page differs from build to build.
    template = SimpleDocTemplate(
        out, pagesize=LETTER, title=source.slug, author="", invariant=1, pageCompression=0
    )

    def frame(canvas: Canvas, _: object) -> None:
        canvas.saveState()
        canvas.setFont("Times-Italic", 8.5)
        canvas.drawString(inch, 10.45 * inch, source.header)
        canvas.drawString(inch, 0.6 * inch, source.footer)
        canvas.drawRightString(7.5 * inch, 0.6 * inch, f"Page {canvas.getPageNumber()}")
        canvas.restoreState()

    flow = [flowable for block in source.blocks for flowable in _flowables(block)]
    template.build(flow, onFirstPage=frame, onLaterPages=frame)
    return out.getvalue()


def _flowables(block: SourceBlock) -> list[Flowable]:
    match block.kind:
        case "page":
            return [PageBreak()]
        case "table":
            return [_table(block.rows), Spacer(1, 8)]
        case "signatures":
            rows = [[Paragraph(cell, CELL) for cell in row] for row in signature_rows(block)]
            return [Spacer(1, 10), Table(rows, colWidths=[WIDTH / 2] * 2, hAlign="LEFT")]
        case _:
            return [Paragraph(escape(block.text), STYLES.get(block.kind, BODY))]


def _table(rows: tuple[tuple[str, ...], ...]) -> Table:
    """A ruled table, its columns as wide as their longest cell asks for, its heading on every page."""
    longest = [max(12, min(60, max(map(len, column)))) for column in zip(*rows, strict=True)]
    widths = [WIDTH * length / sum(longest) for length in longest]
    cells = [
        [Paragraph(escape(cell), CELL if number else HEAD) for cell in row] for number, row in enumerate(rows)
    ]
    return Table(cells, colWidths=widths, repeatRows=1, style=GRID, hAlign="LEFT")
