"""The fuzzer's inputs by number: a whole contract of each kind of file, then hurt."""

from __future__ import annotations

import zlib
from email.message import EmailMessage
from functools import cache
from html import escape
from pathlib import Path
from random import Random
from typing import Literal

from samples.synthetic.__main__ import file_of
from samples.synthetic.compose import compose
from tests.fuzz.mutate import mutated_bytes, mutated_text, mutated_word

Kind = Literal["text", "docx", "pdf", "html", "mail", "csv"]
TEXT: Kind = "text"
DOCX: Kind = "docx"
PDF: Kind = "pdf"
KINDS: tuple[Kind, ...] = (*[TEXT] * 9, *[DOCX] * 4, *[PDF] * 4, "html", "html", "mail", "csv")
SUFFIXES = {"text": "txt", "docx": "docx", "pdf": "pdf", "html": "html", "mail": "eml", "csv": "csv"}
SEEDS = 24
CONTRACTS = Path(__file__).parents[2] / "samples" / "contracts"


def fuzz_input(number: int, *, seed: int = 1) -> tuple[bytes, str]:
    """The number-th input and its file name; its kind is in the name."""
    random = Random(zlib.crc32(f"fuzz/{seed}/{number}".encode()))  # noqa: S311 - chance that can be repeated
    kind = random.choice(KINDS)
    return _hurt(kind, random), f"fuzz-{number}.{SUFFIXES[kind]}"


def _hurt(kind: Kind, random: Random) -> bytes:
    one, two = whole(kind, random.randrange(SEEDS)), whole(kind, random.randrange(SEEDS))
    if kind == "docx" and random.random() < 0.8:
        return mutated_word(one, random, two)
    if kind == "pdf" or random.random() < 0.15:
        return mutated_bytes(one, random, two)
    if kind == "docx":
        return mutated_bytes(one, random, two)
    return mutated_text(one.decode(), random, two.decode()).encode("utf-8", "replace")


@cache
def whole(kind: Kind, number: int) -> bytes:
    """A contract that nothing has happened to."""
    match kind:
        case "docx" | "pdf" if number % 4 == 3:
            files = sorted(CONTRACTS.glob(f"*/contract.{kind}"))
            return files[number % len(files)].read_bytes()
        case "docx" | "pdf":
            return file_of(compose(number, seed=77, medium=kind))
        case "html":
            return _html(_text(number))
        case "mail":
            return _mail(_text(number))
        case "csv":
            return _csv(_text(number))
        case _:
            return _text(number).encode()


def _text(number: int) -> str:
    return file_of(compose(number, seed=77, medium="txt")).decode()


def _html(text: str) -> bytes:
    made = []
    for part in text.split("\n\n"):
        rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("|")]
        if rows:
            cells = ["".join(f"<td colspan='1'>{escape(cell)}</td>" for cell in row) for row in rows]
            made.append("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
        else:
            made.append(f"<p>{escape(part)}</p>")
    return f"<html><head><title>Contract</title></head><body>{''.join(made)}</body></html>".encode()


def _mail(text: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.com", "b@example.com", "Signed agreement"
    message.set_content(text)
    message.add_alternative(_html(text).decode(), subtype="html")
    message.add_attachment(text.encode(), maintype="text", subtype="plain", filename="agreement.txt")
    message.set_boundary("edge-of-a-part")
    return bytes(message)


def _csv(text: str) -> bytes:
    return "\n".join(line.strip("| ").replace(" | ", ",") for line in text.splitlines()).encode()
