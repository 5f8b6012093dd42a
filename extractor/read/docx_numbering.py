"""Computes the automatic numbers that Word shows before clauses but does not store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from extractor.read.docx_names import W, attribute, child_value
from extractor.values.number_words import ONES, ORDINALS, TENS

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LEVELS = 9
_LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts and how its number looks."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None


@dataclass(slots=True)
class NumberedList:
    """A list as paragraphs refer to it.

    Attributes:
        abstract: The definition whose counters it shares.
        levels: By depth.
        overrides: Level to the number it starts from anew.
    """

    abstract: str
    levels: dict[int, Level]
    overrides: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The running numbers of a document's lists."""

    def __init__(self, root: Any | None) -> None:
        self.lists = {} if root is None else _read_lists(root)
        self._counters: dict[str, dict[int, int]] = defaultdict(dict)
        self._started: set[tuple[str, int]] = set()

    def label(self, list_id: str, depth: int) -> str | None:
        """Count one paragraph and give its number as Word shows it; None where the list is unknown."""
        found = self.lists.get(list_id)
        depth = min(max(depth, 0), _LEVELS - 1)
        if found is None or depth not in found.levels:
            return None
        self._count(found, list_id, depth)
        return self._show(found, depth)

    def _count(self, found: NumberedList, list_id: str, depth: int) -> None:
        counters = self._counters[found.abstract]
        if depth in found.overrides and (list_id, depth) not in self._started:
            counters[depth] = found.overrides[depth]
        elif depth in counters:
            counters[depth] += 1
        else:
            counters[depth] = found.levels[depth].start
        self._started.add((list_id, depth))
        for above in range(depth):
            if above in found.levels:
                counters.setdefault(above, found.levels[above].start)
        for below in [level for level in counters if level > depth]:
            restart = found.levels[below].restart if below in found.levels else None
            if restart is None or (restart and depth < restart):
                del counters[below]

    def _show(self, found: NumberedList, depth: int) -> str:
        level = found.levels[depth]
        if level.number_format == "bullet":
            return "•" if not level.text or ord(level.text[0]) >= 0xE000 else level.text
        shown = level.text
        counters = self._counters[found.abstract]
        for at in range(depth + 1):
            own = found.levels.get(at, Level())
            style = "decimal" if level.legal else own.number_format
            shown = shown.replace(f"%{at + 1}", format_number(counters.get(at, own.start), style))
        return shown.strip()


def format_number(number: int, style: str) -> str:
    """A list number in one of Word's number formats; unknown formats show decimals."""
    show = _SHOWN.get(style.removeprefix("upper").removeprefix("lower"), str)
    shown = show(number)
    return shown.upper() if style.startswith("upper") else shown


def _roman(number: int) -> str:
    if not 0 < number < 4_000:
        return str(number)
    shown = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        shown += letters * count
    return shown


def _letters(number: int) -> str:
    """A to z, then aa, bb, as Word counts on."""
    if not 0 < number <= 780:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def _ordinal_suffix(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _words(number: int) -> str:
    if 0 <= number < 20:
        return ONES[number]
    if 20 <= number < 100:
        tens, ones = divmod(number, 10)
        return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")
    return str(number)


def _ordinal_words(number: int) -> str:
    if not 0 <= number < 100:
        return f"{number}{_ordinal_suffix(number)}"
    head, dash, last = _words(number).rpartition("-")
    if last.endswith("y"):
        return f"{last[:-1]}ieth"
    return head + dash + ORDINALS.get(last, f"{last}th")


def _capital_words(number: int) -> str:
    return _words(number).capitalize()


def _ordinal(number: int) -> str:
    return f"{number}{_ordinal_suffix(number)}"


_SHOWN: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "decimalZero": "{:02d}".format,
    "Roman": _roman,
    "Letter": _letters,
    "ordinal": _ordinal,
    "cardinalText": _capital_words,
    "ordinalText": lambda number: _ordinal_words(number).capitalize(),
}


def _read_lists(root: Any) -> dict[str, NumberedList]:
    abstracts = {
        attribute(abstract, "abstractNumId") or "": {
            int(attribute(level, "ilvl") or 0): _read_level(level) for level in abstract.findall(W + "lvl")
        }
        for abstract in root.findall(W + "abstractNum")
    }
    lists = {}
    for number in root.findall(W + "num"):
        abstract = child_value(number, "abstractNumId") or ""
        levels, overrides = dict(abstracts.get(abstract, {})), {}
        for override in number.findall(W + "lvlOverride"):
            depth = _integer(attribute(override, "ilvl"), 0)
            own = override.find(W + "lvl")
            if own is not None:
                levels[depth] = _read_level(own)
            start = child_value(override, "startOverride")
            if start is not None:
                overrides[depth] = _integer(start, 1)
        lists[attribute(number, "numId") or ""] = NumberedList(abstract, levels, overrides)
    _follow_style_links(root, lists)
    return lists


def _follow_style_links(root: Any, lists: dict[str, NumberedList]) -> None:
    """A list that only names a list style shares the definition that carries that style's name."""
    carriers = {
        child_value(abstract, "styleLink"): attribute(abstract, "abstractNumId")
        for abstract in root.findall(W + "abstractNum")
        if child_value(abstract, "styleLink")
    }
    links = {
        attribute(abstract, "abstractNumId"): carriers.get(child_value(abstract, "numStyleLink"))
        for abstract in root.findall(W + "abstractNum")
        if child_value(abstract, "numStyleLink")
    }
    levels = {found.abstract: found.levels for found in lists.values() if found.levels}
    for list_id, found in lists.items():
        target = links.get(found.abstract)
        if target is not None and not found.levels:
            lists[list_id] = replace(found, abstract=target, levels=levels.get(target, {}))


def _read_level(level: Any) -> Level:
    restart = child_value(level, "lvlRestart")
    return Level(
        start=_integer(child_value(level, "start"), 1),
        number_format=child_value(level, "numFmt") or "decimal",
        text=(child_value(level, "lvlText") or "")[:40],
        legal=level.find(W + "isLgl") is not None,
        restart=None if restart is None else _integer(restart, 0),
    )


def _integer(value: str | None, default: int) -> int:
    try:
        return min(max(int(value), 0), _LARGEST) if value is not None else default
    except ValueError:
        return default
