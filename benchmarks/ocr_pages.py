"""How well and how fast scans are read: character and word errors, fields kept, seconds a page.

    python -m benchmarks.ocr_pages [FOLDER] [--dpi 200] [--angle 0.7] [--noise 9] [--turn 0] [--most 12]

Each PDF under FOLDER is rendered, tilted, blurred, made noisy and saved as JPEG pages in a PDF; what is read
from that is compared with what is read from the PDF itself. The order of lines does not count for words.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import resource
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

from extractor.pipeline import extract_document
from extractor.read import read_document
from models.document import BlockKind, Document

ROOT = Path(__file__).resolve().parent.parent


@dataclass(slots=True)
class Tally:
    """What was counted over some documents."""

    pages: int = 0
    characters: int = 0
    wrong_characters: int = 0
    words: int = 0
    missed_words: int = 0
    rows: int = 0
    rows_kept: int = 0
    fields: int = 0
    fields_kept: int = 0
    cpu_seconds: float = 0.0
    seconds: float = 0.0

    def add(self, other: Tally) -> None:
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


def main() -> None:
    arguments = parse()
    files = sorted(arguments.folder.rglob("*.pdf"))[: arguments.most]
    if not files:
        raise SystemExit(f"no PDFs under {arguments.folder}; give a folder that has some")
    print("| document | pages | CER | words missed | rows kept | fields kept | CPU s/page | s/page |")
    print("|---|---|---|---|---|---|---|---|")
    whole = Tally()
    for file in files:
        tally = measure(file.read_bytes(), arguments)
        whole.add(tally)
        print(row(f"{file.parent.name}/{file.name}", tally))
    print(row("all", whole))
    print(f"\npeak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:,.0f} MB")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "samples")
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--angle", type=float, default=0.7)
    parser.add_argument("--noise", type=float, default=9.0)
    parser.add_argument("--blur", type=float, default=0.7)
    parser.add_argument("--quality", type=int, default=55)
    parser.add_argument("--turn", type=int, choices=(0, 90, 180, 270), default=0)
    parser.add_argument("--most", type=int, default=12, help="documents, at most")
    return parser.parse_args()


def measure(data: bytes, arguments: argparse.Namespace) -> Tally:
    scan, pages = scanned(data, arguments)
    native = read_document(data, "native.pdf")
    begun, cpu = time.perf_counter(), time.process_time()
    read = read_document(scan, "scan.pdf")
    seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
    words, found = Counter(native.text.split()), Counter(read.text.split())
    rows, rows_found = rows_of(native), rows_of(read)
    terms, terms_found = terms_of(native), terms_of(read)
    lines = body(native)
    return Tally(
        pages=pages,
        characters=sum(map(len, lines)),
        wrong_characters=wrong_characters(lines, body(read)),
        words=words.total(),
        missed_words=(words - found).total(),
        rows=rows.total(),
        rows_kept=(rows & rows_found).total(),
        fields=len(terms),
        fields_kept=sum(terms_found.get(at) == value for at, value in terms.items()),
        cpu_seconds=cpu,
        seconds=seconds,
    )


def scanned(data: bytes, arguments: argparse.Namespace) -> tuple[bytes, int]:
    pdf = pdfium.PdfDocument(data)
    images = [worn(pdf[number], number, arguments) for number in range(len(pdf))]
    buffer = io.BytesIO()
    images[0].save(
        buffer,
        "PDF",
        save_all=True,
        append_images=images[1:],
        resolution=arguments.dpi,
        quality=arguments.quality,
    )
    return buffer.getvalue(), len(images)


def worn(page: Any, number: int, arguments: argparse.Namespace) -> Image.Image:
    image: Image.Image = page.render(scale=arguments.dpi / 72, grayscale=True).to_pil().convert("L")
    angle = arguments.angle * (1 if number % 2 == 0 else -0.6)
    image = image.rotate(angle, fillcolor=252, resample=Image.Resampling.BICUBIC)
    image = image.filter(ImageFilter.GaussianBlur(arguments.blur))
    grain = np.random.default_rng(number).normal(0, arguments.noise, (image.height, image.width))
    greys = np.clip(np.asarray(image, dtype=np.float64) * 0.93 + 8 + grain, 0, 255).astype(np.uint8)
    return Image.fromarray(np.rot90(greys, arguments.turn // 90))


def body(document: Document) -> list[str]:
    """Lines of the text without running heads and feet; blanks to fill in count the same at any length."""
    kept = (
        document.quote(block.span)
        for block in document.blocks
        if block.kind not in {BlockKind.HEADER, BlockKind.FOOTER}
    )
    lines = (re.sub(r"_{3,}", "___", " ".join(line.split())) for text in kept for line in text.split("\n"))
    return [line for line in lines if line]


def wrong_characters(lines: list[str], found: list[str]) -> int:
    """Characters of each line that are not in the line found which is most like it."""
    left = Counter(found)
    wrong = 0
    for line in lines:
        if left[line]:
            left[line] -= 1
            continue
        ratios = [(SequenceMatcher(None, line, other, autojunk=False), other) for other in +left]
        best = max(ratios, key=lambda pair: pair[0].ratio(), default=None)
        if best is None or best[0].ratio() < 0.5:
            wrong += len(line)
            continue
        kept = sum(block.size for block in best[0].get_matching_blocks())
        wrong += max(len(line), len(best[1])) - kept
        left[best[1]] -= 1
    return wrong


def rows_of(document: Document) -> Counter[tuple[str, ...]]:
    rows: Counter[tuple[str, ...]] = Counter()
    for table in document.tables:
        for number in range(table.row_count):
            cells = [
                " ".join(document.quote(cell.span).split()) for cell in table.cells if cell.row == number
            ]
            rows[tuple(filter(None, cells))] += 1
    return rows


def terms_of(document: Document) -> dict[str, str]:
    made = extract_document(document, filename="a.pdf", sha256="0" * 64)
    return dict(flat(json.loads(made.terms.model_dump_json()), ""))


def flat(value: Any, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from flat(item, f"{at}/{name}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from flat(item, f"{at}/{number}")
    elif value is not None:
        yield at, str(value)


def row(name: str, tally: Tally) -> str:
    return (
        f"| {name} | {tally.pages} | {tally.wrong_characters / max(tally.characters, 1):.4f} "
        f"| {tally.missed_words / max(tally.words, 1):.4f} | {tally.rows_kept}/{tally.rows} "
        f"| {tally.fields_kept}/{tally.fields} | {tally.cpu_seconds / tally.pages:.2f} "
        f"| {tally.seconds / tally.pages:.2f} |"
    )


if __name__ == "__main__":
    main()
