"""A rule without a test file of its own does not pass."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

HERE = Path(__file__).parent
RULES = HERE.parents[1] / "rules"
MODULES = sorted(path.relative_to(RULES) for path in RULES.rglob("*.py") if path.name != "__init__.py")


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_every_rule_has_its_test_file(module: Path) -> None:
    assert (HERE / module.parent / f"test_{module.name}").is_file()


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_rule_is_short(module: Path) -> None:
    assert len((RULES / module).read_text().splitlines()) < 300


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_rules_know_no_floats(module: Path) -> None:
    tree = ast.parse((RULES / module).read_text())
    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    assert not any(isinstance(value, float) for value in constants)
    assert "float" not in names
