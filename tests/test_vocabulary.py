"""One word per thing: a class name stands for one class in the whole application, and its words are explained."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = (
    "models extractor rules policy disputes connectors exports store learning workflows api cli samples"
).split()
VOCABULARY = (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in VOCABULARY.splitlines()
    if line.startswith("| ") and not line.startswith(("| word ", "|---"))
]


def classes() -> dict[str, list[str]]:
    """Where each class name is defined."""
    found: dict[str, list[str]] = defaultdict(list)
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef):
                    found[node.name].append(str(path.relative_to(ROOT)))
    return found


def test_one_name_is_one_class() -> None:
    assert {name: places for name, places in classes().items() if len(places) > 1} == {}


def test_each_word_is_explained_once() -> None:
    words = [word.strip() for row in ROWS for word in row[0].replace(";", ",").split(",")]
    assert sorted(words) == sorted(set(words))
    assert all(len(row) == 3 and all(row) for row in ROWS)


@pytest.mark.parametrize(
    "word", "candidate draft proof working doubt finding reading assumption case evidence".split()
)
def test_the_words_that_the_code_is_made_of_are_explained(word: str) -> None:
    assert word in {part.strip() for row in ROWS for part in row[0].split(",")}


def test_a_class_that_the_vocabulary_names_is_there() -> None:
    named = {
        part.strip("`")
        for row in ROWS
        for part in row[1].split()
        if part.startswith("`") and part[1].isupper()
    }
    assert named - set(classes()) == set()
