"""How large a document may be, and how much memory and time reading one may take."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000

FILE_BYTES = 50 * MEGABYTE
PAGES = 2_000
CHARACTERS = 5_000_000

ZIP_MEMBERS = 2_000
ZIP_UNPACKED_BYTES = 100 * MEGABYTE
ZIP_RATIO = 150
ZIP_RATIO_APPLIES_ABOVE_BYTES = 64_000
"""Small members of a real Word file (an empty comments part) pack better than any bomb needs to."""

ATTACHMENTS = 50
SCANNED_PAGES = 100
"""Pages of one file that are read from images; each takes about a second."""
SCANNERS = 4
"""Pages read from images at a time, at most."""
MARKUP_DEPTH = 200
"""Nested elements of a Word or HTML body that are followed; deeper ones are no contract."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a caged task may use.

    The processor time is what ends a task that works too long, the same on an idle machine and on a busy one.
    Time by the clock is many times that, and ends a task that sleeps or waits for what never comes.

    Attributes:
        memory_bytes: Address space above what the process maps when the task starts.
        cpu_seconds: Processor time.
        wall_seconds: Time by the clock.
        scan_cpu_seconds: Processor time once pages must be read from images.
        scan_wall_seconds: Time by the clock from then on.
        result_bytes: Size of what the task gives back.
    """

    memory_bytes: int = 900 * MEGABYTE
    cpu_seconds: int = 25
    wall_seconds: float = 600.0
    scan_cpu_seconds: int = 180
    scan_wall_seconds: float = 1_800.0
    result_bytes: int = 50 * MEGABYTE


DEFAULT_LIMITS = Limits()
