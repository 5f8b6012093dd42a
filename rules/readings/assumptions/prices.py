"""What rising prices may leave unsaid: what each rise is a percent of, and what is rounded."""

from __future__ import annotations

from collections.abc import Iterator

from models.terms import Terms
from rules.readings.assumptions.shape import Assumption, Told, choices


def escalation_base(terms: Terms) -> Iterator[Assumption]:
    """R26: what each rise is a percent of."""
    escalation = terms.escalation
    if escalation is None or not escalation.every_months or escalation.compounding is not None:
        return
    told: tuple[Told, ...] = (
        ("of the price then in force", "previous", "Each rise is applied to the price then in force."),
        ("of the original price", "original", "Each rise is a percent of the original price."),
    )
    yield Assumption(
        "/escalation/compounding",
        "Of which price is each rise a percent?",
        "R26",
        "contract owner",
        "Each rise is applied to [the price then in force | the original price].",
        choices("/escalation/compounding", *told),
    )


def escalation_rounding(terms: Terms) -> Iterator[Assumption]:
    """R26: to what the risen price, and a rise measured by an index, are rounded."""
    escalation = terms.escalation
    if escalation is None:
        return
    if escalation.price_digits is None:
        told: tuple[Told, ...] = (
            ("to the cent", None, "The new price is rounded to the currency's smallest unit."),
            ("to a whole unit", 0, "The new price is rounded to a whole unit of the currency."),
        )
        yield Assumption(
            "/escalation/price_digits",
            "To what is the new price rounded?",
            "R26",
            "finance",
            "The new price is rounded to [the currency's smallest unit | a whole unit of the currency].",
            choices("/escalation/price_digits", *told),
        )
    if escalation.index is not None and escalation.percent_digits is None:
        told = (
            ("not rounded", None, "The change of the index is not rounded."),
            ("to a tenth of a percent", 1, "The change of the index is rounded to one tenth of a percent."),
        )
        yield Assumption(
            "/escalation/percent_digits",
            "Is the change of the index rounded before it is applied?",
            "R26",
            "contract owner",
            "The change of the index is [not rounded | rounded to one tenth of a percent].",
            choices("/escalation/percent_digits", *told),
        )
