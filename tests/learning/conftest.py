from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    folder = tmp_path / "data"
    opened = Store(f"sqlite:///{folder / 'engross.db'}", folder)
    yield opened
    opened.close()
