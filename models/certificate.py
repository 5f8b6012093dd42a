"""A certificate of a schedule: what went in, the schedule's hash, and which invariants hold."""

from __future__ import annotations

from datetime import date
from typing import Literal

from models.shape import Amount, Shape

Invariant = Literal[
    "lines are well formed",
    "proofs replay",
    "fixed lines sum to their totals",
    "caps are never passed",
    "retention withheld is released or held",
    "advances are recouped once",
    "revenue sums to the price",
    "ledgers recompute",
]


class Breach(Shape):
    """A place where an invariant does not hold.

    Attributes:
        line: The billing line, the contract line or the ledger's account.
        expected: What it should come to; None where it is not an amount that is wrong.
        found: What it comes to.
    """

    line: str
    message: str
    expected: Amount | None = None
    found: Amount | None = None


class InvariantCheck(Shape):
    """An invariant, how many places were examined for it, and where it does not hold."""

    invariant: Invariant
    examined: int
    breaches: tuple[Breach, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether it holds everywhere."""
        return not self.breaches


class Certificate(Shape):
    """What a schedule was made from and what was checked on it.

    The hashes are SHA-256: of the terms and of the schedule as canonical JSON (sorted keys, no blanks), of
    the events as a set, whatever their order and repeats.
    """

    engine_version: str
    terms_sha256: str
    events_sha256: str
    events: int
    policy_sha256: str | None = None
    as_of: date
    known_on: date | None = None
    schedule_sha256: str
    checks: tuple[InvariantCheck, ...]


class Verification(Shape):
    """What checking a schedule again found; `sound` where nothing is wrong.

    Attributes:
        replayed: Whether the schedule was made again from terms and events.
        problems: What is wrong, each naming its line and the difference.
    """

    sound: bool
    replayed: bool
    schedule_sha256: str
    checks: tuple[InvariantCheck, ...]
    problems: tuple[str, ...] = ()
