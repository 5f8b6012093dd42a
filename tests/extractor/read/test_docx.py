from __future__ import annotations

import docx
import pytest

from extractor.read import read_document
from models.document import BlockKind, Document
from tests.extractor.read.files import paragraph, word_bytes, word_of

WIDE = '<w:gridSpan w:val="2"/>'
HIGH = '<w:vMerge w:val="restart"/>'
RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


def read(body: str, **parts: str) -> Document:
    return read_document(word_of(body, parts), "sow.docx")


def rows(document: Document, number: int = 0) -> list[list[str]]:
    grid = document.tables[number].grid()
    return [["" if cell is None else document.quote(cell.span) for cell in row] for row in grid]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_tracked_insertion_is_kept_and_deletion_dropped() -> None:
    document = read(
        '<w:p><w:r><w:t xml:space="preserve">The fee is $</w:t></w:r><w:del w:id="1"><w:r><w:delText>40,000'
        '</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>50,000</w:t></w:r></w:ins></w:p>'
    )
    assert document.text.strip() == "The fee is $50,000"
    assert document.notes == ("tracked changes were read as accepted: 1 insertions, 1 deletions",)


def test_moved_text_stands_where_it_was_moved_to() -> None:
    document = read(
        f'<w:p><w:moveFrom w:id="1">{RUN.format("Net 30.")}</w:moveFrom></w:p>{paragraph("Fees.")}'
        f'<w:p><w:moveTo w:id="2">{RUN.format("Net 30.")}</w:moveTo></w:p>'
    )
    assert document.text.split() == ["Fees.", "Net", "30."]


def test_deleted_table_row_is_dropped() -> None:
    document = read(
        f"<w:tbl><w:tr>{cell('Role')}{cell('Rate')}</w:tr>"
        f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell("Old")}{cell("$1")}</w:tr>'
        f"<w:tr>{cell('Analyst')}{cell('$90')}</w:tr></w:tbl>"
    )
    assert rows(document) == [["Role", "Rate"], ["Analyst", "$90"]]


def test_paragraph_whose_mark_is_deleted_joins_the_next() -> None:
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert read(paragraph("The fee ", mark) + paragraph("is fixed.")).text.strip() == "The fee is fixed."


FIFTY = RUN.format("$50,000")


@pytest.mark.parametrize(
    "body",
    [
        f"<w:sdt><w:sdtContent>{paragraph('Fee: $50,000')}</w:sdtContent></w:sdt>",
        f"<w:p>{RUN.format('Fee: ')}<w:sdt><w:sdtContent>{FIFTY}</w:sdtContent></w:sdt></w:p>",
        f"<w:p><w:hyperlink>{RUN.format('Fee: $50,000')}</w:hyperlink></w:p>",
        f'<w:p><w:fldSimple w:instr="DOCPROPERTY Fee">{RUN.format("Fee: $50,000")}</w:fldSimple></w:p>',
        f"<w:p><w:smartTag>{RUN.format('Fee: $50,000')}</w:smartTag></w:p>",
        f"<w:customXml>{paragraph('Fee: $50,000')}</w:customXml>",
    ],
    ids=["block control", "inline control", "hyperlink", "simple field", "smart tag", "custom XML"],
)
def test_text_within_a_wrapper_is_kept(body: str) -> None:
    assert read(body).text.strip() == "Fee: $50,000"


def test_controls_around_rows_and_cells_are_kept() -> None:
    document = read(
        f"<w:tbl><w:sdt><w:sdtContent><w:tr>{cell('Design')}<w:sdt><w:sdtContent>{cell('$10,000')}"
        f"</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt><w:tr>{cell('Build')}{cell('$20,000')}</w:tr></w:tbl>"
    )
    assert rows(document) == [["Design", "$10,000"], ["Build", "$20,000"]]


def test_placeholder_of_an_empty_control_is_left_out() -> None:
    placeholder = RUN.format("Click to enter the fee")
    document = read(
        f"<w:p>{RUN.format('Fee:')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{placeholder}</w:sdtContent></w:sdt></w:p>"
    )
    assert document.text.strip() == "Fee:"
    assert document.notes == ("content controls that nobody filled in were left out: 1",)


def test_complex_field_shows_its_result_and_not_its_instruction() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    document = read(
        "<w:p>"
        + RUN.format("As in clause ")
        + mark.format("begin")
        + "<w:r><w:instrText>REF _Ref1 \\r</w:instrText></w:r>"
        + mark.format("separate")
        + RUN.format("4.2")
        + mark.format("end")
        + RUN.format(".")
        + "</w:p>"
    )
    assert document.text.strip() == "As in clause 4.2."


