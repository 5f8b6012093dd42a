from __future__ import annotations

from collections.abc import Callable

from policy import DecisionTable, Policy, PolicyVersion, run_tests

NewTable = Callable[..., DecisionTable]
NewVersion = Callable[..., PolicyVersion]


def test_the_sample_firms_tests_pass(sample: Policy) -> None:
    results = [result for version in sample.versions for result in run_tests(version)]
    assert len(results) == 26
    assert [result.message for result in results if not result.passed] == []


def test_a_failing_test_says_what_was_found_by_which_row(table: NewTable, version: NewVersion) -> None:
    tests = [
        {"given": {"contract.currency": "USD"}, "expect": {"entity": "B"}},
        {"given": {"contract.currency": "GBP"}},
        {"given": {"contract.currency": "GBP"}, "expect": {"entity": "B"}},
    ]
    results = run_tests(version(table([["-", "USD", "A"]], tests=tests)))
    assert [result.passed for result in results] == [False, True, False]
    assert results[0].message == "expected {'entity': 'B'}, found {'entity': 'A'} by row 1"
    assert results[2].message == "expected {'entity': 'B'}, found nothing by row none (gap)"


def test_two_rows_where_one_may_decide_fail_a_test(table: NewTable, version: NewVersion) -> None:
    rows = [["-", "USD", "A"], ["-", "USD", "A"]]
    (result,) = run_tests(version(table(rows, tests=[{"given": {"contract.currency": "USD"}}])))
    assert (result.passed, result.rows) == (False, (1, 2))
