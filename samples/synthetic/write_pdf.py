"""Paper as a PDF, the same bytes every time, and as a scan of it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from io import BytesIO
from random import Random
from typing import Any

import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from samples.synthetic import blocks as page
from samples.synthetic.blocks import Paper, SampleBlock, accepted

TYPEFACES = (
    ("Times-Roman", "Times-Bold", 10.5),
    ("Helvetica", "Helvetica-Bold", 9.5),
    ("Courier", "Courier-Bold", 9),
    ("Times-Roman", "Times-Bold", 9),
)
SCAN_DPI = 200


def write_pdf(paper: Paper) -> bytes:
    """The paper's pages."""
    size = LETTER if paper.letter_size else A4
    styles = _styles(paper)
    pages = _count_pages(paper, size, styles) if "{all}" in paper.page_marks else 0
    return _build(paper, size, styles, pages)


def _count_pages(paper: Paper, size: tuple[float, float], styles: dict[str, ParagraphStyle]) -> int:
    with pypdfium2.PdfDocument(_build(paper, size, styles, 0)) as pdf:
        return len(pdf)


def _build(paper: Paper, size: tuple[float, float], styles: dict[str, ParagraphStyle], pages: int) -> bytes:
    out = BytesIO()
    template = BaseDocTemplate(
        out, pagesize=size, title=paper.name, author="", invariant=1, pageCompression=0
    )
    gap = 18.0
    width = (size[0] - 2 * inch - gap * (paper.columns - 1)) / paper.columns
    frames = [
        Frame(inch + place * (width + gap), inch, width, size[1] - 2 * inch, leftPadding=0, rightPadding=0)
        for place in range(paper.columns)
    ]
    template.addPageTemplates([PageTemplate(frames=frames, onPage=_frame(paper, size, styles, pages))])
    flow = [flowable for block in paper.blocks for flowable in _flowables(block, styles, width)]
    template.build(flow)
    return out.getvalue()


def _frame(
    paper: Paper, size: tuple[float, float], styles: dict[str, ParagraphStyle], pages: int
) -> Callable[[Canvas, Any], None]:
    def draw(canvas: Canvas, _: object) -> None:
        canvas.saveState()
        canvas.setFont(styles["text"].fontName, 8)
        canvas.drawString(inch, size[1] - 0.6 * inch, paper.header)
        canvas.drawString(inch, size[1] - 0.4 * inch, paper.furniture)
        canvas.drawString(inch, 0.6 * inch, paper.footer)
        mark = paper.page_marks.format(n=canvas.getPageNumber(), all=pages)
        canvas.drawRightString(size[0] - inch, 0.6 * inch, mark)
        canvas.restoreState()

    return draw


def _styles(paper: Paper) -> dict[str, ParagraphStyle]:
    plain, bold, size = TYPEFACES[paper.typeface]
    body = ParagraphStyle("text", fontName=plain, fontSize=size, leading=size * 1.28, spaceAfter=size * 0.6)
    return {
        "text": body,
        "cell": ParagraphStyle("cell", parent=body, fontSize=size - 1, leading=size * 1.15, spaceAfter=0),
        "head": ParagraphStyle(
            "head", parent=body, fontName=bold, fontSize=size - 1, leading=size * 1.15, spaceAfter=0
        ),
        "title": ParagraphStyle(
            "title", parent=body, fontName=bold, fontSize=size + 4, leading=size + 8, alignment=TA_CENTER
        ),
        "centred": ParagraphStyle("centred", parent=body, fontName=bold, alignment=TA_CENTER),
        "heading": ParagraphStyle("heading", parent=body, fontName=bold, spaceBefore=4),
        "item": ParagraphStyle("item", parent=body, leftIndent=22),
    }


def _flowables(block: SampleBlock, styles: dict[str, ParagraphStyle], width: float) -> list[Flowable]:
    match block.kind:
        case "page":
            return [PageBreak()]
        case "table" if block.table:
            return _tables(block.table, styles, width)
        case "signatures":
            rows = [[Paragraph(escape(cell), styles["cell"]) for cell in row] for row in block.signers]
            return [Spacer(1, 8), Table(rows, colWidths=[width / 2] * 2, hAlign="LEFT"), Spacer(1, 8)]
        case _:
            words = (
                f"{block.mark} {accepted(block.text)}".strip() if block.mark != "#" else accepted(block.text)
            )
            return [Paragraph(escape(words), styles.get(block.kind, styles["text"]))]


def _tables(table: page.SampleTable, styles: dict[str, ParagraphStyle], width: float) -> list[Flowable]:
    """One table, or two with a page end between them and the heading repeated."""
    if not table.break_after:
        return [_table(table.rows, table, styles, width), Spacer(1, 8)]
    cut = table.headings + table.break_after
    first, rest = table.rows[:cut], (*table.rows[: table.headings], *table.rows[cut:])
    return [
        _table(first, table, styles, width),
        PageBreak(),
        _table(rest, table, styles, width),
        Spacer(1, 8),
    ]


def _table(
    rows: tuple[tuple[str, ...], ...],
    table: page.SampleTable,
    styles: dict[str, ParagraphStyle],
    width: float,
) -> Table:
    longest = [max(8, min(44, max(map(len, column)))) for column in zip(*rows, strict=True)]
    widths = [width * length / sum(longest) for length in longest]
    cells = [
        [
            Paragraph(escape(accepted(cell)), styles["head" if number < table.headings else "cell"])
            for cell in row
        ]
        for number, row in enumerate(rows)
    ]
    style: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    if table.ruled:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.grey))
    style += [("SPAN", (first, row), (last, row)) for row, first, last in table.merged]
    return Table(cells, colWidths=widths, repeatRows=table.headings, style=TableStyle(style), hAlign="LEFT")


def scanned(pdf: bytes, *, seed: int) -> bytes:
    """The PDF printed and scanned: images only, a little askew, blurred and noisy."""
    random = Random(seed)  # noqa: S311 - chance, not secrecy
    out = BytesIO()
    canvas: Canvas | None = None
    with pypdfium2.PdfDocument(pdf) as document:
        for sheet in document:
            size = sheet.get_size()
            image = _worn(sheet.render(scale=SCAN_DPI / 72).to_pil().convert("L"), random)
            canvas = canvas or Canvas(out, pagesize=size, invariant=1)
            canvas.setPageSize(size)
            canvas.drawImage(ImageReader(image), 0, 0, *size)
            canvas.showPage()
    if canvas:
        canvas.save()
    return out.getvalue()


def _worn(image: Image.Image, random: Random) -> Image.Image:
    angle = random.uniform(-0.8, 0.8)
    image = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    image = image.filter(ImageFilter.GaussianBlur(random.uniform(0.2, 0.7)))
    grain = Image.frombytes("L", (256, 256), random.randbytes(256 * 256)).resize(image.size)
    image = Image.blend(image, grain, random.uniform(0.01, 0.06))
    out = BytesIO()
    image.save(out, "JPEG", quality=random.randint(60, 90))
    return Image.open(BytesIO(out.getvalue()))
