from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store import Store

SOW = """STATEMENT OF WORK {number}

This Statement of Work is entered into by Acme Corp. ("Customer") and Beta LLC ("Provider") effective
January 1, 2026.

Fees. Customer shall pay a fixed fee of ${number},000.00. Invoices are due net 30 days.
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'data' / 'engross.db'}"


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(url: str, data_folder: Path) -> Iterator[Store]:
    opened = Store(url, data_folder)
    yield opened
    opened.close()


@pytest.fixture
def sow() -> Callable[[int], bytes]:
    return lambda number: SOW.format(number=number).encode()


@pytest.fixture
def folder(tmp_path: Path, sow: Callable[[int], bytes]) -> Path:
    """Six contracts, one of them twice, a broken file and one that is no contract file."""
    place = tmp_path / "in"
    (place / "sub").mkdir(parents=True)
    for number in range(1, 7):
        (place / f"sow-{number}.txt").write_bytes(sow(number))
    (place / "sub" / "again.txt").write_bytes(sow(1))
    (place / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    (place / "photo.bin").write_bytes(b"\0\1")
    return place
