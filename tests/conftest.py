"""Fixtures shared by all tests."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import HealthCheck, settings

# Both measure by the clock, and a busy machine is no failure of a property.
settings.register_profile("engross", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("engross")


class Golden(Protocol):
    """Compares text with a file, or rewrites the file under --update-golden."""

    def __call__(self, path: Path, actual: str) -> None: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected files, for review")


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Golden:
    update: bool = request.config.getoption("--update-golden")

    def compare(path: Path, actual: str) -> None:
        if update:
            path.write_text(actual, encoding="utf-8")
        assert path.exists(), f"{path.name} is missing; run with --update-golden and review it"
        assert actual == path.read_text(encoding="utf-8"), f"{path.name} differs; see git diff"

    return compare
