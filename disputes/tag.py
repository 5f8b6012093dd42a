"""A customer's message in, a tagged dispute out: code, confidence, phrases, checks, verdict, next step."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, cast

from disputes.checks import run_checks
from disputes.checks.facts import Facts
from disputes.explain import explain
from disputes.invoice import read_invoice
from disputes.model import Model, load_model
from disputes.owners import OWNERS
from models.dispute import Alternative, ClaimCheck, Code, DisputeMessage, TaggedDispute
from models.money import to_minor_unit
from models.schedule import Schedule
from models.terms import Terms

ALTERNATIVES = 3
ALTERNATIVE_FROM = 0.05
SECONDARY_FROM = 0.2
Verdict = Literal["valid", "invalid", "partial", "needs_info"]


def tag_dispute(
    message: DisputeMessage, *, terms: Terms | None = None, schedule: Schedule | None = None
) -> TaggedDispute:
    """The dispute's code and what the contract says to it.

    Where no code reaches the threshold, or the message disputes nothing, the code is OTHER: abstained, with a
    question to ask and the likeliest codes as alternatives. The confidence is the calibrated probability that
    the best guess is right: of the code given, or of the guess withheld, which then leads the alternatives.
    """
    model = load_model()
    text = f"{message.subject}\n{message.text}" if message.subject else message.text
    ranked = _rank(text, model)
    likeliest, confidence = ranked[0]
    abstained = likeliest == "OTHER" or confidence < model.threshold
    code: Code = "OTHER" if abstained else likeliest
    others = [(other, share) for other, share in ranked if other != code]
    facts = Facts(message=message, invoice=read_invoice(message.invoice), terms=terms, schedule=schedule)
    secondary = () if abstained else _secondary(others)
    checks = run_checks((code, *secondary), facts)
    verdict, supported = _judge(checks.get(code, ()), facts)
    owner, next_step = OWNERS[code]
    return TaggedDispute(
        id=message.id,
        code=code,
        confidence=round(confidence, 4),
        alternatives=tuple(
            Alternative(code=other, confidence=round(share, 4))
            for other, share in others[:ALTERNATIVES]
            if share >= ALTERNATIVE_FROM
        ),
        secondary=secondary,
        abstained=abstained,
        explanation=explain(message.text, likeliest, model=model),
        checks=tuple(check for found in checks.values() for check in found),
        verdict=verdict,
        amount_supported=supported,
        owner=owner,
        next_step=next_step,
    )


def _rank(text: str, model: Model) -> list[tuple[Code, float]]:
    shares = sorted(model.confidences(text).items(), key=lambda item: (-item[1], item[0]))
    return [(cast("Code", code), share) for code, share in shares]


def _secondary(others: list[tuple[Code, float]]) -> tuple[Code, ...]:
    return tuple(code for code, share in others if share >= SECONDARY_FROM and code != "OTHER")


def _judge(checks: tuple[ClaimCheck, ...], facts: Facts) -> tuple[Verdict, Decimal | None]:
    """The verdict of the primary code's checks, and how much of the claim they bear out."""
    outcomes = {check.outcome for check in checks}
    claimed = facts.message.amount_claimed
    if "supported" not in outcomes:
        return ("invalid", _money(Decimal(0), facts)) if outcomes == {"refuted"} else ("needs_info", None)
    deltas = [check.delta for check in checks if check.outcome == "supported" and check.delta is not None]
    if not deltas:
        return "valid", None
    delta = sum(deltas, Decimal(0))
    if claimed is None or delta >= claimed:
        return "valid", _money(delta if claimed is None else claimed, facts)
    return "partial", _money(delta, facts)


def _money(amount: Decimal, facts: Facts) -> Decimal:
    return to_minor_unit(amount, facts.currency)
