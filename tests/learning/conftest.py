from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store import Store
from tests.workflows.conftest import SOW


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    folder = tmp_path / "data"
    opened = Store(f"sqlite:///{folder / 'engross.db'}", folder)
    yield opened
    opened.close()


@pytest.fixture
def sow() -> Callable[[int], bytes]:
    return lambda number: SOW.format(number=number).encode()
