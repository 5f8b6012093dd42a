"""Service credits and liquidated damages: so much per day or event of a failure, up to a limit.

**Clause:** For each day of delay Supplier pays 0.5% of the price of USD 120,000.00, at most 10% of it. The
price is payable on April 30, 2026.

**Terms:** {"currency": "USD", "contract_value": "120000.00", "service_credits": [{"id": "delay", "name":
"Delay", "percent": "0.5", "base": "contract_value", "cap_percent": "10"}], "lines": [{"id": "1",
"billing_method": "fixed_price", "end_date": "2026-04-30"}]}

**Events:** [{"type": "engross.service.failed", "data": {"credit": "delay", "quantity": "14", "date":
"2026-03-31"}}, {"type": "engross.service.failed", "data": {"credit": "delay", "quantity": "11", "date":
"2026-04-30"}}]

**Schedule:**
    2026-03-31 credit -8400.00
    2026-04-30 instalment 120000.00
    2026-04-30 credit -3600.00

**Source:** R25: 14 days are 8,400, 25 days 15,000 of which 12,000 count. They reduce the transaction price.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.event import ServiceFailed
from models.extraction import Finding
from models.pointer import join
from models.provision import ServiceCredit
from models.schedule import Proof
from models.working import (
    Working,
    least,
    less,
    negative,
    percent_of,
    reported,
    rounded,
    so_far,
    term,
    times,
    total_of,
    value_of,
)
from rules.agreement.contract import ContractHistory
from rules.agreement.inbox import instant
from rules.draft import Draft, Outcome

RULE = "R25"


def credit_failures(contract: ContractHistory) -> Outcome:
    """One credit for every report of a failure, within the limit of all of them."""
    reports = sorted(contract.inbox.all(ServiceFailed), key=lambda each: (each.data.date, instant(each)))
    stated = contract.latest.service_credits
    lines = [
        line for index, credit in enumerate(stated) for line in _credits(index, credit, reports, contract)
    ]
    lost = [each.id for each in reports if all(each.data.credit != credit.id for credit in stated)]
    held = [line.id for line in lines if line.held]
    return Outcome(tuple(lines), findings=(*_unknown(lost), *_no_base(held)))


def _credits(
    index: int, credit: ServiceCredit, reports: list[ServiceFailed], contract: ContractHistory
) -> Iterator[Draft]:
    mine = [report for report in reports if report.data.credit == credit.id]
    pointer = join("service_credits", index)
    base = _base(credit, contract)
    price = _price(credit, base, pointer)
    given = Decimal(0)
    for number, report in enumerate(mine, 1):
        working, formula = None, "the base of the percent is not known"
        if price is not None:
            count = [reported("days or events", each.data.quantity, each.id) for each in mine[:number]]
            exact = times(total_of(count, "so far"), price, name="credits so far")
            upto = rounded(_within(exact, credit, base, pointer), contract.currency, "due so far")
            working = negative(less(upto, so_far("credited before", given, credit.id)))
            formula = f"{upto.value} due so far - {given} credited before"
            given = value_of(upto)
        proof = Proof(rule=RULE, formula=formula, pointers=(pointer,), events=(report.id,), working=working)
        amount = value_of(working) if working else None
        if amount != 0:
            yield Draft(
                id=f"credit-{credit.id}-{number}",
                line=credit.line,
                kind="credit",
                description=credit.name or f"Credit {credit.id}",
                proof=proof,
                amount=amount,
                bill_on=report.data.date,
                held=amount is None,
            )


def _base(credit: ServiceCredit, contract: ContractHistory) -> Working | None:
    """What the percents are of; None where it is not stated."""
    if credit.base == "contract_value" and contract.latest.contract_value is not None:
        return term("contract value", contract.latest.contract_value, "/contract_value")
    history = next((each for each in contract.lines if each.id == credit.line), None)
    if credit.base == "line" and history is not None and history.latest.total is not None:
        return term("amount of the line", history.latest.total, history.latest.total_pointer())
    return None


def _price(credit: ServiceCredit, base: Working | None, pointer: str) -> Working | None:
    """The exact credit for one day or event; None where it is not known."""
    if credit.amount is not None:
        return term("amount", credit.amount, f"{pointer}/amount")
    if credit.percent is None or base is None:
        return None
    return percent_of(term("percent", credit.percent, f"{pointer}/percent"), base, "for one")


def _within(exact: Working, credit: ServiceCredit, base: Working | None, pointer: str) -> Working:
    limits = []
    if credit.cap_amount is not None:
        limits.append(term("limit", credit.cap_amount, f"{pointer}/cap_amount"))
    if credit.cap_percent is not None and base is not None:
        share = term("limit in percent", credit.cap_percent, f"{pointer}/cap_percent")
        return least(exact, percent_of(share, base, "limit"), *limits, name="within the limit")
    return least(exact, *limits, name="within the limit") if limits else exact


def _unknown(events: list[str]) -> tuple[Finding, ...]:
    if not events:
        return ()
    message = f"failures that no credit of the contract covers: {', '.join(events)}; name their credit"
    pointers = ("/service_credits",)
    return (Finding(code="credit_unknown", severity="warning", message=message, pointers=pointers),)


def _no_base(lines: list[str]) -> tuple[Finding, ...]:
    if not lines:
        return ()
    message = f"credits are a percent of a base that is not stated: {', '.join(lines)}; state the base"
    pointers = ("/service_credits",)
    return (Finding(code="no_amount", severity="error", message=message, pointers=pointers),)
