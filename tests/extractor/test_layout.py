"""A finder without a clause, a value and a test file of its own does not pass."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FIND = HERE.parents[1] / "extractor" / "find"
FINDERS = sorted(path for path in FIND.glob("*.py") if path.name != "__init__.py")


@pytest.mark.parametrize("path", FINDERS, ids=lambda path: path.stem)
def test_every_finder_has_its_test_file(path: Path) -> None:
    assert (HERE / "find" / f"test_{path.name}").is_file()


@pytest.mark.parametrize("path", FINDERS, ids=lambda path: path.stem)
def test_every_finder_shows_a_clause_and_its_value(path: Path) -> None:
    told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert told.index("**Clause:**") < told.index("**Value:**")


@pytest.mark.parametrize("path", FINDERS, ids=lambda path: path.stem)
def test_a_finder_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300
