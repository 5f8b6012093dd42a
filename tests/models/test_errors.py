"""Errors by their codes, whichever class they lie below."""

from __future__ import annotations

from models.errors import DocumentError, EngrossError, NotFound, ReadingLimitExceeded, error_kinds


def test_an_error_is_found_by_its_code_below_groups_that_have_none() -> None:
    kinds = error_kinds()
    assert kinds[ReadingLimitExceeded.code] is ReadingLimitExceeded
    assert kinds[NotFound.code] is NotFound
    assert issubclass(ReadingLimitExceeded, DocumentError)


def test_a_group_that_says_no_code_of_its_own_is_no_kind() -> None:
    kinds = error_kinds()
    assert EngrossError not in kinds.values()
    assert all(kind.code == code for code, kind in kinds.items())
