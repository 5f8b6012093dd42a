"""Extract a set of synthetic contracts and show where it goes wrong: `python -m samples.synthetic.measure OUT`.

Prints precision, recall and F1 per field, then per wording how often the fields that it states were right, then
the failures. Fields are judged as in `engross evaluate`, with the payment details that it leaves out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor import extract
from models.errors import DocumentError
from samples.synthetic.judge import Verdict, verdicts

FOLDERS = ("docx", "pdf", "text")
STATES = {
    "preamble": ("parties", "party_roles"),
    "letter.opening": ("parties", "party_roles"),
    "roles": ("party_roles",),
    "effective": ("effective_date",),
    "under": ("effective_date",),
    "date": ("effective_date", "start_date", "end_date"),
    "term": ("term_months", "start_date", "end_date"),
    "renewal": ("renewal.automatic", "renewal.term_months", "renewal.notice_days"),
    "termination": ("renewal.notice_days", "term_months"),
    "law": ("governing_law",),
    "money": (
        "currency",
        "contract_value",
        "not_to_exceed",
        "milestones",
        "rates",
        "recurring_fees",
        "fixed_fees",
    ),
    "formal": ("contract_value", "not_to_exceed", "recurring_fees"),
    "total": ("contract_value", "fixed_fees"),
    "change": ("contract_value", "fixed_fees"),
    "nte": ("not_to_exceed",),
    "estimate": ("not_to_exceed", "contract_value"),
    "net": ("payment.net_days",),
    "late": ("payment.late_interest",),
    "frequency": ("payment.billing_frequency",),
    "dispute": ("payment.dispute_days",),
    "expenses": ("expenses.reimbursable", "expenses.preapproval", "expenses.cap", "expenses.markup"),
    "retention": ("retention_percent",),
    "escalation": ("escalation.percent",),
    "minimum": ("minimum_commitment",),
    "acceptance": ("acceptance.review_days", "acceptance.deemed"),
    "advance": ("advance.amount",),
    "milestones": ("milestones", "contract_value"),
    "rates": ("rates",),
    "recurring": ("recurring_fees",),
    "retainer": ("recurring_fees", "lines.included_hours", "lines.overage_rate"),
    "setup": ("fixed_fees",),
    "instalments": ("fixed_fees", "lines.instalments"),
    "units": ("unit_prices",),
    "commission": ("billing_methods", "lines.percent"),
    "tiers": ("lines.tiers", "lines.tier_mode"),
    "rates.cap": ("lines.role_cap",),
    "rates.day": ("lines.hours_per_day",),
    "rates.overtime": ("lines.overtime",),
    "rollover": ("lines.rollover_hours",),
    "head": ("milestones", "rates", "unit_prices"),
    "table": ("milestones", "rates", "unit_prices"),
    "numbering": ("parties", "milestones", "rates", "payment.net_days"),
    "days": ("payment.net_days", "payment.dispute_days", "renewal.notice_days", "term_months"),
    "percent": ("payment.late_interest", "retention_percent", "escalation.percent"),
}


@dataclass(frozen=True, slots=True)
class Result:
    """One contract's verdicts, or why it was not read."""

    name: str
    meta: dict[str, Any]
    found: tuple[Verdict, ...]
    trouble: str = ""


def measure(folder: Path) -> list[Result]:
    """Every contract of the folder, extracted in two processes, in order of name."""
    names = sorted(path.stem for path in (folder / "labels").glob("*.json"))
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(_measure_one, [folder] * len(names), names, chunksize=4))


def _measure_one(folder: Path, name: str) -> Result:
    path = next(found for kind in FOLDERS for found in (folder / kind).glob(f"{name}.*"))
    label, terms, meta = (
        json.loads((folder / kind / f"{name}.json").read_text(encoding="utf-8"))
        for kind in ("labels", "terms", "meta")
    )
    try:
        found = extract(path.read_bytes(), path.name).terms.model_dump(mode="json")
    except (DocumentError, RuntimeError) as error:
        return Result(name, meta, tuple(verdicts({}, label, terms)), f"{type(error).__name__}: {error}")
    return Result(name, meta, tuple(verdicts(found, label, terms)))


