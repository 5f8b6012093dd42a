"""Tells what a file is from its bytes, and refuses one whose name says otherwise."""

from __future__ import annotations

import io
import mimetypes
import re
import zipfile
from pathlib import PurePath

from extractor.read.encoding import decode_text
from models.errors import DamagedDocument, EncryptedDocument, UnsupportedDocument

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
EMAIL = "message/rfc822"
TEXT = "text/plain"
CSV = "text/csv"
PNG = "image/png"
JPEG = "image/jpeg"
TIFF = "image/tiff"

SUPPORTED = "Supported are PDF, Word (.docx), HTML, plain text, CSV, email (.eml), PNG, JPEG and TIFF."

_NAMES = {
    PDF: "a PDF",
    DOCX: "a Word file",
    HTML: "HTML",
    EMAIL: "an email",
    TEXT: "plain text",
    CSV: "CSV",
    PNG: "a PNG image",
    JPEG: "a JPEG image",
    TIFF: "a TIFF image",
}
_SUFFIXES = {
    ".pdf": {PDF},
    ".docx": {DOCX},
    ".html": {HTML},
    ".htm": {HTML},
    ".xhtml": {HTML},
    ".eml": {EMAIL},
    ".csv": {CSV},
    ".txt": {TEXT},
    ".text": {TEXT},
    ".md": {TEXT},
    ".png": {PNG},
    ".jpg": {JPEG},
    ".jpeg": {JPEG},
    ".tif": {TIFF},
    ".tiff": {TIFF},
}
_IMAGE_MAGIC = ((b"\x89PNG\r\n", PNG), (b"\xff\xd8\xff", JPEG), (b"II*\x00", TIFF), (b"MM\x00*", TIFF))
_OTHER_MAGIC = (
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"GIF8", "a GIF image; save it as PNG"),
    (b"{\\rtf", "an RTF file; save it as .docx or PDF"),
    (b"\x1f\x8b", "a gzip archive; send the documents in it"),
    (b"7z\xbc\xaf", "a 7z archive; send the documents in it"),
    (b"Rar!", "a RAR archive; send the documents in it"),
)
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAIL_HEADER = re.compile(
    r"^(?:From|To|Subject|Date|Received|MIME-Version|Return-Path|Message-ID|Content-Type|Delivered-To):",
    re.IGNORECASE | re.MULTILINE,
)


def sniff_media_type(data: bytes, filename: str) -> str:
    """What the content is.

    Raises:
        UnsupportedDocument: No reader for it, or the name says that it is something else.
        EncryptedDocument: An Office file behind a password.
        DamagedDocument: A Word file whose archive is broken.
    """
    suffix = PurePath(filename).suffix.lower()
    found = _binary_type(data, suffix) or _text_type(data, suffix)
    allowed = _SUFFIXES.get(suffix)
    if allowed is not None and found not in allowed:
        raise UnsupportedDocument(
            f"The name ends in {suffix}, the content is {_NAMES[found]}; give the file the name that fits it."
        )
    if allowed is None and _names_another_kind(suffix):
        raise UnsupportedDocument(
            f"The name ends in {suffix}, which is not read, though the content is {_NAMES[found]}; "
            "give the file the name that fits it."
        )
    return found


def _names_another_kind(suffix: str) -> bool:
    return mimetypes.MimeTypes().guess_type(f"file{suffix}")[0] is not None


def _binary_type(data: bytes, suffix: str) -> str | None:
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(_OLE_MAGIC):
        raise _ole_error(data)
    if data.startswith(_ZIP_MAGIC):
        return _zip_type(data, suffix)
    for magic, kind in _IMAGE_MAGIC:
        if data.startswith(magic):
            return kind
    for magic, what in _OTHER_MAGIC:
        if data.startswith(magic) and not (magic == b"MZ" and data[:200].isascii() and b"\x00" not in data):
            raise UnsupportedDocument(f"The file is {what}. {SUPPORTED}")
    return None


def _ole_error(data: bytes) -> Exception:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedDocument(
            "The Word file is protected by a password; save it without one and send it again."
        )
    if "WordDocument".encode("utf-16-le") in data:
        return UnsupportedDocument(
            "The file is in Word's old .doc format, which is not read; save it as .docx or PDF and send that."
        )
    return UnsupportedDocument(f"The file is in an old Office format, which is not read. {SUPPORTED}")


def _zip_type(data: bytes, suffix: str) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        if suffix == ".docx":
            raise DamagedDocument(
                "The Word file is cut off or broken; open it in Word, save it and send it again."
            ) from error
        raise UnsupportedDocument(f"The file is a broken archive. {SUPPORTED}") from error
    if "word/document.xml" in names or ("[Content_Types].xml" in names and suffix == ".docx"):
        return DOCX
    raise UnsupportedDocument(f"The file is an archive or an Office file other than Word's. {SUPPORTED}")


def _text_type(data: bytes, suffix: str) -> str:
    text = decode_text(data)
    if _HTML_START.match(text[:20_000]):
        return HTML
    if suffix not in {".txt", ".text", ".md", ".csv"} and _is_mail(text):
        return EMAIL
    if suffix in {".html", ".htm", ".xhtml"} and re.search(r"</?[a-z][^<>]*>", text, re.IGNORECASE):
        return HTML
    return CSV if suffix == ".csv" else TEXT


def _is_mail(text: str) -> bool:
    head = re.split(r"\r?\n\r?\n", text[:20_000], maxsplit=1)[0]
    return len({match.group().lower() for match in _MAIL_HEADER.finditer(head)}) >= 2
