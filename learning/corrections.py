"""Learning from reviewers: their decisions as examples, a new version of the leanings, and what it changes.

A folder of corrections holds `corrections.jsonl`, one {"document", "pointer", "value"} a line, and the
documents named there. Only a choice among values that were found can be learned; what was not found at all is
counted and needs a finder. Every correction, old or new, is played again: one that held and
breaks refuses it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from extractor.candidates import Candidate
from extractor.pipeline import find_candidates
from extractor.read import read_document
from extractor.segment import segment
from extractor.settle.leanings import FILE, Leanings, features, shipped
from extractor.settle.rank import Ranked, key_of, rank
from extractor.settle.resolve import CLEAR_MARGIN
from learning.evaluate import labelled_documents
from learning.gold import SCALARS, judge
from models.errors import InvalidRecord, NotFound
from models.pointer import resolve
from models.shape import Shape
from store import Store

LIST = "corrections.jsonl"
ROUNDS = 60
STEP = 0.02
MARGIN = 2 * CLEAR_MARGIN
"""How far the right value should lead, so that it leads clearly."""


class Correction(Shape):
    """A value as a reviewer left it; null where the contract does not state the term."""

    document: str
    pointer: str
    value: Any


@dataclass(frozen=True, slots=True)
class Example:
    """A decision with the values that competed."""

    correction: Correction
    text: str
    found: tuple[Candidate, ...]

    @property
    def learnable(self) -> bool:
        """Whether the reviewer's value is one of several that were found."""
        keys = {key_of(candidate.value) for candidate in self.found}
        return len(keys) > 1 and key_of(self.correction.value) in keys

    def held(self, leanings: Leanings) -> bool:
        """Whether the reviewer's value is what these leanings take."""
        return taken(self.found, self.text, leanings) == (
            None if self.correction.value is None else key_of(self.correction.value)
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new version, and what it would do.

    Attributes:
        leanings: The new weights.
        examples: All corrections that could be played.
        broken: Those that held and would no longer.
        frozen: Values of the frozen set that would be gained, lost or changed, each 'document field'.
    """

    leanings: Leanings
    examples: tuple[Example, ...]
    broken: tuple[Correction, ...]
    frozen: Mapping[str, tuple[str, ...]]

    def as_json(self) -> dict[str, Any]:
        """The report, without a word of the contracts."""
        before = shipped()
        return {
            "version": self.leanings.version,
            "corrections": len(self.examples),
            "learnable": sum(example.learnable for example in self.examples),
            "held_before": sum(example.held(before) for example in self.examples),
            "held_after": sum(example.held(self.leanings) for example in self.examples),
            "broken": [f"{one.document} {one.pointer}" for one in self.broken],
            "frozen": {name: list(found) for name, found in self.frozen.items()},
            "weights": len(self.leanings.weights),
        }


def taken(found: Sequence[Candidate], text: str, leanings: Leanings) -> str | None:
    """The value that is taken, as a key; None where nothing was found or two compete."""
    ranked = rank(found, text, leanings=leanings)
    if not ranked or (len(ranked) > 1 and ranked[0].weight - ranked[1].weight < CLEAR_MARGIN):
        return None
    return key_of(ranked[0].best.value)


def export_corrections(store: Store, folder: Path) -> int:
    """Write the decided review items of a store with their documents; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for item in _decided(store):
        contract = store.contracts.load(item.contract_id)
        name = f"{contract.id}{Path(contract.filename).suffix}"
        path = folder / name
        if not path.exists():
            path.write_bytes(store.contracts.load_document(contract.id))
        terms = store.contracts.load_extraction(contract.id).terms.model_dump(mode="json")
        made = Correction(document=name, pointer=item.pointer, value=resolve(terms, item.pointer))
        lines.append(made.model_dump_json())
    (folder / LIST).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


def _decided(store: Store) -> Iterator[Any]:
    for status in ("accepted", "edited", "rejected"):
        after = None
        while True:
            page = store.review.page(status=status, after=after)
            yield from (item for item in page.items if item.pointer)
            after = page.next_cursor
            if after is None:
                break


def propose(folder: Path, *, frozen: Path | None = None) -> Proposal:
    """Learn from a folder of corrections and play everything again.

    Raises:
        NotFound: The folder has no corrections, or one names a document that is not there.
        InvalidRecord: A line is no correction.
        DocumentError: A document cannot be read.
    """
    examples = tuple(_examples(folder))
    before = shipped()
    after = learn(examples, before)
    broken = tuple(one.correction for one in examples if one.held(before) and not one.held(after))
    return Proposal(after, examples, broken, _compare(frozen, before, after) if frozen else {})


def switch(proposal: Proposal, *, file: Path = FILE) -> bool:
    """Take the new version, unless a correction that held would break; whether it was taken."""
    if proposal.broken:
        return False
    file.write_text(proposal.leanings.as_json(), encoding="utf-8")
    return True


def learn(examples: Sequence[Example], before: Leanings) -> Leanings:
    """Move the weights until each learnable correction leads by a margin, or the rounds are over."""
    weights: dict[str, float] = defaultdict(float, before.weights)
    learnable = [example for example in examples if example.learnable]
    for _ in range(ROUNDS):
        moved = False
        for example in learnable:
            ranked = rank(example.found, example.text, leanings=Leanings(weights))
            right, rival = _pair(ranked, key_of(example.correction.value))
            if right.weight - rival.weight < MARGIN:
                moved = True
                _push(weights, right.best, example.text, STEP)
                _push(weights, rival.best, example.text, -STEP)
        if not moved:
            break
    return Leanings({name: weight for name, weight in weights.items() if weight}, before.version + 1)


def _pair(ranked: Sequence[Ranked], key: str) -> tuple[Ranked, Ranked]:
    right = next(one for one in ranked if key_of(one.best.value) == key)
    return right, next(one for one in ranked if one is not right)


def _push(weights: dict[str, float], candidate: Candidate, text: str, step: float) -> None:
    for name in features(candidate, text):
        weights[name] += step


def _examples(folder: Path) -> Iterator[Example]:
    path = folder / LIST
    if not path.is_file():
        raise NotFound(f"{folder} has no {LIST}; write one with `engross corrections {folder}`")
    by_document: dict[str, list[Correction]] = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            correction = TypeAdapter(Correction).validate_json(line)
        except ValidationError:
            raise InvalidRecord(
                f"line {number} of {LIST} is no correction; it needs document, pointer and value"
            ) from None
        by_document[correction.document].append(correction)
    for name, corrections in sorted(by_document.items()):
        document = folder / name
        if not document.is_file():
            raise NotFound(f"{LIST} names {name}, which is not in {folder}")
        text, found = _found(document)
        for correction in corrections:
            yield Example(correction, text, tuple(found.get(correction.pointer, ())))


def _found(path: Path) -> tuple[str, dict[str, list[Candidate]]]:
    document = read_document(path.read_bytes(), path.name)
    by_pointer: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in find_candidates(segment(document)):
        by_pointer[candidate.pointer].append(candidate)
    return document.text, by_pointer


def _compare(folder: Path, before: Leanings, after: Leanings) -> dict[str, tuple[str, ...]]:
    """What would change on labelled contracts: right and not before, the reverse, wrong in another way."""
    told: dict[str, list[str]] = {"gained": [], "lost": [], "changed": []}
    for name, path, label in labelled_documents(folder):
        text, found = _found(path)
        for field, pointer in SCALARS.items():
            candidates = found.get(pointer, [])
            old, new = (taken(candidates, text, leanings) for leanings in (before, after))
            if old != new:
                was, now = (_right(field, candidates, value, label) for value in (old, new))
                kind = "gained" if now and not was else "lost" if was and not now else "changed"
                told[kind].append(f"{name} {field}")
    return {kind: tuple(found) for kind, found in told.items()}


def _right(field: str, candidates: Sequence[Candidate], key: str | None, label: Mapping[str, Any]) -> bool:
    value = next((one.value for one in candidates if key_of(one.value) == key), None)
    terms: dict[str, Any] = {}
    keys = SCALARS[field].strip("/").split("/")
    inner = terms
    for step in keys[:-1]:
        inner = inner.setdefault(step, {})
    inner[keys[-1]] = value
    outcomes = [judgement.outcome for judgement in judge(terms, label) if judgement.field == field]
    return "wrong" not in outcomes and "missed" not in outcomes
