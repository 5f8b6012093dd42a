"""Bring a database to the newest tables, from empty or from any release."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import make_url, text

from store.database import open_engine

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 7_402_114


def upgrade(url: str, *, revision: str = "head") -> None:
    """Migrate to a revision; a database that is there already stays as it is."""
    _migrate(url, revision, up=True)


def downgrade(url: str, *, revision: str) -> None:
    """Take migrations back to a revision; 'base' takes all tables away."""
    _migrate(url, revision, up=False)


def _migrate(url: str, revision: str, *, up: bool) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    database = make_url(url).database
    if make_url(url).get_backend_name() == "sqlite" and database not in {None, "", ":memory:"}:
        Path(str(database)).parent.mkdir(parents=True, exist_ok=True)
    engine = open_engine(url)
    try:
        with engine.begin() as connection:  # one transaction: a migration is whole or was not
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            config.attributes["connection"] = connection
            (command.upgrade if up else command.downgrade)(config, revision)
    finally:
        engine.dispose()
