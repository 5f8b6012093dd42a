"""Figures that character recognition spoilt, and what they were: 'S48,000.00', '$6O,000.00', '500/0', 'l2'.

A slip is told by a token that is no figure as it stands and one figure once the usual confusions are undone.
A figure that is sound as it stands is never called one, however little it fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import chain

from extractor.values.openings import places, stretches
from models.document import Span

_LOOKS_LIKE = str.maketrans("OoQIl|!SZB", "0001111528")
_DIGIT = "0-9OoQIl|!SZB"
_AMOUNT = re.compile(
    rf"(?<![\w$€£.,/-])[$S€£]?\s?[{_DIGIT}]{{1,3}}(?:[.,][{_DIGIT}]{{3}})+(?:[.,][{_DIGIT}]{{2}})?(?![\w/]|[.,]\d)"
)
_GROUP = re.compile(rf"[{_DIGIT}][.,][{_DIGIT}]{{3}}")
_COUNT = re.compile(rf"[{_DIGIT}](?<![\w$€£.,/-][{_DIGIT}])[{_DIGIT}]{{0,2}}(?![\w/]|[.,]\d)")
_PERCENT = re.compile(
    rf"(?<![\w$€£.,/-])(?P<number>[{_DIGIT}]{{1,3}}(?:\.\d{{1,2}})?)(?P<sign>[0Oo°]/[0Oo°])(?!\w)"
)
_SOUND = re.compile(r"[$€£]?\s?\d{1,3}(?:,\d{3})*(?:\.\d{2})?")


class Kind(StrEnum):
    """What the figure is."""

    AMOUNT = "amount"
    COUNT = "count"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Slip:
    """A token that was a figure before it was recognised.

    Attributes:
        span: Of the token in the text.
        meant: The figure, padded with spaces to the length of the token.
        value: Its number.
        kind: What it is.
    """

    span: Span
    meant: str
    value: Decimal
    kind: Kind


def find_slips(text: str) -> list[Slip]:
    """Tokens that are no figures as they stand but may have been, in order."""
    found = sorted([*_amounts(text), *_percents(text), *_counts(text)], key=lambda slip: slip.span)
    apart: list[Slip] = []
    for slip in found:
        if not apart or slip.span.start >= apart[-1].span.end:
            apart.append(slip)
    return apart


def _amounts(text: str) -> Iterator[Slip]:
    groups = [match.start() for match in _GROUP.finditer(text)]
    near = stretches(groups, 6, 12, (0, len(text)))
    for match in chain.from_iterable(_AMOUNT.finditer(text, *within) for within in near):
        token = match.group()
        if _SOUND.fullmatch(token) or sum(char.isdigit() for char in token) < 3:
            continue
        meant = _amount(token)
        number = re.sub(r"[^\d.]", "", meant)
        yield Slip(Span(*match.span()), meant, Decimal(number), Kind.AMOUNT)


def _amount(token: str) -> str:
    """The amount with a currency sign where an S stands for it, commas between thousands, a point before cents."""
    sign, rest = ("$", token[1:]) if token[0] == "S" else ("", token)
    figures = rest.translate(_LOOKS_LIKE)
    groups = re.split(r"[.,]", figures)
    cents = len(groups) > 1 and len(groups[-1]) == 2
    whole = ",".join(groups[:-1] if cents else groups)
    return sign + whole + (f".{groups[-1]}" if cents else "")


def _percents(text: str) -> Iterator[Slip]:
    near = stretches(places(text, "/"), 10, 6, (0, len(text)))
    for match in chain.from_iterable(_PERCENT.finditer(text, *within) for within in near):
        number = match["number"].translate(_LOOKS_LIKE)
        if Decimal(number) <= 100:
            meant = f"{number}%".ljust(len(match.group()))
            yield Slip(Span(*match.span()), meant, Decimal(number), Kind.PERCENT)


def _counts(text: str) -> Iterator[Slip]:
    for match in _COUNT.finditer(text):
        token = match.group()
        if not token.isdigit() and (any(map(str.isdigit, token)) or token in {"l", "lO", "IO", "O"}):
            meant = token.translate(_LOOKS_LIKE)
            yield Slip(Span(*match.span()), meant, Decimal(meant), Kind.COUNT)
