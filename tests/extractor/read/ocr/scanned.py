"""Makes scans of PDFs: rendered, tilted, blurred and noisy, as a scanner gives them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


def page_images(
    data: bytes, *, dpi: int = 200, angle: float = 0.7, turn: int = 0, noise: float = 8.0
) -> list[Image.Image]:
    """The pages of a PDF as a scanner sees them; the angle and the turn go counter-clockwise."""
    pdf = pdfium.PdfDocument(data)
    pages = [pdf[number].render(scale=dpi / 72, grayscale=True).to_pil() for number in range(len(pdf))]
    return [_worn(page.convert("L"), angle, turn, noise) for page in pages]


def _worn(page: Image.Image, angle: float, turn: int, noise: float) -> Image.Image:
    page = page.rotate(angle, fillcolor=250, resample=Image.Resampling.BICUBIC)
    page = page.filter(ImageFilter.GaussianBlur(0.6))
    grain = np.random.default_rng(7).normal(0.0, noise, (page.height, page.width))
    worn = np.clip(np.asarray(page, dtype=np.float64) * 0.94 + 6 + grain, 0, 255).astype(np.uint8)
    return Image.fromarray(np.rot90(worn, turn // 90))


def scan_of(data: bytes, *, dpi: int = 200, angle: float = 0.7, turn: int = 0) -> bytes:
    """A PDF of page images of a PDF."""
    pages = page_images(data, dpi=dpi, angle=angle, turn=turn)
    return saved(pages, "PDF", resolution=dpi, quality=70)


def saved(pages: Sequence[Image.Image], kind: str, **options: Any) -> bytes:
    """The images as one file of this kind."""
    buffer = io.BytesIO()
    more: dict[str, Any] = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    pages[0].save(buffer, kind, **more, **options)
    return buffer.getvalue()


def pdf_drawn(pages: Sequence[tuple[Sequence[str], Image.Image | None]], *, hidden: bool = False) -> bytes:
    """A PDF of pages with an image over the whole page, or none, and lines of text upon it, hidden or not."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter)
    for lines, image in pages:
        if image is not None:
            canvas.drawImage(ImageReader(image), 0, 0, *letter)
        canvas.setFont("Helvetica", 9)
        for number, line in enumerate(lines):
            canvas.drawString(40, 770 - 12 * number, line, mode=3 if hidden else None)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
