"""Turns bytes into characters, and finds characters that people do not see."""

from __future__ import annotations

import codecs
import re

from models.errors import UnsupportedDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\U000e0000-\U000e0fff]"
)
"""Characters without a picture: joiners, marks of direction, fillers, variation selectors, tags."""
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_PLAIN = str.maketrans(dict.fromkeys(_SPACES, " ") | {"\u037e": ";"})
_CONTROLS_ALLOWED = 0.001


def plain_spaces(text: str) -> str:
    """The text with each space that has a width or a rule of its own as a plain one, character by character.

    PDFs made from web pages have a no-break space between all words, and the Greek question mark, which
    looks like a semicolon, in place of it.
    """
    return text if text.isascii() else text.translate(_PLAIN)


def decode_text(data: bytes) -> str:
    """The characters of a text file: UTF-8, UTF-16 with its mark, else Windows' Western European.

    Raises:
        UnsupportedDocument: NUL bytes or other control characters show that it is not text.
    """
    text = _decode(data)
    if "\x00" in text:
        raise UnsupportedDocument(
            "The file has NUL bytes, which no text has: it is a binary file or UTF-16 without its mark; "
            "save it as UTF-8 text, PDF or .docx."
        )
    if len(_CONTROL.findall(text)) > max(2, len(text) * _CONTROLS_ALLOWED):
        raise UnsupportedDocument(
            "The file is not text: it is full of control characters; save it as UTF-8 text, PDF or .docx."
        )
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def invisible_notes(text: str) -> list[str]:
    """Remarks on characters that people do not see or that turn the direction of reading."""
    hidden = len(INVISIBLE.findall(text))
    turned = len(_DIRECTION.findall(text))
    notes = [f"invisible characters: {hidden}"] if hidden else []
    if turned:
        notes.append(f"characters that change the direction of reading: {turned}")
    return notes
