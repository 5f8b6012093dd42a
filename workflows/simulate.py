"""Simulate: a case under other terms, with payments as customers are taken to pay; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.event import Event
from models.simulation import Simulation
from rules import Variant
from rules import simulate as play
from rules.readings.expected_payments import Conduct
from workflows.case import Case


def simulate(
    case: Case, variants: Sequence[Variant], *, conduct: Conduct, supposed: Iterable[Event] = ()
) -> Simulation:
    """The case beside each variant of its terms, under recorded and supposed events."""
    return play(case.terms, variants, [*case.events, *supposed], as_of=case.as_of, conduct=conduct)
