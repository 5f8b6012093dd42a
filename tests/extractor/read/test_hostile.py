from __future__ import annotations

import io
import random
import resource
import zipfile
from collections.abc import Callable
from functools import cache

import docx
import pytest

from extractor.read.cage import run_caged
from extractor.read.limits import DEFAULT_LIMITS, FILE_BYTES
from models.errors import (
    DamagedDocument,
    DocumentError,
    DocumentTooLarge,
    EmptyDocument,
    EncryptedDocument,
    NoTextLayer,
    ReadingLimitExceeded,
    UnsupportedDocument,
)
from tests.extractor.read import caged_tasks, files

LINES = ["The Customer shall pay the Provider USD 50,000 within thirty (30) days of the invoice."] * 20


def noise_bytes(count: int) -> bytes:
    return random.Random(7).randbytes(count)  # noqa: S311 - noise that is the same in every run


def plain_word() -> bytes:
    document = docx.Document()
    document.add_paragraph("The Customer shall pay USD 50,000.")
    return files.word_bytes(document)


def word_with(name: str, content: bytes) -> bytes:
    archive = zipfile.ZipFile(io.BytesIO(plain_word()))
    members = {member: archive.read(member) for member in archive.namelist()}
    members[name] = content
    return files.zip_of(members)


def zip_bomb() -> bytes:
    return word_with("word/media/a.bin", b"\x00" * 30_000_000)


def many_members() -> bytes:
    archive = zipfile.ZipFile(io.BytesIO(plain_word()))
    members = {member: archive.read(member) for member in archive.namelist()}
    return files.zip_of(members | {f"word/media/{number}.bin": b"x" for number in range(2_001)})


def huge_unpacked() -> bytes:
    noise = noise_bytes(1_000_000)
    archive = zipfile.ZipFile(io.BytesIO(plain_word()))
    members = {member: archive.read(member) for member in archive.namelist()}
    return files.zip_of(members | {f"word/media/{number}.bin": noise * 6 for number in range(18)})


def symlink() -> bytes:
    buffer = io.BytesIO(plain_word())
    with zipfile.ZipFile(buffer, "a") as archive:
        link = zipfile.ZipInfo("word/media/link")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def external_entity() -> bytes:
    return word_with(
        "word/document.xml",
        b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>",
    )


def entity_bomb() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return word_with("word/styles.xml", f'<!DOCTYPE w [<!ENTITY e0 "ha">{entities}]><w>&e9;</w>'.encode())


def utf16_doctype() -> bytes:
    return word_with("word/styles.xml", '<?xml version="1.0"?><!DOCTYPE w><w/>'.encode("utf-16"))


def deep_word() -> bytes:
    return files.word_of("<w:sdt><w:sdtContent>" * 5_000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 5_000)


def deep_runs() -> bytes:
    return files.word_of("<w:p>" + "<w:ins>" * 230 + "<w:r><w:t>x</w:t></w:r>" + "</w:ins>" * 230 + "</w:p>")


def deep_html() -> bytes:
    return b"<html><body>" + b"<div>" * 100_000 + b"word" + b"</div>" * 100_000 + b"</body></html>"


def deep_pdf() -> bytes:
    return files.pdf_of_objects(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /X "
            + b"[" * 200_000
            + b"]" * 200_000
            + b" >>",
        ]
    )


def looping_page_tree() -> bytes:
    return files.pdf_of_objects(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>",
        ]
    )


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + stream.encode("utf-16-le") + b"\x00" * 600


