"""What an image shows, by the number of Tesseract's page segmentation mode."""

from __future__ import annotations

from enum import IntEnum


class Layout(IntEnum):
    """How the recogniser is to look at an image."""

    PAGE = 3
    BLOCK = 6
    LINE = 7


PAGE, BLOCK, LINE = Layout.PAGE, Layout.BLOCK, Layout.LINE
