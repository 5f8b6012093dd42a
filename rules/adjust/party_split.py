"""Who pays what: by shares, one party taking the rounding, or by funding rules that run out one by one.

**Clause:** The fee of USD 100,000.01, due on June 30, 2026, is borne by North with 33.33%, South with
33.33% and West with 33.34%, West bearing differences of rounding.

**Terms:** {"currency": "USD", "parties": [{"name": "North", "share": "33.33"}, {"name": "South", "share":
"33.33"}, {"name": "West", "share": "33.34", "absorbs_rounding": true}], "lines": [{"id": "1",
"billing_method": "fixed_price", "amount": "100000.01", "end_date": "2026-06-30"}]}

**Schedule:**
    2026-06-30 instalment 100000.01

**Source:** R28: 33,330.00, 33,330.00 and 33,340.01; Dynamics 365 names a rounding customer, and funding
rules with limits that fall through to the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal

from models.extraction import Finding
from models.finding_kind import FindingCode
from models.invoicing import PartyAmount
from models.money import Money, minor_digits
from models.provision import PartyShare
from models.schedule import BillingLine
from models.terms import Terms
from rules.agreement.contract import ContractHistory

RULE = "R28"
ZERO, HUNDRED = Decimal(0), Decimal(100)


@dataclass(slots=True)
class Payers:
    """The parties at work: what each has taken on, and what nobody has."""

    terms: Terms
    currency: str | None
    taken: defaultdict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    unfunded: list[str] = field(default_factory=list)

    def split(self, line: BillingLine) -> list[PartyAmount]:
        """The parts of a line, largest rule first."""
        amount = line.amount or ZERO
        if not self.terms.funding:
            shares = _own_shares(self.terms)
            parts = self._divide(amount, shares)
            return [_part(line, share, part) for share, part in zip(shares, parts, strict=True) if part]
        return self._fund(line, amount)

    def _fund(self, line: BillingLine, amount: Decimal) -> list[PartyAmount]:
        """By each funding rule as far as the limits of its parties go; then by the next."""
        rest, made = amount, list[PartyAmount]()
        for number, rule in enumerate(self.terms.funding, 1):
            if not rest or _whole(rule.shares) != HUNDRED:
                continue
            here = min(rest, self._room(rule.shares, rest)) if rest > 0 else rest
            parts = self._divide(here, rule.shares)
            for share, part in zip(rule.shares, parts, strict=True):
                self.taken[share.party] += part
                made += [_part(line, share, part, number)] if part else []
            rest -= here
        if rest:
            self.unfunded.append(line.id)
        return made

    def _room(self, shares: Sequence[PartyShare], wanted: Decimal) -> Decimal:
        """The most that these shares can take together before a limit is reached."""
        limits = {party.name: party.limit for party in self.terms.parties if party.limit is not None}
        rooms = [
            max(limits[share.party] - self.taken[share.party], ZERO) * HUNDRED / share.percent
            for share in shares
            if share.party in limits and share.percent
        ]
        digits = minor_digits(self.currency)
        return min([wanted, *rooms]).quantize(Decimal(1).scaleb(-digits), ROUND_DOWN)

    def _divide(self, amount: Decimal, shares: Sequence[PartyShare]) -> list[Decimal]:
        """Split to the minor unit: one party takes what is left over, else it is spread evenly."""
        absorbs = {party.name for party in self.terms.parties if party.absorbs_rounding}
        last = next((at for at, share in enumerate(shares) if share.party in absorbs), None)
        if last is None:
            weights = [share.percent for share in shares]
            return [part.amount for part in Money(amount, self.currency or "").allocate(weights)]
        parts = [Money(amount * share.percent / HUNDRED, self.currency or "").amount for share in shares]
        parts[last] += amount - sum(parts, ZERO)
        return parts


def split_lines(
    lines: Iterable[BillingLine], contract: ContractHistory
) -> tuple[tuple[PartyAmount, ...], tuple[Finding, ...]]:
    """What each party pays of every line that is known, and what the shares leave in doubt."""
    terms = contract.latest
    if not terms.funding and not _own_shares(terms):
        return (), ()
    if not terms.funding and _whole(_own_shares(terms)) != HUNDRED:
        message = (
            f"the parties' shares sum to {_whole(_own_shares(terms))}%, not to 100%, so nothing is split"
        )
        return (), (_finding("L02", f"{message}; correct the share that is wrong", "/parties"),)
    payers = Payers(terms, contract.currency)
    known = [line for line in lines if line.amount and line.kind != "write_down"]
    parts = tuple(part for line in known for part in payers.split(line))
    if not payers.unfunded:
        return parts, ()
    message = f"no party's limit has room for these: {', '.join(payers.unfunded)}; raise one or add a rule"
    return parts, (_finding("unfunded", message, "/funding"),)


def _own_shares(terms: Terms) -> list[PartyShare]:
    return [
        PartyShare(party=party.name, percent=party.share)
        for party in terms.parties
        if party.share is not None
    ]


def _whole(shares: Sequence[PartyShare]) -> Decimal:
    return sum((share.percent for share in shares), ZERO)


def _part(line: BillingLine, share: PartyShare, amount: Decimal, rule: int | None = None) -> PartyAmount:
    return PartyAmount(schedule_line=line.id, party=share.party, amount=amount, rule=rule)


def _finding(code: FindingCode, message: str, pointer: str) -> Finding:
    return Finding(code=code, severity="error", message=message, pointers=(pointer,))
