"""models/ and rules/ compute with decimals and given dates: no float, no clock."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCORES = {"extraction.py", "dispute.py", "document.py"}  # confidences and page coordinates, never money
PURE = sorted(
    path for path in [*ROOT.glob("models/**/*.py"), *ROOT.glob("rules/**/*.py")] if path.name not in SCORES
)
CLOCKS = {"today", "now", "utcnow"}


def impure(tree: ast.Module) -> list[str]:
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=float()):
                found.append(f"line {node.lineno}: float literal {node.value!r}")
            case ast.Name(id="float"):
                found.append(f"line {node.lineno}: float")
            case ast.Attribute(attr=attr) if attr in CLOCKS:
                found.append(f"line {node.lineno}: .{attr} reads the clock")
    return found


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(ROOT)))
def test_pure(path: Path) -> None:
    assert impure(ast.parse(path.read_text(encoding="utf-8"))) == []


def test_the_check_bites() -> None:
    assert len(impure(ast.parse("x = 0.1\ny = float('1')\nz = date.today()\n"))) == 3
