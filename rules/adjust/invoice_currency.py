"""Billing lines in the currency of the invoice, each at the rate of its bill date.

**Clause:** Fees are stated in euros and invoiced in US dollars at 1.0832. The fee of EUR 125,000.00 is due
on June 30, 2026.

**Terms:** {"currency": "EUR", "fx": {"currency": "USD", "type": "fixed", "fixed_rate": "1.0832"}, "lines":
[{"id": "1", "billing_method": "fixed_price", "amount": "125000.00", "end_date": "2026-06-30"}]}

**Schedule:**
    2026-06-30 instalment 125000.00

**Source:** R27: 125,000 EUR are 135,400.00 USD; the rate and where it was published stay with the line.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from models.extraction import Finding
from models.invoicing import ConvertedAmount
from models.schedule import BillingLine
from models.working import from_line, rounded, times, value_of
from rules.agreement.contract import ContractHistory
from rules.prices.exchange_rate import rate_on

RULE = "R27"
SHOWN = Decimal("1e-12")


def convert_lines(lines: Iterable[BillingLine], contract: ContractHistory) -> tuple[ConvertedAmount, ...]:
    """Every dated line whose amount and rate are known, where the invoice has a currency of its own."""
    return tuple(converted for line in lines if (converted := _converted(line, contract)) is not None)


def _converted(line: BillingLine, contract: ContractHistory) -> ConvertedAmount | None:
    fx = contract.on(line.bill_on).fx
    if fx is None or fx.currency in {None, contract.currency} or line.kind == "write_down":
        return None
    if line.amount is None or line.bill_on is None:
        return None
    rate = rate_on(line.bill_on, fx.currency or "", contract)
    if rate is None:
        return None
    amount = from_line("amount", line.amount, line.id)
    working = rounded(times(amount, rate.working), fx.currency)
    shown = value_of(rate.working)
    return ConvertedAmount(
        schedule_line=line.id,
        currency=fx.currency or "",
        amount=value_of(working),
        rate=shown.quantize(SHOWN).normalize() if shown.as_tuple().exponent < -12 else shown,  # type: ignore[operator]
        events=rate.events,
        working=working,
    )


def conversion_findings(lines: Iterable[BillingLine], contract: ContractHistory) -> tuple[Finding, ...]:
    """The finding for lines that are billable and have no rate."""
    fx = contract.latest.fx
    if fx is None or fx.currency in {None, contract.currency}:
        return ()
    missing = [
        line.id
        for line in lines
        if line.status == "billable" and line.amount is not None and _converted(line, contract) is None
    ]
    if not missing:
        return ()
    message = f"no rate of exchange is known for these: {', '.join(missing)}; state or report it"
    pointers = ("/fx/type", "/fx/fixed_rate")
    return (Finding(code="no_exchange_rate", severity="error", message=message, pointers=pointers),)
