"""What chance decides about a document, and a record of it.

A wording's id is its term and its place in that term's list, so wordings are only ever added at the end. Even
places are split `a`, odd places split `b`: what is learnt from one split can be measured on the other. Split `c`
draws from lists of its own, which `all` leaves out, so it stays unseen where both others were learnt from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal, TypeVar

Split = Literal["a", "b", "c", "all"]
T = TypeVar("T")
_REMAINDER = {"a": 0, "b": 1}


@dataclass(frozen=True, slots=True)
class SampleWording:
    """One way to say a term.

    Attributes:
        text: With {placeholders} for the values.
        facts: Pointers into the labels, with what this wording says beyond the values it is given.
        others: Pointers with what a fair reviewer might read instead.
    """

    text: str
    facts: dict[str, Any] = field(default_factory=dict)
    others: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Draw:
    """Chance, seeded per document."""

    random: Random
    split: Split = "all"
    chosen: dict[str, str] = field(default_factory=dict)

    def variant(self, term: str, options: Sequence[T], unseen: Sequence[T] = ()) -> T:
        """One of the options of the split, noted under the term; `unseen` are those of split c."""
        if self.split == "c" and unseen:
            place = self.random.choice(range(len(unseen)))
            self.chosen[term] = f"{term}.c{place:02d}"
            return unseen[place]
        places = range(len(options))
        if self.split in _REMAINDER and len(options) > 1:
            places = range(_REMAINDER[self.split], len(options), 2)
        place = self.random.choice(places)
        self.chosen[term] = f"{term}.{place:02d}"
        return options[place]

    def shape(self, term: str, options: Sequence[str]) -> str:
        """One of the options, of either split, noted under its own name."""
        found = self.random.choice(options)
        self.chosen[term] = f"{term}={found}"
        return found

    def pick(self, options: Sequence[T]) -> T:
        """One of the options; not a wording, so of either split and not noted."""
        return self.random.choice(options)

    def some(self, options: Sequence[T], fewest: int, most: int) -> list[T]:
        """Some of the options, in their own order."""
        count = self.random.randint(fewest, min(most, len(options)))
        return [options[i] for i in sorted(self.random.sample(range(len(options)), count))]

    def happens(self, share: float) -> bool:
        """True in that share of the documents."""
        return self.random.random() < share

    def whole(self, low: int, high: int, step: int = 1) -> int:
        """A whole number of the range, both ends included."""
        return self.random.randrange(low, high + 1, step)
