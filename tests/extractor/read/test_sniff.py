from __future__ import annotations

import docx
import pytest

from extractor.read.sniff import CSV, DOCX, EMAIL, HTML, PDF, TEXT, sniff_media_type
from models.errors import DamagedDocument, EncryptedDocument, UnsupportedDocument
from tests.extractor.read.files import pdf_of_lines, word_bytes

MAIL = b"From: a@b.example\nTo: c@d.example\nSubject: SOW\n\nHello"


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (pdf_of_lines([["Fee"]]), "a.pdf", PDF),
        (pdf_of_lines([["Fee"]]), "a", PDF),
        (b"\r\n\r\n" + pdf_of_lines([["Fee"]]), "a.pdf", PDF),
        (word_bytes(docx.Document()), "a.docx", DOCX),
        (word_bytes(docx.Document()), "Contract v1.2", DOCX),
        (b"<!DOCTYPE html><p>Fee", "a.html", HTML),
        (b"<?xml version='1.0'?>\n<!-- x --><html><body/></html>", "a.htm", HTML),
        (b"<p>Fee</p>", "a.html", HTML),
        (MAIL, "a.eml", EMAIL),
        (MAIL, "a.txt", TEXT),
        (b"Fee;Amount", "a.csv", CSV),
        (b"Fee", "a.txt", TEXT),
        (b"MZ is a unit of ours. The fee is $5.", "a.txt", TEXT),
    ],
)
def test_content_decides_what_a_file_is(data: bytes, name: str, expected: str) -> None:
    assert sniff_media_type(data, name) == expected


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (pdf_of_lines([["Fee"]]), "a.txt"),
        (b"Fee", "a.pdf"),
        (b"Fee", "a.docx"),
        (b"Fee", "a.png"),
        (b"Fee", "a.eml"),
        (b"<html><body>Fee", "a.eml"),
    ],
)
def test_name_that_contradicts_the_content_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(UnsupportedDocument, match="give the file the name that fits it"):
        sniff_media_type(data, name)


def test_broken_archive_named_as_word_is_damaged() -> None:
    with pytest.raises(DamagedDocument):
        sniff_media_type(b"PK\x03\x04" + b"\x00" * 50, "a.docx")


def test_encrypted_office_file_is_told_from_an_old_one() -> None:
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    with pytest.raises(EncryptedDocument):
        sniff_media_type(magic + "EncryptedPackage".encode("utf-16-le"), "a.docx")
    with pytest.raises(UnsupportedDocument, match="old"):
        sniff_media_type(magic, "a.doc")
