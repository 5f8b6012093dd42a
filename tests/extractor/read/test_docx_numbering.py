from __future__ import annotations

import pytest

from extractor.read import read_document
from extractor.read.docx_numbering import format_number
from models.document import BlockKind
from tests.extractor.read.files import paragraph, word_of


def level(depth: int, style: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(levels: str, nums: str = '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>') -> str:
    return f'<w:numbering><w:abstractNum w:abstractNumId="3">{levels}</w:abstractNum>{nums}</w:numbering>'


def item(text: str, depth: int = 0, number: int = 7) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def lines(body: str, markup: str) -> list[str]:
    return read_document(word_of(body, {"numbering": markup}), "sow.docx").text.split("\n\n")[:-1]


def test_clause_numbers_of_several_levels_are_counted_as_word_shows_them() -> None:
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)")
    body = item("Fees") + item("Rate", 1) + item("day", 2) + item("hour", 2) + item("Cap", 1) + item("Term")
    assert lines(body + item("Start", 1), numbering(levels)) == [
        "1. Fees",
        "1.1 Rate",
        "(a) day",
        "(b) hour",
        "1.2 Cap",
        "2. Term",
        "2.1 Start",
    ]


def test_list_that_starts_anew_counts_from_its_override() -> None:
    nums = (
        '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
        '<w:num w:numId="8"><w:abstractNumId w:val="3"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = item("a") + item("b") + item("c", number=8) + item("d", number=8)
    assert lines(body, numbering(level(0, "upperRoman", "%1."), nums)) == ["I. a", "II. b", "V. c", "VI. d"]


def test_legal_numbering_shows_decimals_for_roman_levels() -> None:
    levels = level(0, "upperRoman", "Article %1") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    assert lines(item("Fees") + item("Rate", 1), numbering(levels)) == ["Article I Fees", "1.1 Rate"]


def test_bullets_are_marked_as_list_items() -> None:
    document = read_document(
        word_of(item("Design"), {"numbering": numbering(level(0, "bullet", "\uf0b7"))}), "sow.docx"
    )
    assert document.text.strip() == "• Design"
    assert document.blocks[0].kind is BlockKind.LIST_ITEM


def test_paragraph_taken_out_of_its_list_has_no_number() -> None:
    assert lines(item("Fees", number=0), numbering(level(0, "decimal", "%1."))) == ["Fees"]


@pytest.mark.parametrize(
    ("number", "style", "shown"),
    [
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (27, "lowerLetter", "aa"),
        (3, "upperLetter", "C"),
        (7, "decimalZero", "07"),
        (12, "ordinal", "12th"),
        (22, "ordinal", "22nd"),
        (21, "cardinalText", "Twenty-one"),
        (3, "ordinalText", "Third"),
        (20, "ordinalText", "Twentieth"),
        (5, "none", ""),
        (5, "chineseCounting", "5"),
    ],
)
def test_number_formats_show_as_in_word(number: int, style: str, shown: str) -> None:
    assert format_number(number, style) == shown
