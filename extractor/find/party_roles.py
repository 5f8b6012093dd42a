"""Tell customer from provider: by what the contract calls each party, else by who pays and who performs.

**Clause:** "Acme shall pay Brightwater ... Brightwater shall perform the Services."
**Value:** Acme is the customer, Brightwater the provider.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.find.role_cues import leaning

CUSTOMER = frozenset(
    "customer client buyer purchaser owner licensee city county district borrower subscriber distributor reseller "
    "sponsor authority state recipient university bank principal dealer employer you your".split()
)
PROVIDER = frozenset(
    "consultant contractor provider vendor supplier licensor servicer developer seller manufacturer advisor adviser "
    "agent engineer architect outsourcer promoter professional agency executive celebrity we our us".split()
)
_OPENING = 4_000
_WORD = "|".join(sorted(CUSTOMER | PROVIDER, key=len, reverse=True))
_LABEL = re.compile(rf"(?:^|[\s|(])(?P<alias>(?:service\s)?(?:{_WORD}))\s?[:|]\s?$", re.IGNORECASE)
_CALLED = re.compile(
    rf'[^()]{{0,200}}?\(\s?(?:(?:each|hereinafter|hereafter|referred|to|below|called|as|the)\s){{0,6}}"?(?P<alias>(?:service\s)?(?:{_WORD}))"?[,)]',
    re.IGNORECASE,
)
_DUTY = r"(?:\s(?:shall|will|must|agrees\sto|hereby\sagrees\sto|is\sobligated\sto|is\srequired\sto))(?:\s(?:also|promptly|timely|then))?\s"
_PAYS = rf"{_DUTY}(?:pay|reimburse|compensate|remit|purchase|order)\b"
_PERFORMS = rf"{_DUTY}(?:provide|perform|deliver|render|furnish|supply|invoice|bill|submit|use\s(?:its\s)?(?:best|commercially))\b"
_PAID = r"\b(?:pay|pays|paid|payable|remit(?:ted)?|reimburse|compensate|owed|due)\s(?:to\s)?(?:the\s)?"
_LEVEL = 0.05
"""Leanings nearer than this are level."""
_OPPOSITE = {"customer": "provider", "provider": "customer"}


def party_roles(names: Sequence[tuple[str, str]], flat: str) -> list[str | None]:
    """The role of each party, given as its name and what the contract calls it; None where nothing tells."""
    roles = by_words(names, flat)
    if roles.count(None) == 0 and len(set(roles)) > 1:
        return roles
    leanings = [leaning(alias or name, flat) for name, alias in names]
    if len(names) == 2 and roles.count(None) == 1 and "company" not in {a.lower() for _, a in names}:
        known = next(role for role in roles if role)
        return [role or _OPPOSITE[known] for role in roles]
    return _by_leaning(roles, leanings)


def by_words(names: Sequence[tuple[str, str]], flat: str) -> list[str | None]:
    """The roles as what the contract calls each party tells them, else as its own name does."""
    return [
        _by_word(alias) or _by_word(_introduced_as(name, flat)) or _by_word(name) for name, alias in names
    ]


def _by_word(words: str) -> str | None:
    found = set(re.findall(r"[a-z]+", words.lower()))
    if found & PROVIDER:
        return "provider"
    return "customer" if found & CUSTOMER else None


def _introduced_as(name: str, flat: str) -> str:
    """What the opening calls a party beside its name: 'Supplier: NAME', 'NAME (referred to below as Client)'."""
    for match in re.finditer(re.escape(name), flat[:_OPENING]):
        before = _LABEL.search(flat[max(match.start() - 40, 0) : match.start()])
        after = _CALLED.match(flat[match.end() : match.end() + 260])
        if before or after:
            return (before or after)["alias"]  # type: ignore[index]
    return ""


def pay_and_performance(called: str, flat: str) -> int:
    """How much more often a party pays than it performs or is paid: the rule of thumb that the weights replaced."""
    name = re.escape(" ".join(called.split()))
    pays = len(re.findall(name + _PAYS, flat))
    performs = len(re.findall(name + _PERFORMS, flat)) + len(re.findall(_PAID + name, flat))
    return 2 * pays - performs


def _by_leaning(roles: list[str | None], leanings: list[float]) -> list[str | None]:
    """Those that lean above the middle are customers, those below it providers."""
    if len(roles) < 2 or max(leanings) - min(leanings) < _LEVEL:
        return _complete(roles)
    middle = (max(leanings) + min(leanings)) / 2
    return ["customer" if leaning > middle else "provider" for leaning in leanings]


def _complete(roles: list[str | None]) -> list[str | None]:
    known = {role for role in roles if role}
    if len(roles) == 2 and len(known) == 1 and None in roles:
        return [role or _OPPOSITE[known.copy().pop()] for role in roles]
    return roles
