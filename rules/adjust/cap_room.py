"""The room that a cap has left, in money or hours: for the earliest work first, or for all in proportion.

**Clause:** No more than eight hours are charged; hours beyond are borne by all roles in proportion. Services
are billed monthly: Lead USD 300.00 per hour, Junior USD 200.00 per hour, from January 1, 2026 to January 31,
2026.

**Terms:** {"currency": "USD", "start_date": "2026-01-01", "end_date": "2026-01-31", "payment":
{"billing_frequency": "monthly"}, "caps": [{"id": "h", "hours": "8", "allocation": "pro_rata"}], "lines":
[{"id": "1", "billing_method": "time_and_materials", "rates": [{"role": "Lead", "amount": "300.00", "unit":
"hour"}, {"role": "Junior", "amount": "200.00", "unit": "hour"}]}]}

**Events:** [{"type": "engross.time.approved", "data": {"entry_id": "t1", "person": "p1", "role": "Lead",
"date": "2026-01-12", "hours": "6"}}, {"type": "engross.time.approved", "data": {"entry_id": "t2", "person":
"p2", "role": "Junior", "date": "2026-01-13", "hours": "6"}}]

**Schedule:**
    2026-01-31 time 2000.00
    2026-01-31 write_down 1000.00

**Source:** R10: 4 x 300 + 4 x 200; by work date it would be 6 x 300 + 2 x 200 = 2,200.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Literal

from models.money import minor_digits, to_minor_unit
from models.working import (
    Working,
    at_least_nothing,
    fixed,
    from_line,
    least,
    less,
    over,
    reported,
    rounded_to,
    so_far,
    term,
    times,
    value_of,
)
from rules.adjust.limit import Limit, covers, limits_of, limits_to_come, measures_of
from rules.agreement.contract import ContractHistory
from rules.draft import Draft, Piece

RULE = "R10"
ZERO = Decimal(0)
ALL = fixed("all of it", 1, RULE)
Unit = Literal["money", "hours"]


@dataclass(slots=True)
class Meter:
    """What a cap has let through: exact within a billing line, rounded between lines.

    So a cap is never passed by the half cents that lines are rounded up.
    """

    round: Callable[[Decimal], Decimal]
    by_line: defaultdict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    rounded: Decimal = ZERO

    def used(self, draft: str) -> Decimal:
        """What is taken where a billing line wants more: other lines as rounded, its own as it is."""
        own = self.by_line[draft]
        return self.rounded - self.round(own) + own

    def take(self, draft: str, amount: Decimal) -> None:
        """Count what a billing line takes."""
        before = self.round(self.by_line[draft])
        self.by_line[draft] += amount
        self.rounded += self.round(self.by_line[draft]) - before


@dataclass(slots=True)
class Caps:
    """All caps of a contract at work: their meters, and which of them cut each line.

    Attributes:
        fees: The fee lines as billed, for caps that are a percent of them.
        shares: Of caps whose last room is shared, what each line gets of what it wants.
        found: The caps of fees, by line, day and role.
        unheld: Caps and lines with work from before or after the cap: the cap does not hold all of it.
        unmeasured: Lines whose part in a cap cannot be known, with the cap's pointer.
    """

    contract: ContractHistory
    fees: tuple[Draft, ...] = ()
    meters: dict[tuple[str, Unit], Meter] = field(default_factory=dict)
    limits: dict[tuple[str, str, str], Decimal] = field(default_factory=dict)
    binding: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    workings: defaultdict[str, list[Working]] = field(default_factory=lambda: defaultdict(list))
    shares: dict[tuple[str, Unit, str], Working] = field(default_factory=dict)
    found: dict[tuple[str, date | None, str | None], list[Limit]] = field(default_factory=dict)
    unheld: set[tuple[str, str]] = field(default_factory=set)
    unmeasured: dict[str, str] = field(default_factory=dict)

    def allow(self, draft: Draft, piece: Piece) -> Decimal:
        """How much of a piece may be billed: the least room of all caps that apply on its day."""
        limits = self._limits(draft, piece)
        allowed, working = piece.amount, _priced(draft, piece)
        if piece.amount > 0:
            rooms = [(room, limit) for limit in limits for room in self._rooms(limit, draft, piece)]
            allowed = min([piece.amount, *(value_of(room) for room, _ in rooms)])
            binding = [pair for pair in rooms if value_of(pair[0]) == allowed < piece.amount]
            self.binding[draft.id] += [limit.pointer for _, limit in binding]
            if binding:
                working = least(working, *(room for room, _ in binding), name="within the cap", rule=RULE)
        self.workings[draft.id].append(working)
        for limit in limits:
            self._take(limit, draft, piece, allowed)
        for limit in limits_to_come(self.contract, draft, piece, now=limits):
            self.unheld.add((limit.account, draft.id))
            self._take(limit, draft, piece, allowed)
        return allowed

    def _limits(self, draft: Draft, piece: Piece) -> list[Limit]:
        """The caps of a piece; those of a fee are the same for all work of a role on a day."""
        if draft.kind == "expense":
            return limits_of(self.contract, draft, piece, fees=self.fees)
        alike = (draft.id, piece.on, piece.role)
        if alike not in self.found:
            self.found[alike] = limits_of(self.contract, draft, piece, fees=self.fees)
        return self.found[alike]

    def _rooms(self, limit: Limit, draft: Draft, piece: Piece) -> Iterator[Working]:
        """The room in money; hours are worth what the piece's hours cost."""
        shared = limit.cap.allocation == "pro_rata"
        priced = _priced(draft, piece)
        if limit.cap.amount is not None:
            room = self._money(limit, draft, piece)
            if room is not None:
                yield room
            if shared:
                yield times(priced, self._share(limit, draft, "money"), name="share of the room")
        if limit.cap.hours is not None and piece.hours:
            left = self._left(limit, draft, "hours")
            hours = reported("hours of the entry", piece.hours, piece.key)
            yield over(times(priced, left), hours, "room of the hours")
            if shared:
                yield times(priced, self._share(limit, draft, "hours"), name="share of the room")

    def _money(self, limit: Limit, draft: Draft, piece: Piece) -> Working | None:
        """The room of a cap in money, in what the piece is measured in; None where nothing is taken of it."""
        measures = measures_of(limit, piece, self.contract)
        if measures is None:
            return None
        room = self._left(limit, draft, "money")
        if not measures:
            return room
        taken = times(*measures, name="what one takes")
        if not value_of(taken):
            return None
        return rounded_to(over(room, taken), minor_digits(self.contract.currency), "down", name="room")

    def _left(self, limit: Limit, draft: Draft, unit: Unit) -> Working:
        """What a cap has left for a line."""
        most = (limit.cap.amount if unit == "money" else limit.cap.hours) or ZERO
        key = (limit.account, unit, draft.id)
        self.limits[key] = max(self.limits.get(key, most), most)
        used = self._meter(limit, unit).used(draft.id)
        if unit == "hours":
            stated: Working = term("cap in hours", most, limit.pointer_to("hours"))
            return at_least_nothing(less(stated, so_far("hours before", used, limit.account)), "hours left")
        digits = minor_digits(limit.cap.currency or self.contract.currency)
        stated = rounded_to(term("cap", most, limit.pointer_to("amount")), digits, "down", name="cap")
        return at_least_nothing(less(stated, so_far("used before", used, limit.account)), "room")

    def _share(self, limit: Limit, draft: Draft, unit: Unit) -> Working:
        """How much of each piece of a line a cap lets through whose last room is shared in proportion."""
        key = (limit.account, unit, draft.id)
        if key not in self.shares:
            pieces = [piece for piece in draft.pieces or (whole(draft),) if covers(limit.cap, draft, piece)]
            wanted = sum((piece.amount if unit == "money" else piece.hours for piece in pieces), ZERO)
            asked = so_far("asked for by the line", wanted, draft.id)
            self.shares[key] = least(ALL, over(self._left(limit, draft, unit), asked), name="share")
        return self.shares[key]

    def _take(self, limit: Limit, draft: Draft, piece: Piece, allowed: Decimal) -> None:
        if not piece.amount:
            return
        if limit.cap.amount is not None:
            measures = measures_of(limit, piece, self.contract)
            if measures is None:
                self.unmeasured[draft.id] = limit.pointer
            self._meter(limit, "money").take(draft.id, allowed * value_of(times(ALL, *(measures or ()))))
        if limit.cap.hours is not None:
            self._meter(limit, "hours").take(draft.id, piece.hours * allowed / piece.amount)

    def _meter(self, limit: Limit, unit: Unit) -> Meter:
        exact: Callable[[Decimal], Decimal] = lambda amount: amount  # noqa: E731 - hours are not rounded
        currency = limit.cap.currency or self.contract.currency
        rounding = partial(to_minor_unit, currency=currency) if unit == "money" else exact
        return self.meters.setdefault((limit.account, unit), Meter(rounding))


def whole(draft: Draft) -> Piece:
    """A line as one piece."""
    return Piece(draft.bill_on, "", draft.amount or ZERO, working=draft.proof.working)


def _priced(draft: Draft, piece: Piece) -> Working:
    return piece.working or from_line("amount", piece.amount, draft.id)
