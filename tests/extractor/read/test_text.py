from __future__ import annotations

import pytest

from extractor.read import read_document
from models.document import BlockKind, Document
from models.errors import UnsupportedDocument


def read(text: str, name: str = "sow.txt") -> Document:
    return read_document(text.encode(), name)


def rows(document: Document) -> list[list[list[str]]]:
    return [
        [["" if cell is None else document.quote(cell.span) for cell in row] for row in table.grid()]
        for table in document.tables
    ]


def test_blank_lines_part_paragraphs_and_lines_are_kept() -> None:
    document = read("The fee is\n$5,000.\n\nPayment is due\nin 30 days.\n")
    assert document.text == "The fee is\n$5,000.\n\nPayment is due\nin 30 days.\n\n"
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_form_feeds_begin_pages() -> None:
    document = read("First page.\n\fSecond page.\n")
    assert [document.quote(page.span).strip() for page in document.pages] == ["First page.", "Second page."]


def test_aligned_columns_are_a_table() -> None:
    document = read(
        "Rates\n\n"
        "Role                  Location      Rate\n"
        "Senior Consultant     Onshore     $185.00\n"
        "Developer             Offshore     $65.00\n\n"
        "Invoices are due in thirty days.\n"
    )
    assert rows(document) == [
        [
            ["Role", "Location", "Rate"],
            ["Senior Consultant", "Onshore", "$185.00"],
            ["Developer", "Offshore", "$65.00"],
        ]
    ]
    assert document.text.strip().endswith("Invoices are due in thirty days.")


def test_piped_columns_are_a_table() -> None:
    document = read("| Milestone | Amount |\n|---|---:|\n| Design | $1,000 |\n| Build | |\n")
    assert rows(document) == [[["Milestone", "Amount"], ["Design", "$1,000"], ["Build", ""]]]


def test_prose_with_two_spaces_after_a_period_is_no_table() -> None:
    sentence = "The fee is $5,000.  It is due in 30 days.  No tax is added.\n"
    other = "Expenses are billed at cost.  They need approval.  Net 30 applies.\n"
    assert read((sentence + other) * 4).tables == ()


def test_csv_is_one_table() -> None:
    document = read('Role,Rate\n"Consultant, senior","$1,850.00"\nDeveloper,$900.00\n', "rates.csv")
    assert document.media_type == "text/csv"
    assert rows(document) == [
        [["Role", "Rate"], ["Consultant, senior", "$1,850.00"], ["Developer", "$900.00"]]
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Fee: £5".encode(), "Fee: £5"),
        ("Fee: £5".encode("utf-8-sig"), "Fee: £5"),
        ("Fee: £5".encode("utf-16"), "Fee: £5"),
        (b"\xfe\xff" + "Fee: £5".encode("utf-16-be"), "Fee: £5"),
        ("Fee: £5 \u201cnet\u201d".encode("cp1252"), "Fee: £5 \u201cnet\u201d"),
    ],
    ids=["UTF-8", "UTF-8 with mark", "UTF-16 little end", "UTF-16 big end", "Windows"],
)
def test_encodings_are_told_apart(data: bytes, expected: str) -> None:
    assert read_document(data, "sow.txt").text.strip() == expected


def test_nul_bytes_are_refused_with_what_to_do() -> None:
    with pytest.raises(UnsupportedDocument, match="save it as UTF-8 text"):
        read_document("Fee".encode("utf-16-le"), "sow.txt")


def test_spaces_of_all_kinds_are_plain_ones_and_offsets_hold() -> None:
    assert read("Net\u00a030\u2003days\u037e then\u202fmore").text.strip() == "Net 30 days; then more"


def test_invisible_characters_are_kept_and_noted() -> None:
    document = read("Fee: $5\u200b0,\u200b000 \u202e00,05\u202c")
    assert "$5\u200b0,\u200b000" in document.text
    assert document.notes == (
        "invisible characters: 4",
        "characters that change the direction of reading: 2",
    )
