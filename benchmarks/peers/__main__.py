"""Accuracy and seconds a page of other readers and ours, on the same labelled contracts in one run.

    python -m benchmarks.peers GOLD_DIR [--lexnlp FOLDER] [--documents N]

Two measures. *Values read*: of the dates, amounts, days and percents that the labels state, the share that
the reader finds, whatever it takes them for. *F1*: the mean over eight single fields; peers
give no fields, so one chooser makes terms of each peer's values (`typed.py`). Time is processor time of
reading the file and finding its values, each peer with the reader that it comes with, or bare pdfium text.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2

from benchmarks.peers.install import INSIDE
from benchmarks.peers.readers import StockEntities, by_expressions, by_our_values
from benchmarks.peers.typed import POINTERS, Reader, Value, chosen, labelled_values, same
from extractor.pipeline import extract_document
from extractor.read import read_document
from learning.gold import judge

FIELDS = ("effective_date", "currency", "contract_value", "not_to_exceed", "term_months", *POINTERS)
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled contract: its bytes, its name, its label."""

    name: str
    path: Path
    label: dict[str, Any]

    @property
    def is_pdf(self) -> bool:
        """Whether there are pages to read."""
        return self.path.suffix == ".pdf"


@dataclass
class Tally:
    """What a peer did over all contracts."""

    pages: int = 0
    seconds: float = 0.0
    stated: int = 0
    read: int = 0
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(
        self, case: Case, terms: dict[str, Any], values: Sequence[Value], seconds: float, pages: int
    ) -> None:
        """Count one contract."""
        self.pages += pages
        self.seconds += seconds
        for kind, wanted in labelled_values(case.label):
            self.stated += 1
            self.read += any(value.kind == kind and same(kind, value.value, wanted) for value in values)
        for judgement in judge(terms, case.label):
            if judgement.field in FIELDS:
                self.counts[judgement.field][judgement.outcome] += 1

    @property
    def f1(self) -> float:
        """The mean over the fields."""
        scores = []
        for name in FIELDS:
            count = self.counts[name]
            whole = 2 * count["right"] + count["wrong"] + count["missed"]
            scores.append(2 * count["right"] / whole if whole else 0.0)
        return sum(scores) / len(scores)


def main() -> None:
    """Print the table."""
    arguments = parse()
    cases = list(load(arguments.folder))[: arguments.documents]
    tallies = {
        "pdfplumber and regular expressions": in_process(cases, plumbed, by_expressions),
        "our values, the peers' chooser": in_process(cases, bare, by_our_values),
        "Engross": engross(cases),
    }
    try:
        tallies["spaCy stock entities"] = in_process(cases, bare, StockEntities())
    except (ImportError, OSError):
        print("spaCy's stock model is not installed: left out")
    if arguments.lexnlp:
        tallies["LexNLP 2.3.0"] = lexnlp(cases, arguments.lexnlp)
    ours = tallies["Engross"]
    print(f"{'reader':38}{'values read':>12}{'F1':>8}{'s/page':>10}{'times ours':>12}")
    for name, tally in tallies.items():
        page = tally.seconds / tally.pages
        times = page / (ours.seconds / ours.pages)
        share = "-" if name == "Engross" else f"{tally.read / tally.stated:.3f}"
        print(f"{name:38}{share:>12}{tally.f1:>8.3f}{page:>10.4f}{times:>12.1f}")
    print(f"{len(cases)} contracts, {ours.pages} pages")


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="Holds labels/, pdf/ and text/.")
    parser.add_argument("--lexnlp", type=Path, help="The folder that benchmarks.peers.install made.")
    parser.add_argument("--documents", type=int, help="Only the first N.")
    return parser.parse_args()


def load(folder: Path) -> Iterator[Case]:
    """The labelled contracts of a folder, PDFs where there are some."""
    for label in sorted((folder / "labels").glob("*.json")):
        pdf = folder / "pdf" / f"{label.stem}.pdf"
        path = pdf if pdf.exists() else folder / "text" / f"{label.stem}.txt"
        yield Case(label.stem, path, json.loads(label.read_text(encoding="utf-8")))


def bare(case: Case) -> tuple[str, int]:
    """Text as pdfium gives it."""
    if not case.is_pdf:
        return case.path.read_text(encoding="utf-8"), 1
    pdf = pypdfium2.PdfDocument(case.path.read_bytes())
    text = "\n\n".join(page.get_textpage().get_text_range() for page in pdf)
    return text.replace("\r\n", "\n"), len(pdf)


def plumbed(case: Case) -> tuple[str, int]:
    """Text as pdfplumber gives it."""
    if not case.is_pdf:
        return bare(case)
    with pdfplumber.open(case.path) as pdf:
        return "\n\n".join(page.extract_text() for page in pdf.pages), len(pdf.pages)


def in_process(cases: Sequence[Case], read: Callable[[Case], tuple[str, int]], reader: Reader) -> Tally:
    """A peer that runs here."""
    tally = Tally()
    read(cases[0])
    for case in cases:
        begun = time.process_time()
        text, pages = read(case)
        values = list(reader(text))
        tally.add(case, chosen(text, values), values, time.process_time() - begun, pages)
    return tally


def engross(cases: Sequence[Case]) -> Tally:
    """The whole way to terms, in this process."""
    tally = Tally()

    def extracted(case: Case) -> tuple[dict[str, Any], int]:
        document = read_document(case.path.read_bytes(), case.path.name)
        made = extract_document(document, filename=case.name, sha256="")
        return made.terms.model_dump(mode="json"), len(document.pages)

    extracted(cases[0])
    for case in cases:
        begun = time.process_time()
        terms, pages = extracted(case)
        tally.add(case, terms, (), time.process_time() - begun, pages if case.is_pdf else 1)
    return tally


def lexnlp(cases: Sequence[Case], folder: Path) -> Tally:
    """LexNLP in its own environment, fed with bare pdfium text; the time of that reading is added."""
    tally = Tally()
    child = subprocess.Popen(
        [folder / "bin" / "python", HERE / "lexnlp_values.py"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env=os.environ | {"NLTK_DATA": str(folder / "data" / INSIDE)},
    )  # fmt: skip
    with child:
        if child.stdin is None or child.stdout is None:
            raise RuntimeError("the child has no pipes")
        for case in cases:
            begun = time.process_time()
            text, pages = bare(case)
            reading = time.process_time() - begun
            child.stdin.write(json.dumps({"name": case.name, "text": text}) + "\n")
            child.stdin.flush()
            answer = json.loads(child.stdout.readline())
            values = [Value(**value) for value in answer["values"]]
            tally.add(case, chosen(text, values), values, reading + answer["seconds"], pages)
        child.stdin.close()
    return tally


if __name__ == "__main__":
    main()
