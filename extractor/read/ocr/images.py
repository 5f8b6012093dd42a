"""Reads image files: PNG, JPEG, and TIFF with its pages."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from extractor.read.limits import SCANNED_PAGES
from extractor.read.ocr.raster import DPI, PAGE_PIXELS, PixelsAndDpi
from models.errors import DamagedDocument, DocumentTooLarge, NoTextLayer

_FORMATS = ("PNG", "JPEG", "TIFF")
_MOST_PIXELS = 60_000_000
_SMALLEST = 200
"""Pixels; a smaller image is a logo."""
_PAGE_INCHES = 8.5
"""Width of the page that an image without a resolution is taken to show."""
_COARSEST = 70
_FINEST = 1_200
_COARSE = 150
_BROKEN = (OSError, ValueError, SyntaxError, struct.error, EOFError, TypeError, KeyError, IndexError)


def page_images(data: bytes) -> Iterator[PixelsAndDpi]:
    """The pages of an image file in grey, with their pixels an inch.

    Raises:
        DamagedDocument: It is cut off or broken.
        DocumentTooLarge: It has too many pixels or pages.
        NoTextLayer: It is too small to show a page.
    """
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image)):
                if number >= SCANNED_PAGES:
                    raise DocumentTooLarge(f"The image has more than {SCANNED_PAGES} pages; split it.")
                yield _page(frame)
    except (*_BROKEN, Image.DecompressionBombError) as error:
        raise DamagedDocument(
            "The image is cut off or broken; open it in a viewer, save it as PNG and send that."
        ) from error


def _page(frame: Image.Image) -> PixelsAndDpi:
    if frame.width * frame.height > _MOST_PIXELS:
        raise DocumentTooLarge(
            f"The image has {frame.width:,} by {frame.height:,} pixels; save it with {DPI} to the inch."
        )
    if min(frame.size) < _SMALLEST:
        raise NoTextLayer("The image is too small to show a page of words; send the whole page.")
    dpi = _dpi(frame)
    grey = _grey(ImageOps.exif_transpose(frame))
    wanted = min(max(dpi, _COARSE), DPI) if dpi else DPI
    scale = min(wanted / dpi, (PAGE_PIXELS / (grey.width * grey.height)) ** 0.5)
    if abs(scale - 1) > 0.1:
        grey = grey.resize(
            (max(round(grey.width * scale), 1), max(round(grey.height * scale), 1)), Image.Resampling.LANCZOS
        )
        dpi *= scale
    return np.asarray(grey, dtype=np.uint8), max(round(dpi), 1)


def _dpi(frame: Image.Image) -> float:
    """Pixels an inch as the file says, or as they are where it shows a page from edge to edge."""
    said = frame.info.get("dpi", (0, 0))
    dpi = float(said[0]) if isinstance(said, tuple) and said else 0.0
    plausible = _COARSEST < dpi <= _FINEST and frame.width / dpi < 2 * _PAGE_INCHES
    return dpi if plausible else min(frame.size) / _PAGE_INCHES


def _grey(image: Image.Image) -> Image.Image:
    """The image in grey on white paper."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        over = image.convert("RGBA")
        paper = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(paper, over).convert("L")
    if image.mode.startswith("I;16") or image.mode == "I":
        return Image.fromarray((np.asarray(image, dtype=np.float64) / 257).clip(0, 255).astype(np.uint8))
    return image.convert("L")
