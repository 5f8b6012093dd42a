"""Damage to a file or a text, as wires, converters and people do it; the same for the same chance."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from random import Random

from lxml import etree

STRANGE = (
    "\u00a0\u200b\u200f\u202e\u2028\u2029\ufeff\u00ad\u0301\u000c\u007f\u0085\ufffd\ufb01\u2103\u0130\u0131\u1e9e"
    "\u0660\u0966\u09ea\uff11\u2488\u00bd\u00b2\u2460\u3007\u4e00\U0001d7d8\U0001f4b6\ud7ff\ue000\U0010ffff\u20b9\u20ac\u00a3\u00a5\u2013\u2014\u2212"
    "\u201c\u201d\u2019\u00ab\u00bb\u2116\u00a7\u2022\uf0b7\t\r"
)
INTEGERS = (b"0", b"-1", b"99999999999", b"2147483648", b"1e309", b"65536", b"")
_DIGITS = re.compile(r"\d")
_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^<>]{1,400}>")


def flip(data: bytes, random: Random) -> bytes:
    """Change a few bytes."""
    changed = bytearray(data)
    for _ in range(random.randint(1, 24)):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def cut(data: bytes, random: Random) -> bytes:
    """Lose the end, the beginning or a piece."""
    start, end = sorted(random.randrange(len(data) + 1) for _ in range(2))
    return random.choice((data[:end], data[start:], data[:start] + data[end:]))


def double(data: bytes, random: Random) -> bytes:
    """Repeat a piece, sometimes often."""
    start = random.randrange(len(data))
    end = min(len(data), start + random.choice((1, 8, 200, 4000)))
    return data[:end] + data[start:end] * random.choice((1, 2, 40)) + data[end:]


def splice(data: bytes, random: Random, other: bytes) -> bytes:
    """The head of one file and the tail of another, or a piece of another in between."""
    at, start = random.randrange(len(data)), random.randrange(len(other))
    end = random.randrange(start, len(other) + 1)
    return random.choice((data[:at] + other[start:], data[:at] + other[start:end] + data[at:]))


def renumber(data: bytes, random: Random) -> bytes:
    """Replace a number by one that nobody expects."""
    return _replaced(data, _NUMBER, random, lambda _: random.choice(INTEGERS))


def retag(data: bytes, random: Random) -> bytes:
    """Lose, repeat or swap a tag."""
    tags = _TAG.findall(data) or [b""]
    return _replaced(
        data,
        _TAG,
        random,
        lambda found: random.choice((b"", found * random.choice((2, 300)), random.choice(tags))),
    )


def restream(data: bytes, random: Random) -> bytes:
    """Repeat, swap or empty a stream of a PDF."""
    streams = _STREAM.findall(data) or [b""]
    return _replaced(
        data, _STREAM, random, lambda found: random.choice((b"", found * 2, random.choice(streams)))
    )


def _replaced(
    data: bytes, pattern: re.Pattern[bytes], random: Random, new: Callable[[bytes], bytes]
) -> bytes:
    places = [found.span() for found in pattern.finditer(data)]
    for start, end in sorted(random.sample(places, min(len(places), random.randint(1, 4))), reverse=True):
        data = data[:start] + new(data[start:end]) + data[end:]
    return data


def mutated_bytes(data: bytes, random: Random, other: bytes) -> bytes:
    """One to three injuries."""
    kinds: tuple[Callable[[bytes, Random], bytes], ...] = (flip, flip, cut, double, renumber, retag, restream)
    for _ in range(random.randint(1, 3)):
        if not data:
            return data
        data = splice(data, random, other) if random.random() < 0.15 else random.choice(kinds)(data, random)
    return data


def mutated_word(data: bytes, random: Random, other: bytes) -> bytes:
    """A Word file whose parts are hurt while the package stays whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(io.BytesIO(other)) as package:
        body = package.read("word/document.xml")
    name = random.choice(("word/document.xml", "word/document.xml", "word/document.xml", *sorted(members)))
    if random.random() < 0.06:
        members.pop(name)
    else:
        kind = random.choice((_markup, _markup, _markup, mutated_bytes))
        members[name] = kind(members[name], random, body)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for each, content in members.items():
            package.writestr(zipfile.ZipInfo(each), content, zipfile.ZIP_DEFLATED)  # no clock in it
    return out.getvalue()


