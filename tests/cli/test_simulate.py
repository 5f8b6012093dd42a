from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.main import app
from models.errors import InvalidTerms

TERMS = {
    "currency": "USD",
    "start_date": "2026-01-01",
    "end_date": "2026-02-28",
    "payment": {"net_days": 30},
    "lines": [
        {
            "id": "1",
            "billing_method": "recurring",
            "amount": "1000.00",
            "period": "month",
            "proration": "none",
        }
    ],
}


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "terms.json"
    path.write_text(json.dumps(TERMS))
    return path


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["simulate", *arguments, "--as-of", "2026-01-01"])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def made(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*arguments))
    return found


def test_values_set_on_the_command_line_make_one_variant(terms: Path) -> None:
    # an integer for a count of days, a decimal string for money, a text with a point for a percent
    told = made(
        str(terms),
        "--set",
        "/payment/net_days=45",
        "--set",
        "/lines/0/amount=1100",
        "--set",
        "/payment/late_interest_percent=1.5",
    )
    (variant,) = told["variants"]
    assert variant["name"] == "set"
    assert [operation["value"] for operation in variant["patch"]] == [45, "1100", "1.5"]
    assert (variant["total"], variant["changes"]["delta"]) == ("2200.00", "200.00")


def test_patches_other_terms_and_named_variants_stand_beside_each_other(terms: Path, tmp_path: Path) -> None:
    patch = tmp_path / "shorter.json"
    patch.write_text('[{"op": "replace", "path": "/end_date", "value": "2026-01-31"}]')
    other = tmp_path / "draft.json"
    other.write_text(json.dumps({**TERMS, "lines": []}))
    told = made(
        str(terms),
        "--patch",
        str(patch),
        "--terms",
        str(other),
        "--variant",
        f"again={patch}",
        "--variant",
        'limited=/not_to_exceed=1500.00;/caps/-={"id": "c", "amount": "1200.00"}',
    )
    assert [(variant["name"], variant["total"]) for variant in told["variants"]] == [
        ("shorter", "1000.00"),
        ("draft", "0"),
        ("again", "1000.00"),
        ("limited", "1200.00"),
    ]


def test_the_table_shows_cash_and_changes(terms: Path) -> None:
    told = run(
        str(terms),
        "--set",
        "/payment/month_end=unclear",
        "--variant",
        "2/10=/payment/early_discount_percent=2;/payment/early_discount_days=10",
        "--early",
        "--format",
        "table",
    )
    assert "days to cash" in told
    assert "early-payment-1" in told
    assert "reading of set" in told
    assert "paid early" in told


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--set", "net_days=45"], "is not /pointer=value"),
        (["--set", "/payment/net_days=soon"], "/payment/net_days"),
        (["--variant", "=x"], "has no name"),
        (["--set", "/lines/9/amount=1"], "leads nowhere"),
    ],
)
def test_what_does_not_fit_says_where(terms: Path, arguments: list[str], problem: str) -> None:
    with pytest.raises(InvalidTerms, match=problem):
        run(str(terms), *arguments)


@pytest.mark.parametrize("content", ["{", "{}", "[1]"])
def test_a_file_that_is_no_patch_is_refused(terms: Path, tmp_path: Path, content: str) -> None:
    patch = tmp_path / "patch.json"
    patch.write_text(content)
    with pytest.raises(InvalidTerms, match=r"patch\.json is not"):
        run(str(terms), "--patch", str(patch))
