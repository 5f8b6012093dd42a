"""The one clock of the store."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> str:
    """This instant in UTC as fixed-width ISO 8601, so that texts sort like instants."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def milliseconds() -> int:
    """This instant as whole milliseconds since 1970 in UTC."""
    return time.time_ns() // 1_000_000
