"""A retention that falls once a share of the contract is billed: in one of three ways that contracts mean.

**Clause:** Customer retains 10% of each payment, reduced to 5% once half of the price is billed; amounts
withheld above that are released. The price of USD 100,000.00 is payable USD 40,000.00 on January 31, USD
20,000.00 on February 28 and USD 40,000.00 on June 30, 2026.

**Terms:** {"currency": "USD", "contract_value": "100000.00", "retention": {"percent": "10", "step_down":
{"at_percent": "50", "to_percent": "5", "mode": "re_rate"}}, "lines": [{"id": "1", "billing_method":
"milestone", "amount": "100000.00", "milestones": [{"id": "M1", "amount": "40000.00", "due_date":
"2026-01-31"}, {"id": "M2", "amount": "20000.00", "due_date": "2026-02-28"}, {"id": "M3", "amount":
"40000.00", "due_date": "2026-06-30"}]}]}

**Schedule:**
    2026-01-31 charge 40000.00
    2026-01-31 retention_withheld -4000.00
    2026-02-28 charge 20000.00
    2026-02-28 retention_release 1000.00
    2026-06-30 charge 40000.00
    2026-06-30 retention_withheld -2000.00

**Source:** R23: at 60% of 100,000 the clause can mean that 5,000 stay held and nothing more is withheld,
that 5% of 60,000 is held and the rest released, or that 5% of later payments comes on top.
"""

from __future__ import annotations

from decimal import Decimal

from models.provision import StepDown
from models.working import (
    Working,
    at_least_nothing,
    least,
    less,
    most,
    percent_of,
    term,
    total_of,
    value_of,
)
from rules.draft import Doubt

RULE = "R23"
POINTER = "/retention/step_down"
QUESTION = "What does the lower percent of the retention mean for what is held already?"
READINGS = (
    ("nothing more is withheld until the lower percent of the whole is reached", "stop_withholding"),
    ("the lower percent of all fees so far is held, the rest is released", "re_rate"),
    ("the lower percent is withheld of later fees only", "later_fees"),
)
MODE = Doubt(f"{POINTER}/mode", QUESTION, READINGS)


def held_after(
    fees: Working, percent: Working, step: StepDown, *, contract_value: Decimal
) -> tuple[Working, ...]:
    """What is to be held once these fees are billed, exact: one answer, or one for each reading.

    Args:
        fees: All fees up to and with the line.
        percent: Of the retention before it steps down.
        step: The clause.
        contract_value: What its shares are of.
    """
    value = term("contract value", contract_value, "/contract_value")
    border = percent_of(term("from", step.at_percent, f"{POINTER}/at_percent"), value, "border")
    lower = term("lower percent", step.to_percent, f"{POINTER}/to_percent")
    before = percent_of(percent, least(fees, border), "up to the border")
    whole = percent_of(percent, fees)
    reached = value_of(fees) >= value_of(border)
    answers: dict[str, Working] = {
        "stop_withholding": most(before, percent_of(lower, fees)) if reached else whole,
        "re_rate": percent_of(lower, fees) if reached else whole,
        "later_fees": total_of([before, percent_of(lower, at_least_nothing(less(fees, border)))]),
    }
    if step.mode is not None:
        return (answers[step.mode],)
    different = {value_of(answer): answer for answer in answers.values()}
    return tuple(different.values())
