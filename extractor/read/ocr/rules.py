"""Finds the rules drawn on a page image, gives them as lines and takes them away before words are read."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from extractor.read.ocr.raster import Ink, Pixels, Tones

Rule = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""

_SHORTEST_ACROSS = 0.4
"""Inches; a dash or a serif is shorter."""
_SHORTEST_DOWN = 0.24
_THICKEST = 0.05
_FILLED = 0.92
"""Share of a rule that is dark; a scan leaves gaps."""
_SMOOTH = 3
"""Pixels along a rule that are taken together, so that noise goes and the rule stays."""
_FAINTEST = 0.08
"""Contrast of the faintest rule, in that of ink."""
_NOISE = 3.0
_EVEN = 0.5
"""Share of its usual darkness that a rule has nearly everywhere."""
_MOST = 4_000
_MARGIN = 3
"""Pixels taken away beside a rule, where it fades into the paper."""


def find_rules(pixels: Pixels, tones: Tones, dpi: int) -> tuple[list[Rule], list[Rule], Ink]:
    """Rules across, rules down, and their pixels with what they fade into."""
    thickest = max(int(_THICKEST * dpi), 4)
    rows = list(_rules_across(pixels, tones, thickest, int(_SHORTEST_ACROSS * dpi)))
    columns = [
        (x0, top, x1, bottom)
        for top, x0, bottom, x1 in _rules_across(pixels.T, tones, thickest, int(_SHORTEST_DOWN * dpi))
    ]
    mask = np.zeros(pixels.shape, dtype=np.bool_)
    for x0, top, x1, bottom in (*rows, *columns):
        mask[max(top - _MARGIN, 0) : bottom + _MARGIN, max(x0 - _MARGIN, 0) : x1 + _MARGIN] = True
    return rows, columns, mask


def without_rules(pixels: Pixels, mask: Ink, paper: int) -> Pixels:
    """The image with paper where the rules were."""
    return np.where(mask, np.uint8(paper), pixels)


def _rules_across(pixels: Pixels, tones: Tones, thickest: int, length: int) -> Iterator[Rule]:
    ridges = _ridges(pixels, tones.contrast, thickest)
    labels, _ = ndimage.label(_runs(ridges, length), structure=np.ones((3, 3)))
    for rows, columns in ndimage.find_objects(labels)[:_MOST]:
        if rows.stop - rows.start > thickest + 2:
            continue  # a filled area, or a line of letters
        ends = _even_stretch(tones.paper - pixels[rows, columns].min(axis=0).astype(np.int16))
        if ends is not None and ends[1] - ends[0] >= 0.8 * length:
            yield columns.start + ends[0], rows.start, columns.start + ends[1], rows.stop


def _even_stretch(darkness: NDArray[np.int16]) -> tuple[int, int] | None:
    """Where a rule begins and ends by how dark it is; None where its darkness comes and goes as letters do."""
    dark = darkness > _EVEN * float(np.median(darkness))
    places = np.flatnonzero(dark)
    if not len(places):
        return None
    first, last = int(places[0]), int(places[-1]) + 1
    return (first, last) if len(places) >= _FILLED * (last - first) else None


def _ridges(pixels: Pixels, contrast: int, thickest: int) -> Ink:
    """Where a row is darker than both the row a little above and the row a little below, along some pixels."""
    smooth = ndimage.uniform_filter1d(pixels, _SMOOTH, axis=1, output=np.int16)
    noise = float(np.median(np.abs(np.diff(smooth[::7, :: _SMOOTH + 2], axis=1)))) * _NOISE
    least = max(_FAINTEST * contrast, noise, 4.0)
    ridges = np.zeros(pixels.shape, dtype=np.bool_)
    for reach in (thickest // 2, thickest):
        beside = np.minimum(smooth[: -2 * reach], smooth[2 * reach :])
        ridges[reach:-reach] |= beside - smooth[reach:-reach] > least
    return ridges


def _runs(dark: Ink, length: int) -> Ink:
    """Stretches of rows that are dark over this length, a row above or below helping."""
    thick = dark.copy()
    thick[1:] |= dark[:-1]
    thick[:-1] |= dark[1:]
    height, width = dark.shape
    if width <= length:
        return np.zeros_like(dark)
    counts = np.zeros((height, width + 1), dtype=np.int32)
    np.cumsum(thick, axis=1, out=counts[:, 1:], dtype=np.int32)
    hits = counts[:, length:] - counts[:, :-length] >= _FILLED * length
    edges = np.zeros((height, width + 1), dtype=np.int32)
    edges[:, : hits.shape[1]] += hits
    edges[:, length:] -= hits[:, : width + 1 - length]
    runs: Ink = np.cumsum(edges[:, :width], axis=1) > 0
    return runs
