"""Turns a page image upright: quarter turns by its lines of ink, small angles by how sharp they stand."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractor.read.ocr.raster import Pixels
from models.extraction import Box

_STEP = 3
"""Every so many pixels are looked at."""
_MOST_POINTS = 60_000
_COARSE = np.arange(-6.0, 6.01, 0.3)
_FINE = np.arange(-0.3, 0.301, 0.03)
_LEAST_ANGLE = 0.04
_FEW_POINTS = 200


@dataclass(frozen=True, slots=True)
class Frame:
    """How an upright image came from the page as it is shown.

    Attributes:
        scale: Pixels a point.
        width: Of the shown page in pixels.
        height: Of the shown page in pixels.
        turn: Degrees counter-clockwise by which it was turned: 0, 90, 180 or 270.
        angle: Degrees counter-clockwise by which it was straightened after that.
    """

    scale: float
    width: int
    height: int
    turn: int = 0
    angle: float = 0.0

    @property
    def upright_size(self) -> tuple[int, int]:
        """Width and height of the upright image in pixels."""
        return (self.height, self.width) if self.turn in {90, 270} else (self.width, self.height)

    def to_page(self, box: Box) -> Box:
        """The box on the shown page, in points, of a box of the upright image, in points."""
        x0, y0, x1, y1 = box
        points = [self._shown(x, y) for x in (x0, x1) for y in (y0, y1)]
        if self.angle:  # the corners of a long box would make it high; its sides are what counts
            points = [self._shown(x0, (y0 + y1) / 2), self._shown(x1, (y0 + y1) / 2)]
            lean = (y1 - y0) / 2
            down = lean if self.turn in {0, 180} else 0.0
            across = lean - down
            points = [(x + s * across, y + s * down) for x, y in points for s in (-1, 1)]
        across_, down_ = [x for x, _ in points], [y for _, y in points]
        return (min(across_), min(down_), max(across_), max(down_))

    def _shown(self, x: float, y: float) -> tuple[float, float]:
        """A point of the shown page for one of the upright image, both in points."""
        wide, high = (side / self.scale for side in self.upright_size)
        cosine, sine = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        dx, dy = x - wide / 2, y - high / 2
        x, y = wide / 2 + cosine * dx - sine * dy, high / 2 + sine * dx + cosine * dy
        match self.turn:
            case 90:
                return high - y, x
            case 180:
                return wide - x, high - y
            case 270:
                return y, wide - x
            case _:
                return x, y


def turned(pixels: Pixels, turn: int) -> Pixels:
    """The image turned counter-clockwise by quarter turns."""
    return np.ascontiguousarray(np.rot90(pixels, turn // 90)) if turn else pixels


def straightened(pixels: Pixels, angle: float, paper: int) -> Pixels:
    """The image turned counter-clockwise by a small angle, its corners filled with paper."""
    if not angle:
        return pixels
    image = Image.fromarray(pixels).rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=paper)
    return np.asarray(image, dtype=np.uint8)


def skew_of(dark: NDArray[np.bool_]) -> float:
    """Degrees counter-clockwise that make the lines of ink level; 0 where they are."""
    across, down = _points(dark)
    if len(across) < _FEW_POINTS:
        return 0.0
    coarse = max(_COARSE, key=lambda angle: _sharpness(across, down, float(angle)))
    best = float(max(coarse + _FINE, key=lambda angle: _sharpness(across, down, float(angle))))
    return round(best, 2) if abs(best) >= _LEAST_ANGLE else 0.0


def stands_sideways(dark: NDArray[np.bool_]) -> bool:
    """Whether the lines of ink run down the page rather than across."""
    across, down = _points(dark)
    if len(across) < _FEW_POINTS:
        return False
    level = max(_sharpness(across, down, float(angle)) for angle in _COARSE[::2])
    upended = max(_sharpness(down, across, float(angle)) for angle in _COARSE[::2])
    return bool(upended > level)


def _points(dark: NDArray[np.bool_]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    down, across = np.nonzero(dark[::_STEP, ::_STEP])
    every = max(len(across) // _MOST_POINTS, 1)
    return across[::every].astype(np.float64), down[::every].astype(np.float64)


def _sharpness(across: NDArray[np.float64], down: NDArray[np.float64], angle: float) -> float:
    """How much the ink changes from one level row to the next once turned by the angle."""
    rows = down - across * math.tan(math.radians(angle))
    counts = np.bincount((rows - rows.min()).astype(np.int64)).astype(np.float64)
    return float(np.square(np.diff(counts)).sum())