def test_hidden_text_is_left_out_and_noted() -> None:
    document = read(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:t>Fee</w:t></w:r></w:p>"
    )
    assert document.text.strip() == "Fee"
    assert document.notes == ("hidden text was left out: 6 characters",)


def test_tabs_breaks_and_symbols_are_kept() -> None:
    document = read(
        "<w:p><w:r><w:t>Fee</w:t><w:tab/><w:t>$5</w:t><w:br/><w:t>non</w:t><w:noBreakHyphen/><w:t>refundable</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>'
    )
    assert document.text.strip() == "Fee\t$5\nnon-refundable☒"


def test_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('Not to exceed $9,000')}</w:txbxContent>"
    document = read(
        "<w:p><w:r><w:t>Fees</w:t><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert document.text.strip() == "Fees\n\nNot to exceed $9,000"


def test_footnotes_follow_the_text_and_are_marked() -> None:
    document = read(
        '<w:p><w:r><w:t>The fee is $5,000</w:t><w:footnoteReference w:id="2"/></w:r></w:p>',
        footnotes='<w:footnotes><w:footnote w:id="2">'
        + paragraph("Excluding tax.")
        + "</w:footnote></w:footnotes>",
    )
    assert document.text.strip() == "The fee is $5,000\n\n1 Excluding tax."
    assert document.blocks[-1].kind is BlockKind.FOOTNOTE


def test_header_and_footer_are_marked() -> None:
    word = docx.Document()
    word.add_paragraph("Fees.")
    word.sections[0].header.paragraphs[0].text = "Confidential"
    word.sections[0].footer.paragraphs[0].text = "Page 1"
    document = read_document(word_bytes(word), "sow.docx")
    assert [(block.kind, document.quote(block.span)) for block in document.blocks] == [
        (BlockKind.HEADER, "Confidential"),
        (BlockKind.PARAGRAPH, "Fees."),
        (BlockKind.FOOTER, "Page 1"),
    ]


def test_merged_cells_cover_the_places_that_word_shows() -> None:
    document = read(
        f"<w:tbl><w:tr>{cell('Milestone')}{cell('Amounts', WIDE)}</w:tr>"
        f"<w:tr>{cell('Design', HIGH)}{cell('$1')}{cell('$2')}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('$3')}{cell('$4')}</w:tr></w:tbl>"
    )
    assert rows(document) == [
        ["Milestone", "Amounts", "Amounts"],
        ["Design", "$1", "$2"],
        ["Design", "$3", "$4"],
    ]
    assert document.text.strip() == "Milestone\tAmounts\nDesign\t$1\t$2\n$3\t$4"


def test_nested_table_lies_within_its_cell() -> None:
    inner = f"<w:tbl><w:tr>{cell('Analyst')}{cell('$90')}</w:tr></w:tbl>"
    document = read(
        f"<w:tbl><w:tr>{cell('Rates')}<w:tc><w:tcPr/>{inner}{paragraph('per hour')}</w:tc></w:tr>"
        f"<w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl>"
    )
    outer, nested = document.tables
    assert rows(document, 1) == [["Analyst", "$90"]]
    holder = outer.grid()[0][1]
    assert holder is not None
    assert holder.span.start <= nested.span.start
    assert nested.span.end <= holder.span.end
    assert document.quote(holder.span) == "Analyst\t$90\nper hour"


def test_table_of_one_column_is_a_frame_around_text() -> None:
    document = read(f"<w:tbl><w:tr>{cell('The fee is $5,000.')}</w:tr></w:tbl>")
    assert document.tables == ()
    assert document.text.strip() == "The fee is $5,000."


def test_heading_level_comes_from_the_style() -> None:
    word = docx.Document()
    word.add_heading("Fees", 2)
    document = read_document(word_bytes(word), "sow.docx")
    assert [(block.kind, block.level) for block in document.blocks] == [(BlockKind.HEADING, 2)]


def test_comments_are_noted() -> None:
    document = read(
        paragraph("Fees."),
        comments=f'<w:comments><w:comment w:id="1">{paragraph("too high?")}</w:comment></w:comments>',
    )
    assert document.text.strip() == "Fees."
    assert document.notes == ("comments were not read: 1",)
