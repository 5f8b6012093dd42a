"""Proofs as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from exports.explanation import MOST_PARTS, Node, explain
from models.extraction import DocumentInfo, Evidence, Extraction
from models.schedule import BillingLine, Project, Proof, Schedule
from models.terms import Terms
from models.working import (
    Working,
    fixed,
    from_line,
    least,
    less,
    most,
    over,
    percent_of,
    reported,
    rounded,
    rounded_to,
    so_far,
    term,
    times,
    total_of,
)

PERCENT, TOTAL = (
    term("percent", 25, "/lines/0/percent"),
    term("total", Decimal("200000.00"), "/contract_value"),
)


def line_of(working: Working | None, line_id: str = "1-1", formula: str = "25% x 200000.00") -> BillingLine:
    return BillingLine(
        id=line_id,
        line="1",
        kind="charge",
        description="Fee",
        amount=Decimal(1),
        status="scheduled",
        proof=Proof(rule="R02", formula=formula, working=working),
    )


def explained(
    working: Working | None, *others: BillingLine, extraction: Extraction | None = None
) -> Node | None:
    line = line_of(working)
    schedule = Schedule(
        terms_sha256="0",
        as_of=date(2026, 1, 1),
        project=Project(id="p", name="P"),
        billing=(line, *others),
    )
    return explain(line, schedule, extraction)


def outline(node: Node) -> list[str]:
    return [f"{node.name} {node.value}: {node.how}", *(text for part in node.parts for text in outline(part))]


def test_an_amount_opens_to_its_terms() -> None:
    node = explained(rounded(percent_of(PERCENT, TOTAL), "USD"))
    assert node is not None
    assert outline(node) == [
        "to the minor unit 50000.00: rounded half up to 2 digits",
        "share 50000: the first divided by the second",
        "product 5000000: product",
        "total 200000.00: Contract value",
        "percent 25: Line 1 > Percent",
        "hundred 100: constant of C1",
    ]


def test_every_origin_and_operation_has_its_words() -> None:
    other = line_of(TOTAL, "1-0", "80% x 12.00")
    parts = [
        reported("hours", Decimal("2.50"), "e1"),
        from_line("fee", Decimal("9.60"), "1-0"),
        from_line("fee", Decimal("9.60"), "gone"),
        so_far("held", 3, "retention"),
    ]
    node = explained(total_of([*parts, least(TOTAL, most(TOTAL, less(TOTAL, PERCENT)))]), other)
    assert node is not None
    assert outline(node)[:5] == [
        "sum 200024.7: sum",
        "hours 2.50: event e1",
        "fee 9.60: line 1-0: 80% x 12.00",
        "fee 9.60: line gone",
        "held 3: running total of retention",
    ]
    assert [part.how for part in node.parts[4:]] == ["the least"]


def test_a_step_of_another_rule_names_it_and_what_does_not_end_is_near() -> None:
    third = over(PERCENT, fixed("three", 3, "C1"))
    node = explained(rounded_to(times(third, TOTAL, rule="R09"), 0, "up"))
    assert node is not None
    assert (node.value, node.how) == ("1666667", "rounded up to whole numbers")
    assert (node.parts[0].rule, node.parts[0].value) == ("R09", "≈ 1666666.666667")


def test_a_long_sum_shows_its_first_parts() -> None:
    node = explained(total_of([PERCENT] * (MOST_PARTS + 7)))
    assert node is not None
    assert (len(node.parts), node.more) == (MOST_PARTS, 7)


def test_an_amount_that_is_not_known_opens_to_nothing() -> None:
    assert explained(None) is None


def test_a_figure_shows_the_clause_that_states_it() -> None:
    evidence = Evidence(page=3, start=0, end=2, quote="25%", confidence=0.9, source="document")
    document = DocumentInfo(
        sha256="0" * 64, filename="a.pdf", media_type="application/pdf", pages=3, characters=2, ocr=False
    )
    extraction = Extraction(
        document=document, terms=Terms(), evidence={"/lines/0/percent": (evidence,)}, absent={}
    )
    node = explained(PERCENT, extraction=extraction)
    assert node is not None
    assert [entry.page for entry in node.evidence] == [3]
