"""Pages a second of reading and extraction against bare pypdfium2 text, with and without pdfplumber's tables.

    python benchmarks/extract_pages.py [FOLDER] [--rounds 3] [--ways bare tables read extract]

All ways on the same PDFs in the same run. `tables` is bare text plus pdfplumber's tables on the pages with
some. Each way runs in a process of its own, so that its peak memory is its own; rounds alternate between the
ways and the best round counts, because other work on the machine can only slow one down.
"""

from __future__ import annotations

import argparse
import importlib
import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WAYS = ("bare", "tables", "read", "extract")


def main() -> None:
    arguments = parse()
    files = sorted(arguments.folder.rglob("*.pdf"))
    if not files:
        raise SystemExit(f"no PDFs under {arguments.folder}; give a folder that has some")
    if arguments.way:
        print(json.dumps(measure(arguments.way, files)))
        return
    rounds = [
        {way: measured(way, arguments.folder) for way in arguments.ways} for _ in range(arguments.rounds)
    ]
    best = {
        way: max((one[way] for one in rounds), key=lambda one: one["pages_per_cpu_second"])
        for way in rounds[0]
    }
    print_table(best)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "samples")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    return parser.parse_args()


def measured(way: str, folder: Path) -> dict[str, float]:
    """What a process of its own measured."""
    command = [sys.executable, __file__, str(folder), "--way", way]
    result = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT)
    figures: dict[str, float] = json.loads(result.stdout)
    return figures


def measure(way: str, files: Sequence[Path]) -> dict[str, float]:
    """Pages, seconds and peak memory of one way over all files, after one file to warm up."""
    sys.path.insert(0, str(ROOT))
    contents = [(path.name, path.read_bytes()) for path in files]
    if way == "tables":
        tabled.update((name, pages_with_tables(name, data)) for name, data in contents)
    work = {"bare": bare, "tables": tables, "read": read, "extract": extract}[way]()
    work(*contents[0])
    begun, cpu = time.perf_counter(), cpu_seconds()
    pages = sum(work(name, data) for name, data in contents)
    seconds, cpu = time.perf_counter() - begun, cpu_seconds() - cpu
    return {
        "pages": pages,
        "pages_per_second": pages / seconds,
        "pages_per_cpu_second": pages / cpu,
        "peak_megabytes": peak_megabytes(),
    }


def bare() -> Callable[[str, bytes], int]:
    """Text of each page as pypdfium2 gives it, and nothing else."""
    pdfium = importlib.import_module("pypdfium2")

    def work(_: str, data: bytes) -> int:
        pdf = pdfium.PdfDocument(data)
        for page in pdf:
            textpage = page.get_textpage()
            textpage.get_text_range()
            textpage.close()
            page.close()
        count = len(pdf)
        pdf.close()
        return count

    return work


tabled: dict[str, list[int]] = {}
"""The pages of each file that have tables, as our reader sees them; found before the clock runs."""


def pages_with_tables(name: str, data: bytes) -> list[int]:
    """Indexes of the pages on which a table begins."""
    document = importlib.import_module("extractor.read").read_document(data, name)
    return sorted({document.page_at(table.span.start) - 1 for table in document.tables})


def tables() -> Callable[[str, bytes], int]:
    """Bare text, and pdfplumber's tables on the pages that have some."""
    plumber, text = importlib.import_module("pdfplumber"), bare()

    def work(name: str, data: bytes) -> int:
        if tabled[name]:
            with plumber.open(io.BytesIO(data)) as pdf:
                for index in tabled[name]:
                    pdf.pages[index].extract_tables()
        return text(name, data)

    return work


def read() -> Callable[[str, bytes], int]:
    """Document with its pages, blocks and tables, uncaged."""
    reader = importlib.import_module("extractor.read")
    return lambda name, data: len(reader.read_document(data, name).pages)


def extract() -> Callable[[str, bytes], int]:
    """The whole way to terms with evidence, caged."""
    extractor = importlib.import_module("extractor")

    def work(name: str, data: bytes) -> int:
        pages: int = extractor.extract(data, name).document.pages
        return pages

    return work


def cpu_seconds() -> float:
    """Processor time of this process and its ended children."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def peak_megabytes() -> float:
    """Most memory of this process or of one of its children."""
    used = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return max(used) / (1_000_000 if sys.platform == "darwin" else 1_000)


def print_table(best: dict[str, dict[str, float]]) -> None:
    floor = best.get("bare", next(iter(best.values())))["pages_per_cpu_second"]
    print(f"{'way':<10}{'pages':>8}{'pages/s':>10}{'pages/CPU s':>13}{'times bare':>12}{'peak MB':>9}")
    for way, one in best.items():
        times = floor / one["pages_per_cpu_second"]
        print(
            f"{way:<10}{one['pages']:>8.0f}{one['pages_per_second']:>10.0f}"
            f"{one['pages_per_cpu_second']:>13.0f}{times:>12.2f}{one['peak_megabytes']:>9.0f}"
        )


if __name__ == "__main__":
    main()
