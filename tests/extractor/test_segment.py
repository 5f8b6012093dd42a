from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.segment import segment
from models.document import Block, BlockKind, Document, Page, Span


def contract_of(text: str, blocks: tuple[Block, ...] = ()) -> Document:
    return Document(text, "text/plain", (Page(1, Span(0, len(text))),), blocks)


def test_a_sentence_broken_by_a_footer_is_whole_again() -> None:
    text = "The fee is due within\n\nAcme confidential\n\nthirty days. The rest follows.\n"
    start = text.index("Acme")
    footer = Block(BlockKind.FOOTER, Span(start, start + len("Acme confidential")))
    contract = segment(contract_of(text, (footer,)))
    assert "Acme" not in contract.flat
    assert [contract.flat[s.start : s.end].strip() for s in contract.sentences][-1] == "The rest follows."


def test_abbreviations_end_no_sentence() -> None:
    contract = segment(contract_of("Acme Inc. Northwind pays No. 5 first. Then it stops."))
    assert len(contract.sentences) == 2


def test_defined_terms_lead_to_their_words() -> None:
    contract = segment(contract_of('The sum of $500 (the "Fee") is due. "Term" means two years.'))
    fee, term = contract.definitions["fee"], contract.definitions["term"]
    assert "$500" in contract.flat[fee.start : fee.end]
    assert contract.flat[term.start : term.end].startswith("two years")


@given(st.text(alphabet="aB “”\n\t.;\u00a0é-1", max_size=200))
def test_every_flat_character_leads_back_to_the_document(text: str) -> None:
    contract = segment(contract_of(text))
    assert len(contract.flat) == len(contract.offsets)
    for index, shown in enumerate(contract.flat):
        if not shown.isspace() and shown not in "\"'-":
            assert text[contract.offsets[index]] == shown
