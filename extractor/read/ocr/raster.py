"""Page images: how fine a page is rendered, and what of it is ink."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

Pixels = NDArray[np.uint8]
"""A grey image, rows of pixels from the top, 0 black."""
Ink = NDArray[np.bool_]
"""Which pixels are dark."""

PixelsAndDpi = tuple[Pixels, int]
"""A page image and its pixels an inch."""

POINTS_PER_INCH = 72
DPI = 200
"""Finer pages are not read better, only more slowly."""
ENLARGED_DPI = 225
_COARSE = 180
_COARSEST = 90
_WHOLE = 0.6
"""Share of a page that the image of a scanned page covers at least."""
PAGE_PIXELS = 12_000_000
"""Of one page, at most."""
_FADED = 0.35
"""How far from paper to ink a pixel is that counts as ink."""
_DARKEST = 0.0005
"""Share of a page that is darker than its ink is taken to be."""
_GRAIN = 0.16
"""How far from paper to ink its grain goes."""
_COARSE_GRAIN = 0.065
"""Deviation of the paper, in its contrast to ink, from which grain troubles the recogniser."""
_SPARSE = 0.004
"""Share of ink on a page so empty that its grain is taken for ink."""
_MOST_INK = 0.5
_MOST_PIECES = 40_000
"""Pieces of ink of a page; one full of small print has some 10,000."""
_LEAST_CONTRAST = 24


def render(page: Any) -> PixelsAndDpi:
    """The page as shown in grey, and its pixels an inch; a coarse image is drawn pixel by pixel, then smoothly enlarged."""
    dpi = page_dpi(*page.get_size())
    own = _image_dpi(page)
    coarse = _COARSEST <= own < _COARSE and own < dpi
    bitmap = page.render(scale=(own if coarse else dpi) / POINTS_PER_INCH, grayscale=True)
    pixels = np.array(bitmap.to_numpy(), dtype=np.uint8)
    bitmap.close()
    pixels = pixels.reshape(pixels.shape[0], pixels.shape[1])
    return (enlarged(pixels, own) if coarse else pixels), (ENLARGED_DPI if coarse else dpi)


def enlarged(pixels: Pixels, dpi: int) -> Pixels:
    """A coarse image with as many pixels an inch as coarse letters need."""
    height, width = pixels.shape
    size = (round(width * ENLARGED_DPI / dpi), round(height * ENLARGED_DPI / dpi))
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BICUBIC), dtype=np.uint8)


def _image_dpi(page: Any) -> int:
    """Pixels an inch of the image that covers the page; 0 where none does."""
    width, height = page.get_size()
    for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) >= _WHOLE * width * height:
            return int(max(image.get_px_size()) * POINTS_PER_INCH / max(right - left, top - bottom) + 0.5)
    return 0


def page_dpi(width: float, height: float) -> int:
    """Pixels an inch for a page of this size in points; fewer where it would be a huge image."""
    inches = max(width * height, 1.0) / POINTS_PER_INCH**2
    return max(min(DPI, int(math.sqrt(PAGE_PIXELS / inches))), 1)


@dataclass(frozen=True, slots=True)
class Tones:
    """The greys of a page image.

    Attributes:
        paper: The grey of the paper.
        contrast: How much darker its ink is; 0 on a page of one grey.
    """

    paper: int
    contrast: int

    def ink(self, pixels: Pixels) -> Ink:
        """Which pixels are ink."""
        if not self.contrast:
            return np.zeros(pixels.shape, dtype=np.bool_)
        return pixels < self.paper - _FADED * self.contrast

    def is_page(self, pixels: Pixels) -> bool:
        """Whether its ink may be letters; grain and photographs fall into far more pieces or cover more."""
        ink = self.ink(pixels)
        share = np.count_nonzero(ink) / max(ink.size, 1)
        return bool(0 < share < _MOST_INK and ndimage.label(ink)[1] < _MOST_PIECES)

    def cleaned(self, pixels: Pixels) -> Pixels:
        """The image with plain paper in place of grain, where there is so much that it passes for ink."""
        sample = pixels[1::5, 1::5]
        near = sample[np.abs(sample.astype(np.int16) - self.paper) < _GRAIN * 2 * self.contrast]
        sparse = np.count_nonzero(self.ink(sample)) < _SPARSE * sample.size
        if not sparse and float(near.std()) < _COARSE_GRAIN * self.contrast:
            return pixels
        return np.where(pixels > self.paper - _GRAIN * self.contrast, np.uint8(self.paper), pixels)


def tones_of(pixels: Pixels) -> Tones:
    """The grey of the paper and that of the ink."""
    counts = np.cumsum(np.bincount(pixels[::3, ::3].ravel(), minlength=256))
    paper = int(np.searchsorted(counts, counts[-1] * 0.5))
    darkest = int(np.searchsorted(counts, counts[-1] * _DARKEST))
    return Tones(paper, paper - darkest if paper - darkest >= _LEAST_CONTRAST else 0)


def image_share(page: Any) -> float:
    """Share of the page that its largest image covers."""
    width, height = page.get_size()
    area = max(width * height, 1.0)
    shares = [0.0]
    for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        shares.append(max(right - left, 0.0) * max(top - bottom, 0.0) / area)
    return min(max(shares), 1.0)
