"""The clock of SQLite before 3.42: `unixepoch('subsec')`, which the execution engine's tables ask for."""

from __future__ import annotations

import sqlite3
import time
from typing import Any

from sqlalchemy import Engine, event

KNOWS_SUBSECONDS = (3, 42)


def teach_subseconds() -> None:
    """Let every later SQLite connection of this process know `unixepoch('subsec')`; nothing where it does."""
    if sqlite3.sqlite_version_info < KNOWS_SUBSECONDS and not event.contains(Engine, "connect", _teach):
        event.listen(Engine, "connect", _teach)


def unixepoch(moment: str) -> float | None:
    """Seconds since 1970, with their fraction for 'subsec'; None for a moment not known, as SQLite's own."""
    now = time.time()
    return {"subsec": round(now, 3), "subsecond": round(now, 3), "now": float(int(now))}.get(moment)


def _teach(connection: Any, _record: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.create_function("unixepoch", 1, unixepoch)
