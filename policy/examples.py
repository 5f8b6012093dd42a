"""The tests that stand beside a table: rows of facts with what must come out."""

from __future__ import annotations

from models.shape import Shape
from policy.decide import decide
from policy.shape import DecisionTable, PolicyVersion, TableTest


class ExampleResult(Shape):
    """How one test of a table came out.

    Attributes:
        number: The test's place beside its table, from 1.
        rows: The rows that decided.
    """

    version: str
    table: str
    number: int
    passed: bool
    expected: dict[str, str]
    found: dict[str, str]
    rows: tuple[int, ...]
    message: str


def run_tests(version: PolicyVersion) -> tuple[ExampleResult, ...]:
    """The tests of every table of a version.

    Raises:
        InvalidPolicy: A cell of a table cannot be read.
    """
    return tuple(
        _run(version.version, table, number, test)
        for table in version.tables
        for number, test in enumerate(table.tests, 1)
    )


def _run(version: str, table: DecisionTable, number: int, test: TableTest) -> ExampleResult:
    decision = decide(table, test.given)
    passed = decision.outputs == test.expect and decision.trouble != "overlap"
    rows = ", ".join(map(str, decision.rows)) or "none"
    trouble = f" ({decision.trouble})" if decision.trouble else ""
    found = decision.outputs or "nothing"
    message = (
        "passed" if passed else f"expected {test.expect or 'nothing'}, found {found} by row {rows}{trouble}"
    )
    return ExampleResult(
        version=version,
        table=table.id,
        number=number,
        passed=passed,
        expected=test.expect,
        found=decision.outputs,
        rows=decision.rows,
        message=message,
    )
