"""Synthetic contracts: their labels are what their pages say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from extractor.read import read_document
from models.terms import Terms
from samples.synthetic.__main__ import file_of, main, write_document
from samples.synthetic.compose import SampleDocument, compose
from samples.synthetic.draw import Split
from samples.synthetic.measure import measure, report
from samples.synthetic.wordings import unseen, wordings

MEDIA = ("docx", "pdf", "txt")
NUMBERS = range(45)
_SPACE = re.compile(r"\s+")


def document(number: int, split: Split = "all") -> SampleDocument:
    return compose(number, seed=11, medium=MEDIA[number % 3], split=split)


def squeezed(text: str) -> str:
    return _SPACE.sub("", text)


def values_of(label: Any) -> Iterator[str]:
    """Every amount and date of a label, its other readings left out."""
    if isinstance(label, dict):
        for key, value in label.items():
            if key not in {"alternatives", "quotes"} and "percent" not in key:
                yield from values_of(value)
    elif isinstance(label, list):
        for value in label:
            yield from values_of(value)
    elif isinstance(label, str) and re.fullmatch(r"\d+\.\d\d|\d{4}-\d\d-\d\d", label):
        yield label


@pytest.mark.parametrize(
    ("number", "split"),
    [*((number, "all") for number in NUMBERS), *((number, "c") for number in range(15))],
)
def test_every_amount_and_date_of_the_labels_stands_on_the_page(number: int, split: Split) -> None:
    made = document(number, split)
    suffix = made.medium
    text = squeezed(read_document(file_of(made), f"contract.{suffix}").text)
    parties = [party["name"] for party in made.label["parties"]]
    assert [words for words in parties if squeezed(words) not in text] == []
    for value in set(values_of(made.label)):
        shown = made.meta["stated"].get(value, [])
        assert any(squeezed(words) in text for words in shown), (value, shown)
    for pointer, quote in made.label["quotes"].items():
        if pointer.startswith(("/payment", "/contract_value", "/not_to_exceed", "/renewal", "/retention")):
            assert squeezed(quote)[:60] in text, (pointer, quote)


@pytest.mark.parametrize("number", NUMBERS)
def test_the_full_terms_are_terms(number: int) -> None:
    Terms.model_validate(document(number).terms)


def test_milestones_add_up_to_the_price() -> None:
    priced = 0
    for number in range(150):
        terms = document(number).terms
        for line in terms["lines"]:
            items = line.get("milestones", [])
            if items and items[0]["amount"] and terms.get("contract_value"):
                priced += 1
                assert sum(Decimal(item["amount"]) for item in items) == Decimal(terms["contract_value"])
            elif items and items[0]["percent"]:
                assert sum(Decimal(item["percent"]) for item in items) == 100
    assert priced >= 5


def test_a_seed_always_gives_the_same_files() -> None:
    for number in range(6):
        assert file_of(document(number)) == file_of(document(number))
        assert document(number).label == document(number).label


def test_the_splits_share_no_wording() -> None:
    used = {
        split: {
            wording
            for number in range(60)
            for wording in document(number, split).meta["wordings"].values()
            if re.fullmatch(
                r"(net|late|term|renewal|law|total|nte|preamble|milestones|rates)[\w.]*\.c?\d\d", wording
            )
        }
        for split in ("a", "b", "c")
    }
    assert all(used.values())
    assert not used["a"] & used["b"]
    assert not used["c"] & (used["a"] | used["b"])


def test_the_unseen_split_has_its_own_wordings_of_every_term() -> None:
    own = {term for number in range(200) for term in document(number, "c").meta["wordings"].items()}
    seen = {
        wording
        for term, wording in own
        if not term.startswith(("date.", "money.", "formal.", "days", "percent"))
        if re.fullmatch(r"[\w.]*\.\d\d", wording)
    }
    assert seen == set()
    assert {wording.text for wording in unseen("net")}.isdisjoint(w.text for w in wordings("net"))


def test_there_are_many_wordings_of_each_term() -> None:
    few = {
        term: len(wordings(term))
        for term in (
            "preamble",
            "effective.when",
            "effective.apart",
            "net",
            "late",
            "law",
            "renewal",
            "term.months",
            "total",
            "nte",
            "expenses.reimbursed",
            "recurring",
        )
        if len(wordings(term)) < 10
    }
    assert few == {}


def test_a_scan_has_no_text_of_its_own() -> None:
    scan = compose(1, seed=11, medium="scan")
    with pypdfium2.PdfDocument(file_of(scan)) as pdf:
        assert [page.get_textpage().get_text_bounded() for page in pdf] == [""] * len(pdf)


def test_the_command_writes_a_set_that_can_be_measured(tmp_path: Path) -> None:
    main([str(tmp_path), "--count", "3", "--seed", "5", "--kinds", "txt"])
    write_document(tmp_path, document(7))
    results = measure(tmp_path)
    assert len(results) == 4
    assert not [result for result in results if result.trouble]
    assert "payment.net_days" in report(results, worst=5, shown=5)
