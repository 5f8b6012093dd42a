"""The contract words that would settle an open reading, and who can say them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.pointer import split
from models.schedule import Asked


@dataclass(frozen=True, slots=True)
class Wording:
    """What to ask and how the answer would read.

    Attributes:
        rule: R01 to R44, or C4 and the like.
        settled_by: The sentence with the choices in brackets.
        sentences: The sentence of each value that the term may take.
    """

    rule: str | None = None
    settled_by: str | None = None
    ask: Asked | None = None
    sentences: Mapping[str, str] = field(default_factory=dict)


PRORATION = Wording(
    "C4",
    "For a part of a period the fee is charged [by the days of that period | at one thirtieth of the monthly"
    " fee a day | at 1/365 of the yearly fee a day | in full].",
    "contract owner",
    {
        "actual": "For a part of a period the fee is charged as the days used bear to the days of"
        " the whole period.",
        "30_360": "For a part of a period the fee is charged on the basis of twelve months of thirty days.",
        "actual_365": "For a part of a period the fee is charged at 1/365 of the yearly fee for each day.",
        "none": "The fee is due in full for every period begun and is not prorated.",
    },
)
MONTH_END = Wording(
    "C6",
    "Invoices are due [that many days after the end of the month of the invoice | at the end of the month in"
    " which that many days after the invoice date fall].",
    "customer accounts payable",
    {
        "then_days": "Invoices are due the stated number of days after the end of the month of invoice.",
        "days_then": "Invoices are due on the last day of the month in which the stated number of days after"
        " the invoice date ends.",
    },
)
TIERS = Wording(
    "R15",
    "[Each unit is charged at the price of the tier it falls into | All units of a period are charged at the"
    " price of the tier that their number reaches].",
    "contract owner",
    {
        "graduated": "Each unit is charged at the price of the tier that it falls into.",
        "volume": "All units of a period are charged at the price of the tier that their number reaches.",
    },
)
WINDOW = Wording(
    "R17",
    "The minimum is measured [each month | each quarter | each half year | each year | once, over the term].",
    "contract owner",
    {
        "month": "The minimum applies to each month of the term by itself.",
        "quarter": "The minimum applies to each quarter of the term by itself.",
        "half_year": "The minimum applies to each half year of the term by itself.",
        "year": "The minimum applies to each year of the term by itself.",
        "term": "The minimum is measured once, over the whole term.",
    },
)
DISCOUNT = Wording(
    "R18",
    "The discount applies [to the fees above the threshold only | to all fees of the term once the threshold"
    " is passed].",
    "contract owner",
    {
        "prospective": "The discount applies only to the part of the fees above the threshold.",
        "retroactive": "Once the threshold is passed the discount applies to all fees of the term, those"
        " already invoiced included.",
    },
)
RECOUPMENT = Wording(
    "R24",
    "The advance is recouped at the stated rate of each payment [before | after] retention is deducted.",
    "contract owner",
    {
        "gross": "The advance is recouped at the stated rate of the gross amount of each invoice, before"
        " retention is deducted.",
        "net_of_retention": "The advance is recouped at the stated rate of each invoice after retention is"
        " deducted.",
    },
)
STEP_DOWN = Wording(
    "R23",
    "From that point [nothing more is withheld until the retention equals the lower percent of all fees | the"
    " lower percent applies to all fees to date and the difference is released | the lower percent applies to"
    " later invoices only].",
    "contract owner",
    {
        "stop_withholding": "From that point nothing more is withheld until the retention equals the lower"
        " percent of all fees.",
        "re_rate": "From that point the lower percent applies to all fees to date, and the difference is"
        " released.",
        "later_fees": "From that point the lower percent applies to later invoices only.",
    },
)
GRACE = Wording(
    "R20",
    "Once the grace period is over, interest runs from [the due date | the end of the grace period].",
    "customer accounts payable",
    {
        "due_date": "Once the grace period is over, interest runs from the due date.",
        "end_of_grace": "Interest runs from the end of the grace period.",
    },
)
DEPOSIT = Wording(
    "R13",
    "The deposit is applied [to each invoice until it is used up | to the final invoice].",
    "contract owner",
    {
        "draw_down": "The deposit is applied to each invoice until it is used up.",
        "final_fee": "The deposit is applied to the final invoice.",
    },
)
TERMINATION = Wording(
    "R34",
    "For the period in which the agreement is terminated the fee is due [for the days up to termination | in"
    " full].",
    "contract owner",
    {
        "actual": "For the period in which the agreement is terminated the fee is due for the days up to"
        " termination only.",
        "none": "For the period in which the agreement is terminated the fee is due in full.",
    },
)
WORDINGS: dict[str, Wording] = {
    "proration": PRORATION,
    "termination/proration": TERMINATION,
    "month_end": MONTH_END,
    "tier_mode": TIERS,
    "period": WINDOW,
    "mode": DISCOUNT,
    "step_down/mode": STEP_DOWN,
    "recoup_basis": RECOUPMENT,
    "late_interest_from": GRACE,
    "treatment": DEPOSIT,
}


def wording_of(pointer: str) -> Wording:
    """The wording for a term; an empty one where none is written for it."""
    *_, above, term = ["", *split(pointer)]
    return WORDINGS.get(f"{above}/{term}") or WORDINGS.get(term, Wording())
