"""Tesseract as the program of the system, one process for each page."""

from __future__ import annotations

import io
import os
import shutil
import subprocess

from PIL import Image

from extractor.read.ocr.raster import Pixels
from extractor.read.ocr.segmentation import PAGE, Layout
from models.errors import DamagedDocument


def tesseract_path() -> str | None:
    """Where the program is, if it is."""
    return shutil.which("tesseract")


class TesseractCommand:
    """The program `tesseract`, given the page on its standard input."""

    def table_of(self, pixels: Pixels, dpi: int, layout: Layout = PAGE) -> str:
        """As `Engine.table_of`."""
        image = io.BytesIO()
        Image.fromarray(pixels).save(image, "PPM")
        mode = str(int(layout))
        result = subprocess.run(  # noqa: S603 - the program on the path, its arguments our own
            [tesseract_path() or "tesseract", "-", "-", "-l", "eng", "--dpi", str(dpi), "--psm", mode, "tsv"],
            input=image.getvalue(),
            capture_output=True,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
        if result.returncode:
            reason = result.stderr.decode(errors="replace").strip().splitlines()[:1]
            raise DamagedDocument(f"The program tesseract failed on a page: {''.join(reason)[:200]}")
        return result.stdout.decode(errors="replace")
