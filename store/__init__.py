"""Where contracts, documents, schedules, review items, events, disputes, keys and the audit trail live."""

from store.store import Store
from store.upgrade import downgrade, upgrade

__all__ = ["Store", "downgrade", "upgrade"]
