"""How accurate extraction is on contracts that people have labelled, and how sure it may be of a value.

A labelled folder holds `labels/NAME.json`, and NAME's contract in `pdf/`, `docx/` or `text/` beside it.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from extractor import extract
from extractor.pipeline import settle
from extractor.read import read_document
from extractor.segment import segment
from extractor.settle.confidence import TABLE, ValueCalibration
from extractor.settle.resolve import Resolution
from learning.calibration import (
    SURE,
    Judged,
    Value,
    calibration_error,
    coverage,
    cross_fit,
    fit,
    reliability,
)
from learning.gold import Judgement, judge
from learning.quotes import supported
from models.errors import DocumentError, NotFound
from models.extraction import Extraction

FOLDERS = (("pdf", ".pdf"), ("docx", ".docx"), ("text", ".txt"))
FEWEST_GOLD = 3
SIBLINGS = ("period", "unit", "percent", "due_date")
"""Leaves of an item that are right where its amount is, for it was matched with them."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One contract's extraction and what its label says of it."""

    name: str
    domain: str
    extraction: Extraction | None
    judgements: tuple[Judgement, ...]

    def judged(self) -> list[Judged]:
        """The values that were given, with their confidences."""
        evidence = self.extraction.evidence if self.extraction else {}
        return [
            Judged(self.name, one.field, evidence[one.pointer][0].confidence, one.outcome == "right")
            for one in self.judgements
            if one.pointer in evidence
        ]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Counts per field over all contracts, and how well the confidences told right from wrong.

    Attributes:
        documents: How many contracts.
        unread: How many of them no reader could read; they miss every value.
        counts: By field: right, wrong, missed.
        judged: Every value that was given, with its confidence.
        supported: For each value whose quote can be read again, whether the quote says it.
        domains: The same figures for the contracts of each domain, where there is more than one.
    """

    documents: int
    unread: int
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    judged: tuple[Judged, ...] = ()
    supported: tuple[bool, ...] = ()
    domains: dict[str, Accuracy] = field(default_factory=dict)

    def figures(self, name: str) -> dict[str, float | int | None]:
        """Precision, recall, F1, gold values, coverage at 98 % precision and calibration error of a field."""
        return _figures(self.counts[name]) | _sureness([one for one in self.judged if one.field == name])

    @property
    def macro_f1(self) -> float | None:
        """The mean F1 of the fields with three or more gold values."""
        scores = [_figures(count) for count in self.counts.values()]
        kept = [row["f1"] or 0.0 for row in scores if (row["gold"] or 0) >= FEWEST_GOLD]
        return sum(kept) / len(kept) if kept else None

    @property
    def overall(self) -> dict[str, float | int | None]:
        """The figures of all values together."""
        return _figures(sum(self.counts.values(), Counter())) | _sureness(self.judged)

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "documents": self.documents,
            "unread": self.unread,
            "macro_f1": self.macro_f1,
            "overall": self.overall,
            "supported": _ratio(sum(self.supported), len(self.supported)),
            "fields": {name: self.figures(name) for name in sorted(self.counts)},
            "domains": {
                name: {"documents": one.documents, "macro_f1": one.macro_f1, **one.overall}
                for name, one in sorted(self.domains.items())
            },
            "reliability": [asdict(row) for row in reliability(self.judged)],
        }

    def as_table(self) -> str:
        """For people."""
        rows = [_row("field", ("precision", "recall", "F1", "gold", "cover98", "cal.err"))]
        rows += [_row(name, _cells(self.figures(name))) for name in sorted(self.counts)]
        rows.append(_row("all values", _cells(self.overall)))
        rows += [
            _row(f"{name} ({one.documents})", _cells(one.overall))
            for name, one in sorted(self.domains.items())
        ]
        macro = "-" if self.macro_f1 is None else f"{self.macro_f1:.3f}"
        rows.append(f"{self.documents} contracts, {self.unread} not read; macro F1 {macro}")
        if self.supported:
            share = sum(self.supported) / len(self.supported)
            rows.append(f"{share:.3f} of {len(self.supported)} values are said by their quotes alone")
        return "\n".join(rows + _reliability_rows(self.judged))


def evaluate(folder: Path, *, only: Sequence[str] | None = None) -> Accuracy:
    """Extract every labelled contract of a folder and compare.

    Raises:
        NotFound: The folder has no labels, or a label has no contract.
    """
    measured = measure(folder)
    whole = _accuracy(measured, only)
    domains = {one.domain for one in measured}
    if len(domains) == 1:
        return whole
    parts = {name: _accuracy([one for one in measured if one.domain == name], only) for name in domains}
    return replace(whole, domains=parts)


def _accuracy(measured: Sequence[Measured], only: Sequence[str] | None) -> Accuracy:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for judgement in (found for one in measured for found in one.judgements):
        if only is None or judgement.field in only:
            counts[judgement.field][judgement.outcome] += 1
    unread = sum(one.extraction is None for one in measured)
    judged = tuple(value for one in measured for value in one.judged() if value.field in counts)
    quoted = tuple(said for one in measured if one.extraction for said in supported(one.extraction).values())
    return Accuracy(len(measured), unread, dict(counts), judged, quoted)


def measure(folder: Path) -> list[Measured]:
    """Every labelled contract of a folder, extracted and judged."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda one: _measure_one(*one), labelled_documents(folder)))


