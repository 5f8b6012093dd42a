from __future__ import annotations

from email.message import EmailMessage

import docx
import pytest

from extractor.read import locate_boxes, read_document
from models.document import Span
from models.errors import DocumentTooLarge
from tests.extractor.read.files import pdf_of_lines, word_bytes


def mail(*attachments: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "legal@customer.example", "billing@provider.example"
    message["Subject"] = "Signed statement of work"
    message.set_content("Please find the signed copy.\n\nRegards")
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("Not to exceed $9,000.")
    return word_bytes(document)


def test_body_and_attachments_follow_each_other_on_pages() -> None:
    pdf = pdf_of_lines([["Fixed fee $5,000."], ["Net 30."]])
    document = read_document(mail(("sow.pdf", pdf), ("cap.docx", word())), "signed.eml")
    assert document.media_type == "message/rfc822"
    assert [(page.number, page.attachment) for page in document.pages] == [(1, 0), (2, 1), (3, 1), (4, 2)]
    assert document.text.startswith("From: legal@customer.example\nTo: billing@provider.example\n")
    order = [document.text.index(words) for words in ("Regards", "$5,000", "Net 30", "$9,000")]
    assert order == sorted(order)
    assert document.notes == ("attachment 1 was read", "attachment 2 was read")


def test_attachment_that_cannot_be_read_is_noted_and_the_others_are_read() -> None:
    document = read_document(mail(("x.exe", b"MZ\x90\x00"), ("cap.docx", word())), "signed.eml")
    assert "$9,000" in document.text
    assert document.notes == (
        "attachment 1 was not read: The kind of document is not supported",
        "attachment 2 was read",
    )


def test_quote_in_an_attached_pdf_is_located() -> None:
    data = mail(("cap.docx", word()), ("sow.pdf", pdf_of_lines([["Words."], ["Fixed fee $5,000."]])))
    document = read_document(data, "signed.eml")
    start = document.text.index("$5,000")
    ((page, boxes),) = locate_boxes(data, document, [Span(start, start + 6)])[Span(start, start + 6)]
    assert page == 4
    assert len(boxes) == 1
    assert boxes[0][1] < 792 - 720 < boxes[0][3]


def test_body_in_html_is_read() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.example", "Fee"
    message.set_content("<html><body><p>The fee is <b>$5</b>.</p></body></html>", subtype="html")
    assert "The fee is $5." in read_document(message.as_bytes(), "fee.eml").text


def test_too_many_attachments_are_refused() -> None:
    with pytest.raises(DocumentTooLarge, match="more than 50 attachments"):
        read_document(mail(*[(f"{n}.txt", b"Fee") for n in range(51)]), "signed.eml")
