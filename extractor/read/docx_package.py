"""Opens a Word file's archive, having checked that unpacking and parsing it is safe."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from typing import Any

import docx

from extractor.read.limits import (
    ZIP_MEMBERS,
    ZIP_RATIO,
    ZIP_RATIO_APPLIES_ABOVE_BYTES,
    ZIP_UNPACKED_BYTES,
)
from models.errors import (
    DamagedDocument,
    DocumentError,
    DocumentTooLarge,
    EncryptedDocument,
    UnsupportedDocument,
)

_ENCRYPTED_FLAG = 0x1
_STRICT = b"http://purl.oclc.org/ooxml/"
_BROKEN = "The Word file is cut off or broken; open it in Word, save it and send it again."


def open_package(data: bytes) -> Any:
    """python-docx's document over the bytes.

    Raises:
        DocumentTooLarge: The archive breaks a limit on members, size or compression.
        UnsupportedDocument: It has a DOCTYPE, links or paths that no Word file has.
        EncryptedDocument: A member needs a password.
        DamagedDocument: It is truncated or broken.
    """
    check_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
    except DocumentError:
        raise
    except MemoryError:
        raise
    except Exception as error:  # python-docx raises whatever the broken part makes it stumble over
        raise DamagedDocument(_BROKEN) from error
    if body is None:
        raise DamagedDocument(_BROKEN)
    return document


def check_archive(data: bytes) -> None:
    """Refuse an archive that is a bomb, reaches outside itself or declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_sizes(members)
            for member in members:
                _check_member(member)
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels")):
                    _check_markup(archive.read(member))
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise DamagedDocument(_BROKEN) from error


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > ZIP_MEMBERS:
        raise DocumentTooLarge(
            f"The Word file has {len(members):,} parts, more than the {ZIP_MEMBERS:,} allowed; save it again."
        )
    unpacked = sum(member.file_size for member in members)
    if unpacked > ZIP_UNPACKED_BYTES:
        raise DocumentTooLarge(
            f"The Word file unpacks to {unpacked:,} bytes, more than the {ZIP_UNPACKED_BYTES:,} allowed; "
            "take out its images and send it again."
        )


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.filename
    if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name:
        raise UnsupportedDocument(
            "The Word file has a part whose path leads out of it; save it again in Word."
        )
    if stat.S_ISLNK(member.external_attr >> 16):
        raise UnsupportedDocument("The Word file has a link in place of a part; save it again in Word.")
    if member.flag_bits & _ENCRYPTED_FLAG:
        raise EncryptedDocument("The archive is protected by a password; send the Word file without one.")
    ratio = member.file_size / max(member.compress_size, 1)
    if member.file_size > ZIP_RATIO_APPLIES_ABOVE_BYTES and ratio > ZIP_RATIO:
        raise DocumentTooLarge(
            f"A part of the Word file unpacks to {ratio:,.0f} times its size, more than the {ZIP_RATIO} "
            "allowed; save it again in Word."
        )


def _check_markup(markup: bytes) -> None:
    plain = markup.replace(b"\x00", b"")  # UTF-16 shows as ASCII with zeros between
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise UnsupportedDocument(
            "The Word file declares a DOCTYPE, which Word never writes; save it in Word."
        )
    if _STRICT in plain[:4_000] and b"relationships/officeDocument" in plain:
        raise UnsupportedDocument(
            "The Word file is saved as 'Strict Open XML', which is not read; save it as 'Word Document'."
        )
