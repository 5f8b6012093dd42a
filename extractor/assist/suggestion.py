"""What a model may be asked for, and the closed shape of what it may answer."""

from __future__ import annotations

from typing import Any, Literal

from models.shape import Shape

Kind = Literal["date", "months", "days", "percent", "money", "law"]

ASKED: dict[str, tuple[Kind, str]] = {
    "/effective_date": ("date", "the date on which the agreement takes effect"),
    "/start_date": ("date", "the date on which services start, where it is another than the effective date"),
    "/end_date": ("date", "the date on which the initial term ends, where a calendar date is stated"),
    "/signed_on": ("date", "the date of the last signature"),
    "/term_months": ("months", "the length of the initial term"),
    "/renewal/term_months": ("months", "the length of each renewal term"),
    "/renewal/notice_days": ("days", "the notice that stops a renewal"),
    "/governing_law": ("law", "the state or country whose law governs"),
    "/contract_value": ("money", "the stated total price of the whole agreement"),
    "/not_to_exceed": ("money", "the stated cap on total fees; not a cap on liability"),
    "/payment/net_days": ("days", "the days that the customer has to pay an invoice"),
    "/payment/late_interest_percent": ("percent", "the interest on late payment"),
    "/payment/early_discount_percent": ("percent", "the discount for early payment"),
    "/payment/early_discount_days": ("days", "the days within which that discount holds"),
    "/payment/dispute_days": ("days", "the days within which an invoice may be disputed"),
    "/expenses/markup_percent": ("percent", "the markup on expenses"),
    "/expenses/cap": ("money", "the cap on expenses"),
    "/retention/percent": ("percent", "the share of each invoice that is held back"),
    "/escalation/percent": ("percent", "the yearly rise of prices"),
    "/minimum_commitment/amount": ("money", "the minimum that the customer must pay"),
}
"""Terms by pointer: how the value is read, and how the question reads."""


class Suggestion(Shape):
    """A value that a model read, with the words that it claims to have read it from.

    Attributes:
        pointer: One of `ASKED`.
        value: Dates in ISO form, counts and percents and amounts as decimal strings, places by name.
        quote: Words of the document, verbatim.
    """

    pointer: str
    value: str
    quote: str


class Suggestions(Shape):
    """A model's whole answer; anything else in it is an error."""

    suggestions: tuple[Suggestion, ...] = ()


def answer_schema(pointers: list[str]) -> dict[str, Any]:
    """The JSON Schema of an answer about these terms; closed, as strict structured output wants it."""
    one = {
        "type": "object",
        "properties": {
            "pointer": {"type": "string", "enum": pointers},
            "value": {"type": "string"},
            "quote": {"type": "string"},
        },
        "required": ["pointer", "value", "quote"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"suggestions": {"type": "array", "items": one}},
        "required": ["suggestions"],
        "additionalProperties": False,
    }
