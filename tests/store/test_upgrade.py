from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlmodel import SQLModel

import store.tables  # noqa: F401 - fills the metadata
from store import downgrade, upgrade
from store.database import open_engine


def test_migrations_make_exactly_the_tables(url: str) -> None:
    upgrade(url)
    upgrade(url)
    engine = open_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_migrations_go_back_to_nothing(url: str) -> None:
    upgrade(url)
    downgrade(url, revision="base")
    engine = open_engine(url)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_every_connection_is_durable(url: str, tmp_path: Path) -> None:
    engine = open_engine(url)
    connections = [engine.raw_connection() for _ in range(3)]
    for connection in connections:
        cursor = connection.cursor()
        found = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
        cursor.close()
        assert found == ["wal", 2, 1, 15000]  # 2 is FULL
    for connection in connections:
        connection.close()
    engine.dispose()


def test_a_writer_holds_the_lock_from_its_first_statement(url: str, tmp_path: Path) -> None:
    upgrade(url)
    engine = open_engine(url)
    other = sqlite3.connect(tmp_path / "engross.db", timeout=0, isolation_level=None)
    with engine.begin():
        try:
            other.execute("BEGIN IMMEDIATE")
            locked = False
        except sqlite3.OperationalError:
            locked = True
    other.close()
    engine.dispose()
    assert locked
