from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.csv_file import COLUMNS, export_csv, guarded
from models.schedule import BillingLine, Project, Proof, Schedule

PAYLOADS = [
    "=1+1",
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    '=HYPERLINK("http://a")',
    "＝1+1",  # noqa: RUF001 - full-width on purpose
    "\0=1",
]


def schedule_of(description: str, amount: str | None = "-5000.00") -> Schedule:
    line = {
        "id": "1-1",
        "line": "1",
        "kind": "retention_withheld",
        "description": description,
        "bill_on": "2026-02-15",
        "amount": amount,
        "currency": "USD",
        "status": "billable",
        "proof": Proof(rule="R20", formula="-10% x 50000.00", pointers=("/retention/percent",)),
    }
    return Schedule.model_validate(
        {
            "terms_sha256": "0" * 64,
            "as_of": "2026-03-01",
            "project": Project(id="SOW-1", name="SOW"),
            "billing": (BillingLine.model_validate(line),),
        }
    )


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_line_stands_in_the_published_columns() -> None:
    text = export_csv(schedule_of("Retention, first part"))
    assert text.startswith(",".join(COLUMNS) + "\r\n")
    (row,) = rows_of(text)
    assert (row["bill_on"], row["amount"], row["description"]) == (
        "2026-02-15",
        "-5000.00",
        "Retention, first part",
    )


def test_a_negative_amount_stays_a_number() -> None:
    assert rows_of(export_csv(schedule_of("x")))[0]["amount"] == "-5000.00"


def test_a_formula_in_the_proof_gets_an_apostrophe() -> None:
    assert rows_of(export_csv(schedule_of("x")))[0]["formula"] == "'-10% x 50000.00"


def test_an_amount_in_doubt_stays_empty() -> None:
    assert rows_of(export_csv(schedule_of("x", None)))[0]["amount"] == ""


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_starts_a_formula(payload: str) -> None:
    assert rows_of(export_csv(schedule_of(payload)))[0]["description"] == "'" + payload


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_description_comes_back_whole(text: str) -> None:
    shown = rows_of(export_csv(schedule_of(text)))[0]["description"]
    assert shown == guarded(text)
    assert shown.removeprefix("'") == text.removeprefix("'")
