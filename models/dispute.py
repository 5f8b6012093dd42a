"""A billing dispute as it comes in, and as it is tagged for review."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from models.shape import Amount, Shape, Text

Code = Literal[
    "RATE",
    "HOURS",
    "SUPPORT",
    "SCOPE",
    "ACCEPT",
    "QUALITY",
    "CAP",
    "EXPENSE",
    "REFERENCE",
    "PARTY",
    "TAXFX",
    "TERMS",
    "ADJUST",
    "DUP",
    "OTHER",
]


class DisputeMessage(Shape):
    """What the customer wrote, with what is known of the invoice."""

    id: Text
    text: Annotated[str, Field(max_length=20_000)]
    received_on: date | None = None
    amount_claimed: Amount | None = None
    invoice: dict[str, Any] | None = None
    contract: Text | None = None
    subject: Text | None = None


class Alternative(Shape):
    """A less likely code."""

    code: Code
    confidence: Annotated[float, Field(ge=0, le=1)]


class WeightedPhrase(Shape):
    """Words of the message and how far they speak for the code (negative: against it)."""

    phrase: str
    weight: float


class ClaimCheck(Shape):
    """A check of the claim against the contract."""

    check: str
    outcome: Literal["supported", "refuted", "not_checkable"]
    delta: Amount | None = None
    detail: str | None = None


class TaggedDispute(Shape):
    """A dispute with its code, ready for the review queue."""

    id: str
    code: Code
    confidence: Annotated[float, Field(ge=0, le=1)]
    alternatives: tuple[Alternative, ...] = ()
    secondary: tuple[Code, ...] = ()
    abstained: bool
    explanation: tuple[WeightedPhrase, ...] = ()
    checks: tuple[ClaimCheck, ...] = ()
    verdict: Literal["valid", "invalid", "partial", "needs_info"]
    amount_supported: Amount | None = None
    owner: str
    next_step: str
