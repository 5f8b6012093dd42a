from __future__ import annotations

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.read import read_document
from models.document import Document
from models.errors import DocumentError
from tests.extractor.read.files import pdf_of_lines, word_bytes, word_of

NAMES = st.sampled_from(["a.pdf", "a.docx", "a.txt", "a.html", "a.eml", "a.csv", "a", "Contract v1.2"])
STARTS = st.sampled_from(
    [
        b"",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"<html>",
        b"<table><tr><td>",
        b"From: a\nTo: b\n\n",
        b"\xff\xfe",
        b"a  b\n",
    ]
)
FEW = settings(max_examples=150)


def holds_together(document: Document) -> bool:
    """Spans lie in the text, pages cover it, blocks do not overlap, cells lie in their tables."""
    end = len(document.text)
    assert document.pages[0].span.start == 0
    assert document.pages[-1].span.end == end
    for above, below in zip(document.blocks, document.blocks[1:], strict=False):
        assert above.span.end <= below.span.start
    assert all(0 <= block.span.start <= block.span.end <= end for block in document.blocks)
    for table in document.tables:
        assert all(
            table.span.start <= cell.span.start <= cell.span.end <= table.span.end for cell in table.cells
        )
        table.grid()
    assert len(document.origins) in {0, end}
    return True


def attempt(data: bytes, name: str) -> bool:
    try:
        return holds_together(read_document(data, name))
    except DocumentError as error:
        return bool(str(error))


@FEW
@given(start=STARTS, data=st.binary(max_size=400), name=NAMES)
def test_any_bytes_give_a_document_or_our_own_error(start: bytes, data: bytes, name: str) -> None:
    assert attempt(start + data, name)


@FEW
@given(text=st.text(alphabet=" \t\n\f|,;.$0123456789abcABC()-_:\u200b\u202e", max_size=600), name=NAMES)
def test_any_text_gives_a_document_or_our_own_error(text: str, name: str) -> None:
    assert attempt(text.encode(), name)


def whole_files() -> list[tuple[str, bytes]]:
    word = docx.Document()
    word.add_paragraph("The fee is $5,000.")
    word.add_table(rows=2, cols=2).cell(0, 0).text = "Fee"
    return [("a.pdf", pdf_of_lines([["The fee is $5,000."]] * 3)), ("a.docx", word_bytes(word))]


@settings(max_examples=120)
@given(
    which=st.integers(0, 1),
    place=st.floats(0, 0.999),
    noise=st.binary(max_size=12),
    cut=st.booleans(),
)
def test_any_damage_to_a_file_gives_a_document_or_our_own_error(
    which: int, place: float, noise: bytes, *, cut: bool
) -> None:
    name, data = FILES[which]
    at = int(place * len(data))
    assert attempt(data[:at] if cut else data[:at] + noise + data[at + len(noise) :], name)


FILES = whole_files()


LEAVES = (
    *(
        "<w:t>Fee</w:t>",
        "<w:sdt/>",
        "<w:sym/>",
        "<w:tab/>",
        "<mc:AlternateContent/>",
        "<w:delText>x</w:delText>",
    ),
    *('<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>', "<w:vMerge/>"),
    *('<w:gridSpan w:val="-5"/>', '<w:gridSpan w:val="9999999"/>', '<w:footnoteReference w:id="1"/>'),
    *(
        '<w:numId w:val="1"/>',
        '<w:ilvl w:val="99"/>',
        '<w:pStyle w:val="Heading1"/>',
        "<w:sectPr/>",
        "<!-- x -->",
    ),
)
ELEMENTS = (
    "p",
    "r",
    "tbl",
    "tr",
    "tc",
    "tcPr",
    "pPr",
    "numPr",
    "rPr",
    "sdt",
    "sdtContent",
    "ins",
    "del",
    "txbxContent",
)
MARKUP = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.builds(
        lambda name, parts: f"<w:{name}>{''.join(parts)}</w:{name}>",
        st.sampled_from(ELEMENTS),
        st.lists(inner, max_size=5),
    ),
    max_leaves=30,
)


@settings(max_examples=150)
@given(markup=st.lists(MARKUP, max_size=4))
def test_any_markup_in_a_word_file_gives_a_document_or_our_own_error(markup: list[str]) -> None:
    assert attempt(word_of("".join(markup)), "a.docx")


@pytest.mark.parametrize("name", ["sow.TXT", "Statement of Work v1.2", "sow", "sow.md"])
def test_text_is_read_under_any_name_that_does_not_contradict_it(name: str) -> None:
    assert read_document(b"The fee is $5,000.", name).media_type == "text/plain"