def _markup(data: bytes, random: Random, _: bytes) -> bytes:
    """Repeat, nest, move or lose whole elements, and change their attributes; the part stays well-formed."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    for _turn in range(random.randint(1, 5)):
        elements = [each for each in root.iter() if isinstance(each.tag, str) and each is not root]
        if not elements:
            break
        _move(random.choice(elements), random.choice(elements), random)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _move(element: etree._Element, other: etree._Element, random: Random) -> None:
    parent = element.getparent()
    match random.randrange(5):
        case 0 if parent is not None:
            parent.remove(element)
        case 1 if parent is not None:
            for _ in range(random.choice((1, 2, 80))):
                parent.insert(parent.index(element), deepcopy(element))
        case 2:
            element.append(deepcopy(other))
        case 3 if element.attrib:
            name = random.choice(list(element.attrib))
            element.set(name, random.choice(("0", "-1", "99999999999", "", "x", "4294967296", "1.5")))
        case _:
            element.text = random.choice((other.text, "", "9" * 400, "$1,000.00"))


def mutated_text(text: str, random: Random, other: str) -> str:
    """Lines lost, repeated, moved or mixed with another contract's; digits and characters changed."""
    lines = text.split("\n")
    for _ in range(random.randint(1, 6)):
        lines = random.choice(_LINES)(lines, random, other.split("\n")) or [""]
    changed = "\n".join(lines)
    for _ in range(random.randint(0, 3)):
        changed = random.choice(_CHARACTERS)(changed, random)
    return changed


def _lose(lines: list[str], random: Random, _: list[str]) -> list[str]:
    at = random.randrange(len(lines))
    return lines[:at] + lines[at + random.randint(1, 9) :]


def _repeat(lines: list[str], random: Random, _: list[str]) -> list[str]:
    at = random.randrange(len(lines))
    piece = lines[at : at + random.randint(1, 9)]
    return lines[:at] + piece * random.choice((2, 2, 3, 60)) + lines[at:]


def _swap(lines: list[str], random: Random, _: list[str]) -> list[str]:
    one, two = (random.randrange(len(lines)) for _ in range(2))
    lines[one], lines[two] = lines[two], lines[one]
    return lines


def _mix(lines: list[str], random: Random, other: list[str]) -> list[str]:
    at, start = random.randrange(len(lines)), random.randrange(len(other))
    return lines[:at] + other[start : start + random.randint(1, 30)] + lines[at:]


def _join(lines: list[str], random: Random, _: list[str]) -> list[str]:
    at = random.randrange(len(lines))
    return [*lines[:at], random.choice((" ", "", "\t", "   ")).join(lines[at : at + 12]), *lines[at + 12 :]]


def _table(lines: list[str], random: Random, _: list[str]) -> list[str]:
    """A table of many rows and columns."""
    between = random.choice((" | ", "\t", "    ", ","))
    rows, columns = random.choice(((40, 3), (60, 3), (3, 40), (20, 8), (400, 4)))
    cells = (
        "Milestone",
        "$1,000.00",
        "25%",
        "30 days",
        "Consultant",
        "",
        "EUR 1.234,56",
        "01/02/2026",
        "Total",
        "hour",
    )
    body = [between.join(random.choice(cells) for _ in range(columns)) for _ in range(rows)]
    at = random.randrange(len(lines))
    return lines[:at] + body + lines[at:]


def _digits(text: str, random: Random) -> str:
    share = random.choice((0.02, 0.2, 1.0))
    return _DIGITS.sub(lambda found: str(random.randrange(10)) if random.random() < share else found[0], text)


def _strange(text: str, random: Random) -> str:
    for _ in range(random.randint(1, 30)):
        at = random.randrange(len(text) + 1)
        text = text[:at] + random.choice(STRANGE) * random.choice((1, 1, 1, 50)) + text[at:]
    return text


def _broken(text: str, random: Random) -> str:
    """Spaces doubled, lost, or turned into line ends."""
    parts = text.split(" ")
    return "".join(part + random.choice((" ", " ", " ", " ", "  ", "", "\n", "\u00a0")) for part in parts)


def _cased(text: str, random: Random) -> str:
    return random.choice((text.upper(), text.lower(), text.swapcase(), text[::-1]))


def _long(text: str, random: Random) -> str:
    """One word or number without end."""
    at = random.randrange(len(text) + 1)
    piece = random.choice(("9", "1,000,", "(", "a", "$", "one hundred ", "and ", ". ", "-", "1.", "%"))
    return text[:at] + piece * random.choice((50, 3000)) + text[at:]


_LINES: tuple[Callable[[list[str], Random, list[str]], list[str]], ...] = (
    _lose,
    _lose,
    _repeat,
    _swap,
    _mix,
    _join,
    _table,
)
_CHARACTERS: tuple[Callable[[str, Random], str], ...] = (
    _digits,
    _digits,
    _strange,
    _strange,
    _broken,
    _cased,
    _long,
)
