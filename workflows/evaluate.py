"""How accurate extraction is on contracts that people have labelled, and how sure it may be of a value.

A labelled folder holds `labels/NAME.json`, and NAME's contract in `pdf/`, `docx/` or `text/` beside it.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor import extract
from extractor.confidence import BANDS, TABLE, band
from extractor.pipeline import settle
from extractor.read import read_document
from extractor.resolve import Resolution
from extractor.segment import segment
from models.errors import DocumentError, NotFound
from models.extraction import Extraction
from workflows.gold import Judgement, judge

FOLDERS = (("pdf", ".pdf"), ("docx", ".docx"), ("text", ".txt"))
FEWEST_GOLD = 3
FEWEST_MEASURED = 8


@dataclass(frozen=True, slots=True)
class Measured:
    """One contract's extraction and what its label says of it."""

    name: str
    extraction: Extraction | None
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Counts per field over all contracts."""

    documents: int
    unread: int
    counts: dict[str, Counter[str]] = field(default_factory=dict)

    def figures(self, name: str) -> dict[str, float | int | None]:
        """Precision, recall, F1 and the number of gold values of a field."""
        count = self.counts[name]
        right, wrong, missed = count["right"], count["wrong"], count["missed"]
        return {
            "precision": _ratio(right, right + wrong),
            "recall": _ratio(right, right + missed),
            "f1": _ratio(2 * right, 2 * right + wrong + missed),
            "gold": right + missed,
        }

    @property
    def macro_f1(self) -> float | None:
        """The mean F1 of the fields with three or more gold values."""
        scores = [self.figures(name) for name in self.counts]
        kept = [row["f1"] or 0.0 for row in scores if (row["gold"] or 0) >= FEWEST_GOLD]
        return sum(kept) / len(kept) if kept else None

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "documents": self.documents,
            "unread": self.unread,
            "macro_f1": self.macro_f1,
            "fields": {name: self.figures(name) for name in sorted(self.counts)},
        }

    def as_table(self) -> str:
        """For people."""
        rows = [f"{'field':28}{'precision':>11}{'recall':>9}{'F1':>9}{'gold':>7}"]
        for name in sorted(self.counts):
            row = self.figures(name)
            shown = [
                f"{row[key]:.3f}" if row[key] is not None else "-" for key in ("precision", "recall", "f1")
            ]
            rows.append(f"{name:28}{shown[0]:>11}{shown[1]:>9}{shown[2]:>9}{row['gold']:>7}")
        macro = "-" if self.macro_f1 is None else f"{self.macro_f1:.3f}"
        rows.append(f"{self.documents} contracts, {self.unread} not read; macro F1 {macro}")
        return "\n".join(rows)


def evaluate(folder: Path, *, only: Sequence[str] | None = None) -> Accuracy:
    """Extract every labelled contract of a folder and compare.

    Raises:
        NotFound: The folder has no labels, or a label has no contract.
    """
    measured = measure(folder)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for judgement in (found for one in measured for found in one.judgements):
        if only is None or judgement.field in only:
            counts[judgement.field][judgement.outcome] += 1
    unread = sum(one.extraction is None for one in measured)
    return Accuracy(len(measured), unread, dict(counts))


def measure(folder: Path) -> list[Measured]:
    """Every labelled contract of a folder, extracted and judged."""
    labels = sorted((folder / "labels").glob("*.json"))
    if not labels:
        raise NotFound(f"{folder} has no labels/*.json; see docs/accuracy.md for the layout")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda label: _measure_one(folder, label), labels))


def _measure_one(folder: Path, label: Path) -> Measured:
    gold = json.loads(label.read_text(encoding="utf-8"))
    path = _contract_of(folder, label.stem)
    try:
        extraction = extract(path.read_bytes(), path.name)
    except DocumentError:
        return Measured(label.stem, None, tuple(judge({}, gold)))
    return Measured(label.stem, extraction, tuple(judge(extraction.terms.model_dump(mode="json"), gold)))


def _contract_of(folder: Path, name: str) -> Path:
    for kind, suffix in FOLDERS:
        path = folder / kind / f"{name}{suffix}"
        if path.is_file():
            return path
    raise NotFound(f"the label {name} has no contract in {folder}/pdf, docx or text")


def fit_confidence(folders: Iterable[Path], *, table: Path = TABLE) -> dict[str, list[float]]:
    """Measure how often values of each kind and score band are right, and write the extractor's table.

    Shares are smoothed towards those of all kinds together, by the weight of four values. A field that no
    label of a folder states is one that its people did not label, and says nothing.
    """
    counts: dict[str, dict[int, Counter[bool]]] = defaultdict(lambda: defaultdict(Counter))
    for folder in folders:
        settled = [_settle_one(folder, label) for label in sorted((folder / "labels").glob("*.json"))]
        labelled = {j.field for _, found in settled for j in found if j.outcome != "wrong"}
        for resolution, judgements in settled:
            for judgement in judgements:
                if judgement.field in labelled and judgement.pointer in resolution.basis:
                    kind, score = resolution.basis[judgement.pointer]
                    for name in ("*", kind):
                        counts[name][band(score)][judgement.outcome == "right"] += 1
    shares = _shares(counts)
    table.write_text(json.dumps(shares, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return shares


def _settle_one(folder: Path, label: Path) -> tuple[Resolution, tuple[Judgement, ...]]:
    path = _contract_of(folder, label.stem)
    resolution = settle(segment(read_document(path.read_bytes(), path.name)))
    terms = resolution.terms().model_dump(mode="json")
    return resolution, tuple(judge(terms, json.loads(label.read_text(encoding="utf-8"))))


def _shares(counts: dict[str, dict[int, Counter[bool]]]) -> dict[str, list[float]]:
    everywhere = [_share(counts["*"][band], prior=0.8) for band in range(len(BANDS))]
    shares = {"*": everywhere}
    for name, bands in counts.items():
        if name != "*" and sum(sum(count.values()) for count in bands.values()) >= FEWEST_MEASURED:
            shares[name] = [_share(bands[band], prior=everywhere[band]) for band in range(len(BANDS))]
    return shares


def _share(count: Counter[bool], *, prior: float) -> float:
    weight = 4
    return round((count[True] + weight * prior) / (sum(count.values()) + weight), 3)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
