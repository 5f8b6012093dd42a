from __future__ import annotations

from datetime import date

import pytest

from models.errors import InvalidPolicy
from policy import Policy
from policy.yaml_file import read_yaml, write_yaml

SMALL = """
policy: 7
versions:
- version: 2026
  effective_from: 2026-01-01
  tables:
  - id: items
    decides: billing
    columns:
    - {in: contract.value, type: number, minimum: 0}
    - {in: contract.tax_inclusive, type: boolean, values: [true, false]}
    - {out: ledger_account}
    rows:
    - [">= 1000", true, 4000]
    - ["-", null, 4010]
    tests:
    - given: {contract.value: 1000, contract.tax_inclusive: true}
      expect: {ledger_account: 4000}
    - given: {contract.value: null}
"""


def test_cells_facts_and_codes_are_text_however_they_are_typed() -> None:
    (version,) = read_yaml(SMALL.encode()).versions
    (table,) = version.tables
    assert (version.version, version.effective_from) == ("2026", date(2026, 1, 1))
    assert table.rows == ((">= 1000", "true", "4000"), ("-", "", "4010"))
    assert table.tests[0].given == {"contract.value": "1000", "contract.tax_inclusive": "true"}
    assert table.tests[1].given == {"contract.value": None}
    assert (str(table.columns[0].minimum), table.columns[1].values) == ("0", ("true", "false"))


def test_what_is_written_reads_the_same(sample: Policy) -> None:
    assert read_yaml(write_yaml(sample)) == sample
    small = read_yaml(SMALL.encode())
    assert read_yaml(write_yaml(small)) == small


def test_a_row_stands_on_one_line(sample: Policy) -> None:
    assert "    - ['-', EUR, BRW-DE, '']\n" in write_yaml(sample).decode()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("policy: [", "is not YAML at line"),
        ("\t", "is not YAML"),
        ("policy: x", "/versions"),
        ("- 1", "does not have the shape"),
        (
            "policy: x\nversions:\n- {version: 1, effective_from: soon, tables: []}",
            "/versions/0/effective_from",
        ),
        ("policy: x\nversions:\n- {version: 1, tables: [{columns: [1, {x: 1}], rows: [1]}]}", "/versions/0"),
    ],
)
def test_what_is_no_policy_is_refused_by_place(text: str, why: str) -> None:
    with pytest.raises(InvalidPolicy, match=why):
        read_yaml(text.encode())
