from __future__ import annotations

import sqlite3
import time

from sqlalchemy import Engine, create_engine, event, text

from workflows.backfill.sqlite_clock import KNOWS_SUBSECONDS, _teach, teach_subseconds, unixepoch

TABLE = "CREATE TABLE t (id INTEGER, at BIGINT NOT NULL DEFAULT (unixepoch('subsec') * 1000))"


def test_a_table_s_default_is_the_time_in_milliseconds() -> None:
    engine = create_engine("sqlite://")
    event.listen(engine, "connect", _teach)
    before = time.time()
    with engine.begin() as connection:
        connection.execute(text(TABLE))
        connection.execute(text("INSERT INTO t (id) VALUES (1)"))
        at = connection.execute(text("SELECT at FROM t")).scalar_one()
    engine.dispose()
    assert before * 1000 - 1 <= at <= time.time() * 1000 + 1


def test_only_older_sqlite_is_taught_and_once() -> None:
    teach_subseconds()
    teach_subseconds()
    older = sqlite3.sqlite_version_info < KNOWS_SUBSECONDS
    assert event.contains(Engine, "connect", _teach) == older


def test_a_moment_that_sqlite_does_not_know_is_null() -> None:
    assert unixepoch("yesterday") is None
    assert unixepoch("now") == int(unixepoch("now") or 0)
