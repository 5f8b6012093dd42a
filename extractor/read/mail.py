"""Reads an email: its header lines and body, then each attachment that can be read, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email import policy
from email.message import EmailMessage, Message, MIMEPart
from email.parser import BytesParser

from extractor.read.docx import write_docx
from extractor.read.encoding import decode_text
from extractor.read.html import write_html
from extractor.read.image import IMAGES, write_image
from extractor.read.limits import ATTACHMENTS, FILE_BYTES
from extractor.read.pdf import write_pdf
from extractor.read.sniff import CSV, DOCX, EMAIL, HTML, PDF, TEXT, sniff_media_type
from extractor.read.text import write_csv, write_text
from extractor.read.writer import Writer
from models.document import BlockKind, Document
from models.errors import DamagedDocument, DocumentError, DocumentTooLarge

_HEADERS = ("From", "To", "Cc", "Date", "Subject")


def read_email(data: bytes) -> Document:
    """The text of an email and of its attachments, which begin new pages.

    Raises:
        DocumentTooLarge: It has too many attachments, pages or characters.
        EmptyDocument: There are no words in it.
        DamagedDocument: It is not put together as an email.
    """
    message = _parse(data)
    writer = Writer(has_origins=True)
    _write_body(writer, message)
    for number, (name, content) in enumerate(_attachments(message), start=1):
        _write_attachment(writer, content, name, number)
    return writer.document(EMAIL)


def attachment_bytes(data: bytes, number: int) -> bytes:
    """The content of an attachment, counted from 1."""
    return list(_attachments(_parse(data)))[number - 1][1]


def _parse(data: bytes) -> EmailMessage:
    return BytesParser(EmailMessage, policy=policy.default).parsebytes(data)


def _write_body(writer: Writer, message: EmailMessage) -> None:
    headers = [f"{name}: {value}" for name in _HEADERS if (value := _header(message, name))]
    if headers:
        writer.block(BlockKind.HEADER, "\n".join(headers))
    try:
        body = message.get_body(preferencelist=("plain", "html"))
        content = _payload(body) if body is not None else b""
        kind = body.get_content_type() if body is not None else TEXT
    except (LookupError, ValueError, AttributeError, TypeError) as error:
        raise DamagedDocument(
            "The email is not put together as one; send its attachments instead."
        ) from error
    if content.strip():
        (write_html if kind == HTML else _write_plain)(writer, content)
    else:
        writer.end_page()


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
        IndexError,
    ):  # a header that breaks its parser
        return ""


def _write_plain(writer: Writer, content: bytes) -> None:
    write_text(writer, decode_text(content))


def _write_csv(writer: Writer, content: bytes) -> None:
    write_csv(writer, decode_text(content))


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Name and content of each attachment; an attached email is taken as it is."""
    for number, part in enumerate(_parts(message)):
        if number >= ATTACHMENTS:
            raise DocumentTooLarge(f"The email has more than {ATTACHMENTS} attachments; send them apart.")
        yield part.get_filename() or "", _payload(part)


def _parts(message: EmailMessage) -> list[EmailMessage]:
    try:
        return [part for part in message.iter_attachments() if isinstance(part, EmailMessage)]
    except (LookupError, ValueError, AttributeError, TypeError, KeyError):  # not a multipart after all
        return []


def _payload(part: MIMEPart) -> bytes:
    """The decoded bytes, text turned into UTF-8."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return first.as_bytes() if isinstance(first, Message) else b""
    if part.get_content_maintype() != "text":
        return content
    try:
        return content.decode(part.get_content_charset() or "utf-8").encode()
    except (LookupError, ValueError):
        return content


def _write_attachment(writer: Writer, content: bytes, name: str, number: int) -> None:
    """Write an attachment, or note why it cannot be read; nothing of it stays then."""
    within = Writer(has_origins=True)
    try:
        if len(content) > FILE_BYTES:
            raise DocumentTooLarge(f"more than {FILE_BYTES:,} bytes")
        kind = sniff_media_type(content, name)
        if kind == PDF:
            write_pdf(within, content, attachment=number)
        else:
            _WRITERS[kind](within, content)
    except (DocumentError, KeyError) as error:
        reason = error.title if isinstance(error, DocumentError) else "an email within an email"
        writer.note(f"attachment {number} was not read: {reason}")
        return
    writer.append(within, attachment=number)
    writer.note(f"attachment {number} was read")


_WRITERS: dict[str, Callable[[Writer, bytes], None]] = {
    DOCX: write_docx,
    HTML: write_html,
    TEXT: _write_plain,
    CSV: _write_csv,
    **dict.fromkeys(IMAGES, write_image),
}
