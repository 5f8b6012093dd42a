"""Candidates and records to terms: a value stands when the candidates agree or one clearly wins.

Otherwise the term is null, `absent` says 'conflicting', and a finding names both readings. The signed document
comes before a CLM record, and that before a CRM record; each conflict between them is a finding.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError

from extractor.candidates import Candidate
from extractor.find.fees.found import FoundLine
from extractor.settle.confidence import confidence_of, family
from extractor.settle.named import find_name
from extractor.settle.rank import key_of, rank, told
from extractor.settle.unfit import moved_up, unfit_pointer, without
from models import pointer as pointers
from models.document import Document, Span
from models.extraction import Absence, Evidence, Finding
from models.period import add_months
from models.record import RecordTerms, RecordValue
from models.terms import Terms

CLEAR_MARGIN = 0.03
"""How far the best value must lead the next one."""
_LIST_TERMS = ("parties", "lines", "caps", "discounts")
_NAMES = {"name", "role", "trigger", "event", "location"}
"""Terms that are words of the document."""
_DEPENDENT = {
    "/payment/due_basis": "/payment/net_days",
    "/payment/late_interest_period": "/payment/late_interest_percent",
}


@dataclass
class Resolution:
    """What is settled so far; values are plain and under their pointers."""

    document: Document
    values: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)
    absent: dict[str, Absence] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    basis: dict[str, tuple[str, float]] = field(default_factory=dict)
    """Kind and score that each value's confidence was looked up by."""

    def accept(self, pointer: str, value: Any, spans: Iterable[Span], *, score: float) -> None:
        """Set a term and quote its words."""
        self.values = pointers.apply_patch(self.values, [{"op": "add", "path": pointer, "value": value}])
        for at, _leaf in leaves(value, pointer):
            self.quote(at, spans, kind=family(at), score=score)

    def quote(self, pointer: str, spans: Iterable[Span], *, kind: str, score: float) -> None:
        """Attach the words at these places to a term."""
        self.basis[pointer] = (kind, score)
        confidence = confidence_of(kind, score)
        shown = tuple(
            Evidence(
                page=self.document.page_at(span.start),
                start=span.start,
                end=span.end,
                quote=self.document.quote(span),
                confidence=confidence,
            )
            for span in spans
            if len(span)
        )
        if shown:
            self.evidence[pointer] = shown

    def terms(self) -> Terms:
        """The terms, checked against their shape; what does not fit it is withdrawn."""
        while True:
            try:
                return Terms.model_validate_json(json.dumps(self.values, default=told))
            except ValidationError as error:
                pointer = unfit_pointer(error.errors()[-1], self.values)
                if pointer is None:
                    raise
                self._withdraw(pointer)

    def _withdraw(self, pointer: str) -> None:
        """Take a value out as if it had not been found; a finding quotes its words."""
        said = [found[0].quote for at, found in self.evidence.items() if f"{at}/".startswith(f"{pointer}/")]
        in_list = isinstance(pointers.resolve(self.values, pointer.rpartition("/")[0]), list)
        self.values = without(self.values, pointer)
        self.evidence = moved_up(self.evidence, pointer, in_list=in_list)
        self.basis = moved_up(self.basis, pointer, in_list=in_list)
        self.absent = moved_up(self.absent, pointer, in_list=in_list)
        self.findings.append(
            Finding(
                code="unfit",
                severity="warning",
                message=f"{_name(pointer)} is stated in a way that no term can hold; enter it in review",
                quotes=tuple(said[:1]),
            )
        )


def resolve(
    document: Document,
    candidates: Sequence[Candidate],
    lines: Sequence[FoundLine],
    *,
    records: Sequence[RecordTerms] = (),
) -> Resolution:
    """Settle every term that the candidates, the contract lines and the records speak of."""
    resolution = Resolution(document, {name: [] for name in _LIST_TERMS})
    by_pointer: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_pointer.setdefault(candidate.pointer, []).append(candidate)
    for pointer, found in by_pointer.items():
        _settle(resolution, pointer, found)
    for pointer, leader in _DEPENDENT.items():
        _follow(resolution, pointer, leader)
    for index, line in enumerate(lines):
        _add_line(resolution, f"/lines/{index}", _in_its_year(resolution, line))
    for record in sorted(records, key=lambda record: record.kind):
        _merge_record(resolution, record)
    return resolution


def _settle(resolution: Resolution, pointer: str, found: list[Candidate]) -> None:
    """Accept the value that clearly leads, or name the two that compete."""
    ranked = rank(found, resolution.document.text)
    winner = ranked[0].best
    lead = ranked[0].weight - ranked[1].weight if len(ranked) > 1 else None
    if lead is not None and lead < CLEAR_MARGIN:
        resolution.absent[pointer] = "conflicting"
        resolution.findings.append(_conflict(resolution.document, pointer, winner, ranked[1].best))
        return
    score = winner.score if lead is None else min(winner.score, 0.5 + lead)
    resolution.accept(pointer, winner.value, [winner.span, *winner.support], score=score)
    if winner.note:
        resolution.findings.append(
            Finding(
                code=winner.note,
                severity="warning",
                message="words and figures disagree; the figures are taken, check them in review",
                pointers=(pointer,),
                quotes=(resolution.document.quote(winner.span),),
            )
        )


