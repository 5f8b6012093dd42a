"""What limits and minima may leave unsaid: for what they hold, what they hold, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.pointer import join
from models.price import Cap
from models.terms import Terms
from rules.readings.assumptions.shape import Assumption, Choice, Told, choices, put

WINDOWS_A_YEAR: dict[str, int] = {"month": 12, "quarter": 4, "half_year": 2}


def caps_of(terms: Terms) -> Iterator[tuple[Cap, str, str]]:
    """Every hard cap with its pointer, and whether it stands with the contract or with a line."""
    for at, cap in enumerate(terms.caps):
        if cap.behaviour == "hard":
            yield cap, join("caps", at), "contract"
    for position, line in enumerate(terms.lines):
        for at, cap in enumerate(line.caps):
            if cap.behaviour == "hard":
                yield cap, join("lines", position, "caps", at), "line"


def cap_scopes(terms: Terms) -> Iterator[Assumption]:
    """R10: a limit that does not say for what and for how long it holds."""
    for cap, at, scope in caps_of(terms):
        if cap.scope is not None or cap.role is not None or cap.lines:
            continue
        whole = "for the whole contract" if scope == "contract" else "for the whole workstream"
        told: tuple[Told, ...] = (
            (whole, scope, f"The limit holds once, {whole}, over the term."),
            ("for each month", "month", "The limit holds for each calendar month."),
        )
        yield Assumption(
            f"{at}/scope",
            "For what and for how long does the limit hold?",
            "R10",
            "contract owner",
            f"The limit holds [once, {whole} | for each calendar month].",
            choices(f"{at}/scope", *told),
        )


def cap_bases(terms: Terms) -> Iterator[Assumption]:
    """C7 and R10: whether a limit holds the fees before or after their discounts."""
    if not terms.discounts:
        return
    for cap, at, _ in caps_of(terms):
        if cap.basis is None and cap.amount is not None:
            net = put(f"{at}/basis", "net_of_discount")
            yield _cap_basis(f"{at}/basis", (put(f"{at}/basis", "gross"),), (net,))
    if terms.not_to_exceed is not None:
        limit = {"id": "not_to_exceed", "amount": str(terms.not_to_exceed), "basis": "net_of_discount"}
        moved = (
            put("/not_to_exceed", None),
            {"op": "add", "path": "/caps/-", "value": {**limit, "scope": "contract"}},
        )
        yield _cap_basis("/not_to_exceed", (), moved)


def _cap_basis(
    pointer: str, gross: tuple[dict[str, Any], ...], net: tuple[dict[str, Any], ...]
) -> Assumption:
    return Assumption(
        pointer,
        "Does the limit hold the fees before or after their discounts?",
        "C7",
        "contract owner",
        "The limit applies to the fees [before | after] discounts are taken off.",
        (
            Choice("before discounts", "The limit applies to the fees before any discount.", gross),
            Choice("after discounts", "The limit applies to the fees after discounts are taken off.", net),
        ),
    )


def cap_allocations(terms: Terms) -> Iterator[Assumption]:
    """R10: whose hours take the last room of an hours limit."""
    told: tuple[Told, ...] = (
        (
            "the earliest work first",
            "fifo",
            "Hours count towards the limit in the order in which they are worked.",
        ),
        (
            "all work of the period in proportion",
            "pro_rata",
            "Where the hours of a billing period pass the limit, all of them are reduced in proportion.",
        ),
    )
    for cap, at, _ in caps_of(terms):
        if cap.hours is not None and cap.allocation is None:
            yield Assumption(
                f"{at}/allocation",
                "Whose hours take the last room under the limit?",
                "R10",
                "contract owner",
                "Hours past the limit fall [on the latest work | on all work of the period in proportion].",
                choices(f"{at}/allocation", *told),
            )


def carry_forward(terms: Terms) -> Iterator[Assumption]:
    """R17: whether what one window has above the minimum helps the next."""
    minimum = terms.minimum_commitment
    if minimum is None or minimum.carry_forward is not None or minimum.period in {None, "term"}:
        return
    pointer = "/minimum_commitment/carry_forward"
    told: tuple[Told, ...] = (
        (
            "each window by itself",
            False,
            "Fees above the minimum of one window do not count towards any other.",
        ),
        (
            "the excess carries forward",
            True,
            "Fees above the minimum of one window count towards the minimum of later windows.",
        ),
    )
    whole: tuple[Choice, ...] = ()
    if minimum.amount is not None and minimum.period in WINDOWS_A_YEAR:
        yearly = put("/minimum_commitment/amount", str(minimum.amount * WINDOWS_A_YEAR[minimum.period]))
        words = "The minima of the windows of a year are measured together at the end of the year."
        patch = (put(pointer, value=False), put("/minimum_commitment/period", "year"), yearly)
        whole = (Choice("the windows of a year together", words, patch),)
    yield Assumption(
        pointer,
        "Does what one window has above the minimum count for the next?",
        "R17",
        "contract owner",
        "Fees above the minimum of one window [do not count | count] towards the minimum of later windows"
        " [; they are measured together for each year].",
        (*choices(pointer, *told), *whole),
    )


def minimum_basis(terms: Terms) -> Iterator[Assumption]:
    """R17: whether fees count towards a minimum before or after their discounts."""
    minimum = terms.minimum_commitment
    if minimum is None or minimum.basis is not None or not terms.discounts:
        return
    pointer = "/minimum_commitment/basis"
    yield Assumption(
        pointer,
        "Do fees count towards the minimum before or after their discounts?",
        "R17",
        "contract owner",
        "Fees count towards the minimum [before | after] discounts are taken off.",
        choices(
            pointer,
            ("before discounts", "gross", "Fees count towards the minimum before any discount."),
            ("after discounts", "net_of_discount", "Fees count towards the minimum net of discounts."),
        ),
    )
