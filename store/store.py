"""One database and one folder, opened: a repository for each kind of thing that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from store.answers import Answers
from store.audit import AuditChain
from store.batches import Batches
from store.contracts import Contracts
from store.database import Database
from store.disputes import DisputeQueue
from store.documents import Documents
from store.events import EventLog
from store.keys import ApiKeys, load_pepper
from store.policies import Policies
from store.review import ReviewQueue
from store.schedules import ScheduleVersions
from store.upgrade import upgrade


class Store:
    """What is kept in one database and one folder.

    The constructor brings the database to the newest tables. Methods of the repositories may be called from
    several threads and processes; those within `with store.transaction():` commit together, each with its
    entry in the audit chain.
    """

    def __init__(self, url: str, folder: Path, *, pepper: bytes | None = None, migrate: bool = True) -> None:
        if migrate:
            upgrade(url)
        self._database = Database(url)
        self.documents = Documents(Path(folder) / "documents")
        self.contracts = Contracts(self._database, self.documents)
        self.review = ReviewQueue(self._database)
        self.schedules = ScheduleVersions(self._database)
        self.events = EventLog(self._database)
        self.disputes = DisputeQueue(self._database)
        self.policies = Policies(self._database)
        self.keys = ApiKeys(self._database, load_pepper(Path(folder)) if pepper is None else pepper)
        self.answers = Answers(self._database)
        self.batches = Batches(self._database)
        self.audit = AuditChain(self._database)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is saved within."""
        with self._database.write():
            yield

    def is_ready(self) -> bool:
        """Whether the database answers, with its tables."""
        try:
            self.contracts.page(limit=1)
        except SQLAlchemyError:
            return False
        return True

    def close(self) -> None:
        """Close all connections."""
        self._database.close()
