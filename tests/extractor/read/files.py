"""Builds real and hostile files for the reading tests."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

import docx
import numpy as np
from docx.document import Document as WordDocument
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

W_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD = (
    f'xmlns:w="{W_NAMESPACE}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def pdf_of_lines(pages: Sequence[Sequence[str]], *, top: float = 720, encrypt: str | None = None) -> bytes:
    """A PDF with these lines on its pages."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, encrypt=encrypt)
    for lines in pages:
        canvas.setFont("Helvetica", 10)
        for number, line in enumerate(lines):
            canvas.drawString(72, top - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def pdf_placed(texts: Sequence[tuple[float, float, str]], *, rotation: int = 0) -> bytes:
    """A PDF of one page with texts at places counted from the lower left."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter)
    if rotation:
        canvas.setPageRotation(rotation)
    canvas.setFont("Helvetica", 10)
    for x, y, text in texts:
        canvas.drawString(x, y, text)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def pdf_with_table(rows: Sequence[Sequence[str]], *, ruled: bool, repeat_header: bool = False) -> bytes:
    """A PDF with one table, which goes on over pages."""
    buffer = io.BytesIO()
    table = Table(
        [list(row) for row in rows], colWidths=[200, 120, 100], repeatRows=1 if repeat_header else 0
    )
    if ruled:
        table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    SimpleDocTemplate(buffer, pagesize=letter).build([table])
    return buffer.getvalue()


def pdf_with_wrapped_cells(rows: Sequence[Sequence[str]], *, ruled: bool, align: str) -> bytes:
    """A PDF with prose, a table whose cells wrap, and prose."""
    buffer = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    table = Table([[Paragraph(cell, style) for cell in row] for row in rows], colWidths=[60, 150, 100, 80])
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), align)]))
    if ruled:
        table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    prose = Paragraph("The Customer shall pay the fees within thirty days of the invoice. " * 4, style)
    SimpleDocTemplate(buffer, pagesize=letter).build([prose, Spacer(1, 10), table, Spacer(1, 10), prose])
    return buffer.getvalue()


def pdf_of_image() -> bytes:
    """A PDF whose page is an image, as a scanner makes it."""
    pixels = zlib.compress(bytes(range(256)) * 40)
    content = b"q 612 0 0 792 0 0 cm /I Do Q"
    return pdf_of_objects(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
                b"/Resources << /XObject << /I 5 0 R >> >> >>"
            ),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Type /XObject /Subtype /Image /Width 128 /Height 80 /ColorSpace /DeviceGray "
            b"/BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
            % (len(pixels), pixels),
        ]
    )


def pdf_of_vast_image() -> bytes:
    """A small PDF of one page of five metres with an image of 900 million pixels."""
    content = b"q 14400 0 0 14400 0 0 cm /I Do Q"
    pixels = zlib.compress(bytes(30_000 * 30_000 // 8), 9)
    return pdf_of_objects(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 14400 14400] /Contents 4 0 R "
                b"/Resources << /XObject << /I 5 0 R >> >> >>"
            ),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Type /XObject /Subtype /Image /Width 30000 /Height 30000 /ColorSpace /DeviceGray "
            b"/BitsPerComponent 1 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
            % (len(pixels), pixels),
        ]
    )


def pdf_of_noise() -> bytes:
    """A PDF of a page of random grey pixels, over which a recogniser would ponder for minutes."""
    grey = np.random.default_rng(1).integers(0, 256, (2_200, 1_700), dtype=np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(grey).save(buffer, "PDF", resolution=200)
    return buffer.getvalue()


def pdf_with_scanned_annex(lines: Sequence[str]) -> bytes:
    """A PDF of a page of words and a page that is an image."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter)
    for number, line in enumerate(lines):
        canvas.drawString(72, 720 - 14 * number, line)
    canvas.showPage()
    image = Image.new("L", (64, 64), 200)
    canvas.drawInlineImage(image, 0, 0, 612, 792)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def pdf_bomb(megabytes: int) -> bytes:
    """A small PDF whose page unpacks, in two steps, to so many megabytes of drawing."""
    drawing, megabyte = zlib.compressobj(1), b"q Q " * 250_000
    packed = zlib.compress(
        b"".join(drawing.compress(megabyte) for _ in range(megabytes)) + drawing.flush(), 9
    )
    return pdf_of_objects(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
            b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n%s\nendstream"
            % (len(packed), packed),
        ]
    )


def pdf_of_pages(count: int) -> bytes:
    """A PDF of so many blank pages, which share one object."""
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>"
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    return pdf_of_objects([b"<< /Type /Catalog /Pages 2 0 R >>", tree, *[page] * count])


def pdf_of_objects(objects: Sequence[bytes]) -> bytes:
    """A PDF of raw objects, the first being its catalogue."""
    body, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    body += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(body)


def word_bytes(document: WordDocument) -> bytes:
    """A python-docx document as bytes."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word_of(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A Word file with this markup as its body, and further parts (`footnotes`, `numbering`) by name."""
    plain = zipfile.ZipFile(io.BytesIO(word_bytes(docx.Document())))
    members = {name: plain.read(name) for name in plain.namelist()}
    members["word/document.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {_WORD}><w:body>{body}</w:body></w:document>'
    ).encode()
    for number, (name, markup) in enumerate((parts or {}).items(), start=900):
        members[f"word/{name}.xml"] = markup.replace("<w:", "<w:", 1).replace(">", f" {_WORD}>", 1).encode()
        _relate(members, name, number)
    return zip_of(members)


def _relate(members: dict[str, bytes], name: str, number: int) -> None:
    kind = name.rstrip("0123456789")
    relations = members["word/_rels/document.xml.rels"]
    if f'/{kind}"'.encode() not in relations:
        entry = f'<Relationship Id="rId{number}" Type="{_RELATIONS}{kind}" Target="{name}.xml"/>'
        members["word/_rels/document.xml.rels"] = relations.replace(
            b"</Relationships>", entry.encode() + b"</Relationships>"
        )
        override = f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}{kind}+xml"/>'
        types = members["[Content_Types].xml"]
        members["[Content_Types].xml"] = types.replace(b"</Types>", override.encode() + b"</Types>")


def zip_of(members: Mapping[str, bytes]) -> bytes:
    """A zip archive of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """Markup of a Word paragraph of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
