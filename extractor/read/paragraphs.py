"""Groups the lines of a page into paragraphs by their distance, indentation and words."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from extractor.read.lines import TextLine, kind_of, starts_item
from extractor.read.writer import NOT_ON_PAGE, Writer
from models.document import BlockKind

_WIDE_STEP = 1.3
"""A step to the next line this many times the usual one separates paragraphs."""
_SHORT = 0.8
_ENDS = (".", ":", ";", "!", "?", ".”", '."', "; and", "; or")


def group_lines(lines: Sequence[TextLine], *, step: float | None = None) -> Iterator[list[TextLine]]:
    """Lines by paragraph; furniture stands alone."""
    step = _usual_step(lines) if step is None else step
    right = max((line.x1 for line in lines), default=0.0)
    group: list[TextLine] = []
    for line in lines:
        if group and _separates(group, line, step=step, right=right):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def write_lines(writer: Writer, lines: Sequence[TextLine], *, step: float | None = None) -> None:
    """Write lines as blocks, one a paragraph; `step` is the distance of lines where it is known."""
    for group in group_lines(lines, step=step):
        kind = group[0].furniture or kind_of(group[0].text, lines=len(group))
        _write_group(writer, kind, group)


def _write_group(writer: Writer, kind: BlockKind, group: Sequence[TextLine]) -> None:
    text = "\n".join(line.text for line in group)
    writer.block(kind, text, origins=_origins(group) if writer.has_origins else ())


def _origins(group: Iterable[TextLine]) -> array[int]:
    origins = array("i")
    for line in group:
        if origins:
            origins.append(NOT_ON_PAGE)
        origins.extend(line.origins)
    return origins


def _usual_step(lines: Sequence[TextLine]) -> float:
    steps = [
        below.bottom - above.bottom
        for above, below in pairwise(lines)
        if 0 < below.bottom - above.bottom < 4 * max(above.height, 1)
    ]
    if not steps:
        return 0.0
    # a page of many one-line paragraphs has a wide median step; lines within a paragraph are the closest
    return min(median(steps), 1.25 * sorted(steps)[len(steps) // 4])


def _separates(group: Sequence[TextLine], line: TextLine, *, step: float, right: float) -> bool:
    above = group[-1]
    if above.furniture is not line.furniture:
        return True
    if line.furniture is not None:
        return False
    down = line.bottom - above.bottom
    if down < -above.height or (step and down > _WIDE_STEP * step and down > _WIDE_STEP * above.height):
        return True
    if kind_of(above.text) is BlockKind.HEADING and len(group) == 1:
        return not (line.text[0].islower() or _both_capitals(above, line))
    if starts_item(line.text):
        return above.text.endswith(_ENDS) or above.x1 < _SHORT * right or line.x0 != above.x0
    ended = above.text.endswith(_ENDS)
    return (
        ended
        and (above.x1 < _SHORT * right or line.x0 > above.x0 + line.height)
        and not line.text[0].islower()
    )


def _both_capitals(above: TextLine, line: TextLine) -> bool:
    return above.text.isupper() and line.text.isupper() and not starts_item(line.text)
