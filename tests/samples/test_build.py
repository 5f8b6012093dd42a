"""The sample contracts as files: each reads back what its source says."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.read import read_document
from samples import build
from samples.source import read_source

SOURCES = sorted((build.HERE / "sources").glob("*.txt"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_contract_is_written_in_the_form_of_its_source_with_all_its_headings(path: Path) -> None:
    source = read_source(path)
    data = build.built(source)
    assert data.startswith(b"%PDF" if source.form == "pdf" else b"PK")
    text = "".join(read_document(data, f"contract.{source.form}").text.split())
    headings = [block.text for block in source.blocks if block.kind == "heading"]
    assert headings
    assert [heading for heading in headings if "".join(heading.split()) not in text] == []
