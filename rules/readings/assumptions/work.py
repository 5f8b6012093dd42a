"""What time and retainers may leave unsaid: what hours are rounded over, and which hours are used first."""

from __future__ import annotations

from collections.abc import Iterator

from models.pointer import join
from models.terms import Terms
from rules.readings.assumptions.shape import Assumption, choices


def increment_span(terms: Terms) -> Iterator[Assumption]:
    """R08: whether each entry is rounded, or what a person worked in a day or a week."""
    for position, line in enumerate(terms.lines):
        if line.increment is None or line.increment.per is not None:
            continue
        pointer = join("lines", position, "increment", "per")
        yield Assumption(
            pointer,
            "Over what are hours rounded to the increment?",
            "R08",
            "contract owner",
            "Time is rounded to the increment for [each entry | each person and day | each person and week].",
            choices(
                pointer,
                ("each entry", "entry", "Each entry of time is rounded to the increment."),
                ("each day", "day", "The hours of a person in a day are rounded to the increment."),
                ("each week", "week", "The hours of a person in a week are rounded to the increment."),
            ),
        )


def rollover_order(terms: Terms) -> Iterator[Assumption]:
    """R11: whether hours carried over are used before those of the period."""
    for position, line in enumerate(terms.lines):
        if line.rollover is None or line.rollover.order is not None:
            continue
        pointer = join("lines", position, "rollover", "order")
        yield Assumption(
            pointer,
            "Which hours does work use first?",
            "R11",
            "contract owner",
            "Work uses [hours carried over first | the hours of the period first].",
            choices(
                pointer,
                ("those carried over", "rollover_first", "Work uses hours carried over first."),
                ("those of the period", "current_first", "Work uses the hours of the period first."),
            ),
        )
