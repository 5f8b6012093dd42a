"""Tax on what is invoiced, on top of the price or within it, and tax that the customer withholds.

**Clause:** The fee of EUR 120,000.00 is due on June 30, 2026 and includes value-added tax of 20%.

**Terms:** {"currency": "EUR", "tax": {"rate": "20", "inclusive": true}, "lines": [{"id": "1",
"billing_method": "fixed_price", "amount": "120000.00", "end_date": "2026-06-30"}]}

**Schedule:**
    2026-06-30 instalment 120000.00

**Source:** R29: 120,000 with 20% are 100,000 and 20,000; a net 100,000 at 10% withheld is invoiced as
111,111.11. Dynamics 365 taxes what discounts leave.
"""

from __future__ import annotations

from collections.abc import Iterable

from models.extraction import Finding
from models.finding_kind import FindingCode
from models.invoicing import TaxedAmount
from models.provision import Tax
from models.schedule import FEE_KINDS, BillingLine
from models.terms import Terms
from models.working import (
    HUNDRED,
    Working,
    fixed,
    from_line,
    less,
    over,
    percent_of,
    rounded,
    term,
    times,
    total_of,
    value_of,
)
from rules.agreement.contract import ContractHistory

RULE = "R29"
TAXED = FEE_KINDS | {"credit", "discount", "expense", "true_up", "advance", "advance_recoupment"}
RETAINED = frozenset({"retention_withheld", "retention_release"})


def tax_lines(lines: Iterable[BillingLine], contract: ContractHistory) -> tuple[TaxedAmount, ...]:
    """The tax on every line whose amount is known; none where no rate is stated, or not how it counts."""
    return tuple(
        _taxed(line, tax, inclusive=inclusive, currency=contract.currency)
        for line in lines
        if (tax := (terms := contract.on(line.bill_on)).tax) is not None
        and (tax.rate is not None or tax.withholding is not None)
        and (inclusive := is_inclusive(terms)) is not None
        and line.amount is not None
        and _is_taxed(line, tax)
    )


def is_inclusive(terms: Terms) -> bool | None:
    """Whether prices contain the tax; without a rate they do not, None where it is not stated."""
    if terms.tax is None or terms.tax.rate is None:
        return False
    return terms.tax.inclusive if terms.tax.inclusive is not None else terms.tax_inclusive


def _is_taxed(line: BillingLine, tax: Tax) -> bool:
    return line.kind in TAXED or (line.kind in RETAINED and tax.on_retention == "release")


def _taxed(line: BillingLine, tax: Tax, *, inclusive: bool, currency: str | None) -> TaxedAmount:
    amount: Working = from_line("amount", line.amount or 0, line.id)
    rate = term("tax", tax.rate or 0, "/tax/rate")
    if tax.gross_up and tax.withholding is not None and tax.withholding < 100:
        kept = less(HUNDRED, term("withheld", tax.withholding, "/tax/withholding"))
        amount = rounded(over(times(amount, HUNDRED), kept), currency, "grossed up")
    if inclusive:
        with_tax = total_of([HUNDRED, rate], "with tax, percent")
        net: Working = rounded(over(times(amount, HUNDRED), with_tax), currency, "without tax")
        working = less(amount, net, name="tax in the price")
    else:
        net, working = amount, less(rounded(percent_of(rate, amount), currency), NOTHING, name="tax")
    percent = fixed("withheld", tax.withholding or 0, RULE)
    withheld = value_of(rounded(percent_of(percent, net), currency))
    return TaxedAmount(
        schedule_line=line.id,
        net=value_of(net),
        tax=value_of(working),
        withheld=withheld,
        payable=value_of(net) + value_of(working) - withheld,
        working=working,
    )


NOTHING = fixed("in the price", 0, RULE)


def tax_findings(lines: Iterable[BillingLine], contract: ContractHistory) -> tuple[Finding, ...]:
    """What the tax on these lines needs and the terms do not say."""
    terms = contract.latest
    if terms.tax is None or terms.tax.rate is None:
        return ()
    found = []
    if is_inclusive(terms) is None:
        message = "nothing says whether prices contain the tax, so none is computed; state it"
        found.append(_finding("tax_basis", message, "/tax/inclusive"))
    if terms.tax.on_retention is None and any(line.kind in RETAINED for line in lines):
        message = "nothing says whether what is retained is taxed with its invoice or on release; state it"
        found.append(_finding("tax_on_retention", message, "/tax/on_retention"))
    return tuple(found)


def _finding(code: FindingCode, message: str, pointer: str) -> Finding:
    return Finding(code=code, severity="warning", message=message, pointers=(pointer,))
