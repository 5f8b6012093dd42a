"""The registry of findings is complete, and docs/findings.md is what it says."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError

from models.extraction import Finding
from models.finding_kind import FindingCode, FindingPart
from models.findings import FINDINGS, document

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "findings.md"
PARTS: dict[FindingPart, tuple[str, ...]] = {
    "extraction": ("extractor",),
    "rules": ("rules",),
    "policy": ("policy", "workflows"),
}
ELSEWHERE = ("api", "cli", "connectors", "disputes", "exports", "learning", "store")


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(), "run `make docs`"


def test_every_code_is_registered_once_and_no_other() -> None:
    codes = get_args(FindingCode)
    assert len(codes) == len(set(codes))
    assert list(FINDINGS) == list(codes)


def test_a_code_outside_the_registry_is_refused() -> None:
    with pytest.raises(ValidationError):
        Finding.model_validate({"code": "no_such_code", "severity": "info", "message": "m"})


def test_each_code_is_emitted_by_the_parts_that_the_registry_names() -> None:
    written: dict[str, set[str]] = defaultdict(set)
    for folder in (*ELSEWHERE, *(folder for folders in PARTS.values() for folder in folders)):
        for path in (ROOT / folder).rglob("*.py"):
            for code in codes_written(ast.parse(path.read_text(encoding="utf-8"))):
                written[code].add(folder)
    for code, kind in FINDINGS.items():
        for part in kind.parts:
            assert written[code] & set(PARTS[part]), f"{part} never emits {code}"
        others = written[code] - {folder for part in kind.parts for folder in PARTS[part]}
        assert not others, f"{code} is written in {others}, which the registry does not name"


def test_what_a_finding_says_is_half_a_sentence() -> None:
    for code, kind in FINDINGS.items():
        for words in (kind.meaning, kind.cure):
            assert words == words.strip().rstrip("."), code
            assert "|" not in words, code


def codes_written(tree: ast.Module) -> Iterator[str]:
    """The codes that stand in a module as texts; one that is only compared with is not emitted."""
    compared = {
        id(inner) for node in ast.walk(tree) if isinstance(node, ast.Compare) for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in FINDINGS and id(node) not in compared:
            yield str(node.value)
