"""Reads page images by character recognition, several at a time."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from extractor.read.confinement import allow_scans
from extractor.read.limits import SCANNERS
from extractor.read.ocr.engine import open_engine, require_engine
from extractor.read.ocr.page import PageReading, lay_out_reading, read_image
from extractor.read.ocr.raster import Pixels, PixelsAndDpi
from extractor.read.page_layout import PageLayout


def read_scans(images: Iterable[PixelsAndDpi]) -> Iterator[PageLayout]:
    """The layouts of page images, in their order; few images are held at a time.

    Raises:
        NoTextLayer: No recogniser is installed.
    """
    require_engine()
    allow_scans()
    workers = min(_processors(), SCANNERS)
    own = threading.local()

    def read(pixels: Pixels, dpi: int) -> PageReading:
        if not hasattr(own, "engine"):
            own.engine = open_engine()
        return read_image(own.engine, pixels, dpi)

    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[PageReading]] = deque()
        for pixels, dpi in images:
            waiting.append(pool.submit(read, pixels, dpi))
            if len(waiting) > workers:
                yield lay_out_reading(waiting.popleft().result())
        while waiting:
            yield lay_out_reading(waiting.popleft().result())


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
