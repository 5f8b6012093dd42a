"""Any bytes and any text give a result with verbatim quotes, or one of our own errors.

`FUZZ_INPUTS` says how many files: 250 where it is not set; `make fuzz` hurts 20,000.
"""

from __future__ import annotations

import os
from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.pipeline import extract_document
from extractor.read import read_document
from models.errors import DocumentError
from samples.synthetic.wordings import wordings
from tests.fuzz.check import FAILED, REFUSED, check_batch, check_document, check_extraction
from tests.fuzz.inputs import KINDS, SUFFIXES, Kind, fuzz_input, whole
from tests.fuzz.mutate import STRANGE, mutated_text

COUNT = int(os.environ.get("FUZZ_INPUTS", "250"))
CHUNK = 25
SAID = [
    wording.text
    for term in (
        "net",
        "late",
        "total",
        "term.months",
        "renewal",
        "law",
        "nte",
        "milestones.item",
        "rates.item",
        "retention",
    )
    for wording in wordings(term)
]
LINES = st.one_of(
    st.sampled_from(SAID),
    st.text(st.sampled_from("0123456789.,-/()%$€£ \n\t|abcIVX" + STRANGE), max_size=60),
    st.text(max_size=40),
    st.sampled_from(
        [
            "| Milestone | Amount |",
            "| --- | --- |",
            "Senior Consultant    $250/hr",
            "Total: USD 1,000.00",
            "IN WITNESS WHEREOF",
        ]
    ),
)


@pytest.mark.parametrize("first", range(0, COUNT, CHUNK))
def test_every_input_is_read_or_refused(first: int) -> None:
    outcomes = check_batch(first, min(CHUNK, COUNT - first))
    assert [outcome for outcome in outcomes if outcome.result == FAILED] == []
    refused = Counter(outcome.result for outcome in outcomes)[REFUSED]
    assert refused < len(outcomes) * 0.8, "hardly an input reaches the finders"


def test_the_same_number_is_the_same_input() -> None:
    assert [fuzz_input(number) for number in range(12)] == [fuzz_input(number) for number in range(12)]
    assert fuzz_input(3, seed=1) != fuzz_input(3, seed=2)


@pytest.mark.parametrize("kind", sorted(set(KINDS)))
def test_what_nothing_has_happened_to_is_read(kind: Kind) -> None:
    suffix = SUFFIXES[kind]
    document = read_document(whole(kind, 1), f"whole.{suffix}")
    assert len(document.text) > 500


@settings(max_examples=80)
@given(st.lists(LINES, min_size=1, max_size=25), st.integers(0, 2**32))
def test_any_lines_give_verbatim_quotes(lines: list[str], chance: int) -> None:
    text = "\n".join(line.replace("{", "").replace("}", "") for line in lines)
    text = mutated_text(text, Random(chance), text)[:20_000]  # noqa: S311 - chance that Hypothesis repeats
    try:
        document = read_document(text.encode("utf-8", "replace"), "lines.txt")
    except DocumentError:
        return
    check_document(document)
    check_extraction(document, extract_document(document, filename="lines.txt", sha256="0" * 64))