def _name(pointer: str) -> str:
    return pointer.strip("/").replace("/", " ").replace("_", " ")


def _conflict(document: Document, pointer: str, one: Candidate, other: Candidate) -> Finding:
    return Finding(
        code="conflict",
        severity="warning",
        message=f"{_name(pointer)} is stated as {told(one.value)} and as "
        f"{told(other.value)}; choose one in review",
        pointers=(pointer,),
        quotes=(document.quote(one.span), document.quote(other.span)),
    )


def _follow(resolution: Resolution, pointer: str, leader: str) -> None:
    """A detail of a term that did not stand does not stand either."""
    if pointer in resolution.evidence and leader not in resolution.evidence:
        del resolution.evidence[pointer]
        resolution.values = pointers.apply_patch(resolution.values, [{"op": "remove", "path": pointer}])


def _in_its_year(resolution: Resolution, line: FoundLine) -> FoundLine:
    """A fee for 'Year 2' with the days of that year, counted from the day that the contract starts on."""
    start = resolution.values.get("start_date") or resolution.values.get("effective_date")
    if line.year is None or start is None or line.values.get("start_date"):
        return line
    first = date.fromisoformat(str(start))
    begin, end = (add_months(first, 12 * year) for year in (line.year - 1, line.year))
    run = {"start_date": begin.isoformat(), "end_date": (end - timedelta(days=1)).isoformat()}
    return replace(line, values={**line.values, **run})


def _add_line(resolution: Resolution, at: str, line: FoundLine) -> None:
    resolution.values["lines"].append({key: value for key, value in line.values.items() if value is not None})
    everywhere = sorted({span for spans in line.evidence.values() for span in spans})
    for pointer, value in leaves(line.values, at):
        relative = pointer.removeprefix(at)
        spans = line.evidence.get(relative) or _nearest(line, relative) or everywhere[:1]
        if pointer.rsplit("/", 1)[-1] in _NAMES and spans:
            spans = (find_name(resolution.document, str(value), near=spans[0]) or spans[0],)
        resolution.quote(pointer, spans, kind=_kind(line, pointer), score=line.score)
    for code, message in line.notes:
        resolution.findings.append(Finding(code=code, severity="warning", message=message, pointers=(at,)))


def _kind(line: FoundLine, pointer: str) -> str:
    method = str(line.values.get("billing_method"))
    return f"/lines/{method}/{pointer.rsplit('/', 1)[-1]}"


def _nearest(line: FoundLine, relative: str) -> tuple[Span, ...]:
    """The words of the item that a value belongs to, where the value has none of its own."""
    parent = relative.rpartition("/")[0]
    while parent:
        spans = sorted(
            {s for at, found in line.evidence.items() if at.startswith(parent + "/") for s in found}
        )
        if spans:
            return (spans[0],)
        parent = parent.rpartition("/")[0]
    return ()


def _merge_record(resolution: Resolution, record: RecordTerms) -> None:
    plain = json.loads(json.dumps(resolution.values, default=told))
    for value in record.values:
        stated = pointers.resolve(plain, value.pointer)
        if stated in (None, [], {}):
            _fill(resolution, value)
        elif key_of(stated) != key_of(value.value):
            resolution.findings.append(
                _record_conflict(record, value, stated, holder=_holder(resolution, value.pointer))
            )
    for note in record.notes:
        resolution.findings.append(Finding(code="record_note", severity="info", message=note))


def _fill(resolution: Resolution, value: RecordValue) -> None:
    """Take a value from a record, which the document does not state."""
    resolution.values = pointers.apply_patch(
        resolution.values, [{"op": "add", "path": value.pointer, "value": value.value}]
    )
    resolution.absent.pop(value.pointer, None)
    for at, _leaf in leaves(value.value, value.pointer):
        resolution.evidence[at] = (
            Evidence(
                page=None, start=0, end=0, quote=value.quote, confidence=confidence_of("/record", 1.0),
                source="record", origin=value.origin,
            ),
        )  # fmt: skip


def _holder(resolution: Resolution, pointer: str) -> str:
    """Whose value stands: the document's, or that of a record that came before."""
    for at, found in resolution.evidence.items():
        if (at == pointer or at.startswith(f"{pointer}/")) and found[0].source == "record":
            return f"the {str(found[0].origin).partition(':')[0]} record"
    return "the document"


def _record_conflict(record: RecordTerms, value: RecordValue, stated: Any, *, holder: str) -> Finding:
    name = value.pointer.strip("/").replace("/", " ").replace("_", " ")
    return Finding(
        code="record_conflict",
        severity="warning",
        message=f"{name}: {holder} says {told(stated)}, the {record.system} record says {told(value.value)}; "
        f"{'the signed document' if holder == 'the document' else holder} stands",
        pointers=(value.pointer,),
        quotes=(value.quote,),
    )


def leaves(value: Any, at: str) -> Iterable[tuple[str, Any]]:
    """The values that are neither null nor containers, with their pointers."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, f"{at}/{key}")
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{at}/{index}")
    elif value is not None:
        yield at, value
