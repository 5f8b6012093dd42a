"""The store of the settings, opened for one command; and who acts there in the audit chain."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store import Store
    from store.audit import Trail


@contextmanager
def opened_store() -> Iterator[Store]:
    """The store that the ENGROSS_* variables name, closed at the end."""
    from workflows.settings import read_settings

    store = read_settings().open_store()
    try:
        yield store
    finally:
        store.close()


def the_trail() -> Trail:
    """The person at this command line, as the machine knows them."""
    from store.audit import Trail

    try:
        return Trail(f"cli:{getpass.getuser()}")
    except (KeyError, OSError):  # a container's user may have no name
        return Trail("cli")
