"""Paper as plain text: wrapped lines, aligned or piped tables, page marks between pages."""

from __future__ import annotations

import textwrap

from samples.synthetic.blocks import Paper, SampleBlock, SampleTable, accepted

PAGE_LINES = 58


def write_text(paper: Paper) -> bytes:
    """The paper as UTF-8 text, with page furniture where the paper has page numbers."""
    lines: list[str] = []
    number = 0
    for block in paper.blocks:
        if block.kind == "heading" and block.mark == "#":
            number += 1
            block = SampleBlock("heading", block.text, mark=f"{number}.")  # noqa: PLW2901 - Word would number it
        lines += [*_lines(block, paper.line_width), ""]
    return "\n".join(_paged(lines, paper)).encode()


def _lines(block: SampleBlock, width: int) -> list[str]:
    words = f"{block.mark} {accepted(block.text)}".strip()
    match block.kind:
        case "page":
            return ["\f"]
        case "table" if block.table:
            return _table(block.table)
        case "signatures":
            return [f"{left:<44}  {right}".rstrip() for left, right in block.signers]
        case "title" | "centred":
            return [line.center(min(width, 96)).rstrip() for line in textwrap.wrap(words, min(width, 96))]
        case "item":
            return textwrap.wrap(words, width, initial_indent="   ", subsequent_indent="      ")
        case _:
            return textwrap.wrap(words, width, break_long_words=False, break_on_hyphens=False)


def _table(table: SampleTable) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*table.rows, strict=True)]
    between = " | " if table.ruled else "    "
    lines = []
    for number, row in enumerate(table.rows):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        line = between.join(cells)
        lines.append(f"| {line} |" if table.ruled else line.rstrip())
        if table.ruled and number == table.headings - 1:
            lines.append("|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return lines


def _paged(lines: list[str], paper: Paper) -> list[str]:
    if not paper.page_marks:
        return [paper.header, "", *lines] if paper.header else lines
    pages = [lines[start : start + PAGE_LINES] for start in range(0, len(lines), PAGE_LINES)]
    made: list[str] = []
    for number, page in enumerate(pages, start=1):
        mark = paper.page_marks.format(n=number, all=len(pages))
        made += [
            *filter(None, (paper.furniture, paper.header)),
            *page,
            paper.footer,
            mark.center(72).rstrip(),
        ]
        made.append("\f" if number < len(pages) else "")
    return made