HOSTILE: dict[str, tuple[str, Callable[[], bytes], type[DocumentError] | tuple[type[DocumentError], ...]]] = {
    "no bytes": ("a.pdf", lambda: b"", EmptyDocument),
    "white space only": ("a.txt", lambda: b" \n\t\r\n" * 100, EmptyDocument),
    "more bytes than allowed": ("a.txt", lambda: b"x" * (FILE_BYTES + 1), DocumentTooLarge),
    "more characters than allowed": ("a.txt", lambda: b"word " * 1_100_000, DocumentTooLarge),
    "random bytes": ("a.pdf", lambda: noise_bytes(100_000), UnsupportedDocument),
    "random bytes after a PDF's first line": (
        "a.pdf",
        lambda: b"%PDF-1.7\n" + noise_bytes(100_000),
        DamagedDocument,
    ),
    "NUL bytes in a text": ("a.txt", lambda: b"Fee: $50\x00,000", UnsupportedDocument),
    "control characters": ("a.txt", lambda: bytes(range(1, 9)) * 50, UnsupportedDocument),
    "a PDF cut off": ("a.pdf", lambda: files.pdf_of_lines([LINES])[:300], DamagedDocument),
    "a Word file cut off": ("a.docx", lambda: plain_word()[:-2_000], DamagedDocument),
    "a Word file whose part is missing": (
        "a.docx",
        lambda: files.zip_of({"word/document.xml": b"<w/>"}),
        DamagedDocument,
    ),
    "a Word file without a body": (
        "a.docx",
        lambda: word_with("word/document.xml", b"<?xml version='1.0'?><x/>"),
        DamagedDocument,
    ),
    "a PDF behind a password": (
        "a.pdf",
        lambda: files.pdf_of_lines([LINES], encrypt="secret"),
        EncryptedDocument,
    ),
    "a Word file behind a password": ("a.docx", lambda: ole("EncryptedPackage"), EncryptedDocument),
    "Word's old format": ("a.doc", lambda: ole("WordDocument"), UnsupportedDocument),
    "a spreadsheet's old format": ("a.xls", lambda: ole("Workbook"), UnsupportedDocument),
    "a program named as a PDF": ("a.pdf", lambda: b"MZ\x90\x00\x03" + b"\x00" * 500, UnsupportedDocument),
    "a PDF named as Word": ("a.docx", lambda: files.pdf_of_lines([LINES]), UnsupportedDocument),
    "a Word file named as a PDF": ("a.pdf", plain_word, UnsupportedDocument),
    "HTML named as text": (
        "a.txt",
        lambda: b"<!DOCTYPE html><html><body>Fee</body></html>",
        UnsupportedDocument,
    ),
    "a PDF named as a program": ("a.exe", lambda: files.pdf_of_lines([LINES]), UnsupportedDocument),
    "an archive": ("a.zip", lambda: files.zip_of({"a.txt": b"x"}), UnsupportedDocument),
    "RTF": ("a.rtf", lambda: rb"{\rtf1 Fee}", UnsupportedDocument),
    "an image cut off": ("a.png", lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, DamagedDocument),
    "an animation": ("a.gif", lambda: b"GIF89a" + b"\x00" * 100, UnsupportedDocument),
    "a scan": ("a.pdf", files.pdf_of_image, NoTextLayer),
    "a vast image": ("a.pdf", files.pdf_of_vast_image, (NoTextLayer, ReadingLimitExceeded)),
    "a page of noise": ("a.pdf", files.pdf_of_noise, NoTextLayer),
    "blank pages": ("a.pdf", lambda: files.pdf_of_lines([[], []]), EmptyDocument),
    "10,000 pages": ("a.pdf", lambda: files.pdf_of_pages(10_000), DocumentTooLarge),
    "a PDF bomb": ("a.pdf", lambda: files.pdf_bomb(1_500), ReadingLimitExceeded),
    "a PDF nested deeply": ("a.pdf", deep_pdf, (DamagedDocument, EmptyDocument, ReadingLimitExceeded)),
    "pages that contain themselves": ("a.pdf", looping_page_tree, (DamagedDocument, EmptyDocument)),
    "a zip bomb": ("a.docx", zip_bomb, DocumentTooLarge),
    "too many members": ("a.docx", many_members, DocumentTooLarge),
    "too much unpacked": ("a.docx", huge_unpacked, DocumentTooLarge),
    "a link in an archive": ("a.docx", symlink, UnsupportedDocument),
    "a path out of the archive": (
        "a.docx",
        lambda: word_with("../../etc/cron.d/x", b"x"),
        UnsupportedDocument,
    ),
    "an absolute path": ("a.docx", lambda: word_with("/etc/cron.d/x", b"x"), UnsupportedDocument),
    "an external entity": ("a.docx", external_entity, UnsupportedDocument),
    "an entity bomb": ("a.docx", entity_bomb, UnsupportedDocument),
    "a DOCTYPE in UTF-16": ("a.docx", utf16_doctype, UnsupportedDocument),
    "Word markup nested deeply": ("a.docx", deep_word, (DamagedDocument, DocumentTooLarge)),
    "Word runs nested deeply": ("a.docx", deep_runs, (DamagedDocument, DocumentTooLarge)),
}


def caged_seconds() -> float:
    """Processor time of the children that have ended; the clock would measure how busy the machine is."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@cache
def refusal(name: str) -> tuple[DocumentError, float]:
    """The error that a hostile file ends with, and the processor time until then."""
    filename, build, _ = HOSTILE[name]
    data, before = build(), caged_seconds()
    with pytest.raises(DocumentError) as raised:
        run_caged(caged_tasks.read_text_of, data, filename)
    return raised.value, caged_seconds() - before


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_ends_with_its_error_within_the_limits(name: str) -> None:
    error, seconds = refusal(name)
    assert isinstance(error, HOSTILE[name][2])
    assert str(error)
    assert seconds <= DEFAULT_LIMITS.cpu_seconds + 1


def test_html_nested_deeply_is_read_or_refused() -> None:
    try:
        text = run_caged(caged_tasks.read_text_of, deep_html(), "a.html")
    except (DocumentTooLarge, DamagedDocument):
        return
    assert b"word" in text


def test_no_file_content_leaks_through_an_external_entity() -> None:
    assert "root" not in str(refusal("an external entity")[0])


def test_refusal_of_an_image_without_words_says_to_scan_it_again() -> None:
    assert "scan them again" in str(refusal("a scan")[0])


def test_refusal_of_an_old_word_file_says_what_to_save_it_as() -> None:
    assert "save it as .docx or PDF" in str(refusal("Word's old format")[0])