def _measure_one(name: str, path: Path, gold: dict[str, Any]) -> Measured:
    domain = gold.get("domain") or path.parent.name
    try:
        extraction = extract(path.read_bytes(), path.name)
    except DocumentError:
        return Measured(name, domain, None, tuple(judge({}, gold)))
    judgements = tuple(judge(extraction.terms.model_dump(mode="json"), gold))
    return Measured(name, domain, extraction, judgements)


def labelled_documents(folder: Path) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    """Name, contract and label of every labelled contract of a folder.

    Raises:
        NotFound: The folder has no labels, or a label has no contract.
    """
    labels = sorted((folder / "labels").glob("*.json"))
    if not labels:
        raise NotFound(f"{folder} has no labels/*.json; see docs/accuracy.md for the layout")
    for label in labels:
        yield label.stem, _contract_of(folder, label.stem), json.loads(label.read_text(encoding="utf-8"))


def _contract_of(folder: Path, name: str) -> Path:
    for kind, suffix in FOLDERS:
        path = folder / kind / f"{name}{suffix}"
        if path.is_file():
            return path
    raise NotFound(f"the label {name} has no contract in {folder}/pdf, docx or text")


def fit_confidence(folders: Iterable[Path], *, table: Path = TABLE) -> dict[str, Any]:
    """Measure how often values of each kind and score are right, and write the extractor's table.

    A field that no label of a folder states is one that its people did not label, and says nothing.

    Returns:
        What it is worth on documents held out: coverage at 98 % precision, calibration error, reliability.
    """
    values = [value for folder in folders for value in _values_of(folder)]
    calibration: ValueCalibration = fit(values)
    table.write_text(calibration.as_json(), encoding="utf-8")
    judged = cross_fit(values)
    return {
        "documents": calibration.documents,
        "values": calibration.values,
        "kinds": len(calibration.kinds),
        "sure": calibration.sure,
        **_sureness(judged),
        "reliability": [asdict(row) for row in reliability(judged)],
    }


def _values_of(folder: Path) -> list[Value]:
    settled = [(name, *_settle_one(path, label)) for name, path, label in labelled_documents(folder)]
    stated = {j.field for _, _, found in settled for j in found if j.outcome != "wrong"}
    values = []
    for name, resolution, judgements in settled:
        for judgement in judgements:
            if judgement.field in stated:
                for kind, score in _bases(resolution, judgement.pointer or ""):
                    values.append(Value(name, judgement.field, kind, score, judgement.outcome == "right"))
    return values


def _bases(resolution: Resolution, pointer: str) -> list[tuple[str, float]]:
    """Kind and score of a value, and of the leaves that were matched together with it."""
    parent, _, key = pointer.rpartition("/")
    beside = [f"{parent}/{name}" for name in SIBLINGS] if key == "amount" and "/lines/" in pointer else []
    return [resolution.basis[at] for at in (pointer, *beside) if at in resolution.basis]


def _settle_one(path: Path, label: dict[str, Any]) -> tuple[Resolution, tuple[Judgement, ...]]:
    resolution = settle(segment(read_document(path.read_bytes(), path.name)))
    terms = resolution.terms().model_dump(mode="json")
    return resolution, tuple(judge(terms, label))


def _figures(count: Counter[str]) -> dict[str, float | int | None]:
    right, wrong, missed = count["right"], count["wrong"], count["missed"]
    return {
        "precision": _ratio(right, right + wrong),
        "recall": _ratio(right, right + missed),
        "f1": _ratio(2 * right, 2 * right + wrong + missed),
        "gold": right + missed,
    }


def _sureness(judged: Sequence[Judged]) -> dict[str, float | int | None]:
    return {
        "coverage_at_98": coverage(judged, precision=SURE) if judged else None,
        "calibration_error": calibration_error(judged) if judged else None,
    }


def _row(name: str, cells: Sequence[str]) -> str:
    return f"{name:28}" + "".join(f"{cell:>10}" for cell in cells)


def _cells(row: Mapping[str, float | int | None]) -> list[str]:
    shown = [row[key] for key in ("precision", "recall", "f1")]
    sure = [row[key] for key in ("coverage_at_98", "calibration_error")]
    return [*map(_told, shown), str(row["gold"]), *map(_told, sure)]


def _told(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"


def _reliability_rows(judged: Sequence[Judged]) -> list[str]:
    rows = [
        f"{row.confidence:10.2f}{row.share:10.2f}   {row.low:.2f}-{row.high:.2f}{row.values:8}"
        for row in reliability(judged)
    ]
    return ["", f"{'confidence':>10}{'right':>10}   95 %     {'values':>8}", *rows] if rows else []


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