def report(results: list[Result], *, worst: int, shown: int, only: str = "") -> str:
    """For people: fields, wordings that fail most, failures."""
    parts = [_fields(results), _wordings(results, worst, only), _failures(results, shown, only)]
    unread = [f"not read: {result.name}: {result.trouble}" for result in results if result.trouble]
    return "\n\n".join(filter(None, [*parts, "\n".join(unread)]))


def _fields(results: list[Result]) -> str:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for verdict in (verdict for result in results for verdict in result.found):
        counts[verdict.field].update(verdict.counts())
    rows = [f"{'field':28}{'precision':>11}{'recall':>9}{'F1':>9}{'gold':>7}"]
    scores = []
    for name, count in sorted(counts.items()):
        right, wrong, missed = count["right"], count["wrong"], count["missed"]
        if not right + wrong + missed:
            continue
        score = 2 * right / (2 * right + wrong + missed)
        precision = right / (right + wrong) if right + wrong else 0.0
        recall = right / (right + missed) if right + missed else 0.0
        rows.append(f"{name:28}{precision:>11.3f}{recall:>9.3f}{score:>9.3f}{right + missed:>7}")
        scores += [score] if right + missed >= 3 else []
    mean = sum(scores) / len(scores) if scores else 0.0
    rows.append(
        f"{len(results)} contracts; mean F1 {mean:.3f} over {len(scores)} fields with 3 or more labels"
    )
    return "\n".join(rows)


def _wordings(results: list[Result], worst: int, only: str) -> str:
    """The wordings whose fields fail most, by how much more than elsewhere."""
    tried: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for result in results:
        by_field = {verdict.field: verdict for verdict in result.found if verdict.tried}
        for term, wording in result.meta["wordings"].items():
            for field in STATES.get(term, STATES.get(term.split(".")[0], ())):
                if field in by_field and only in field:
                    tried[wording, field].append(by_field[field].good)
    rows = [(sum(good) / len(good), -len(good), *key) for key, good in tried.items() if not all(good)]
    lines = [f"{'wording':28}{'field':28}{'right':>7}{'of':>5}"]
    lines += [
        f"{wording:28}{field:28}{share:>7.2f}{-count:>5}"
        for share, count, wording, field in sorted(rows)[:worst]
    ]
    return "\n".join(lines)


def _failures(results: list[Result], shown: int, only: str) -> str:
    lines = []
    for result in results:
        for verdict in result.found:
            if not verdict.good and only in verdict.field:
                wordings = [
                    wording
                    for term, wording in result.meta["wordings"].items()
                    if verdict.field in STATES.get(term, STATES.get(term.split(".")[0], ()))
                    and not term.startswith(
                        ("head", "numbering", "days", "percent", "money", "formal", "date")
                    )
                ]
                said = f"  said: {verdict.quote[:160]}" if verdict.quote else ""
                lines.append(
                    f"{result.name}.{result.meta['medium']} {verdict.field}: want {verdict.want} have {verdict.have}"
                    f"  [{' '.join(wordings)}]{said}"
                )
    return "\n".join(lines[:shown])


def main(arguments: list[str] | None = None) -> None:
    """Measure a folder that `python -m samples.synthetic` wrote."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--worst", type=int, default=40, help="how many wordings to list")
    parser.add_argument("--failures", type=int, default=60, help="how many failures to list")
    parser.add_argument("--only", default="", help="fields whose name contains this")
    given = parser.parse_args(arguments)
    print(report(measure(given.out), worst=given.worst, shown=given.failures, only=given.only))


if __name__ == "__main__":
    main()
