"""The repository's own promises about its shape."""

from __future__ import annotations

import ast
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = [
    "models",
    "extractor",
    "rules",
    "policy",
    "disputes",
    "connectors",
    "exports",
    "store",
    "learning",
    "workflows",
    "api",
    "cli",
]
BANNED = {"utils", "helpers", "core", "common", "services", "base"}
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("name", PACKAGES)
def test_our_plain_names_are_ours_alone(name: str) -> None:
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).is_relative_to(ROOT)
    assert set(packages_distributions().get(name, [])) <= {"engross"}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path.name != "__init__.py" and "migrations" not in path.parts:
        assert ast.get_docstring(tree), f"{named(path)} has no docstring"


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [named(path) for path in MODULES if path.stem in BANNED] == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350
