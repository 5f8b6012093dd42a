from __future__ import annotations

import pytest
from pydantic import ValidationError

from models import errors
from models.problem import FieldProblem, Problem, field_problems, problem_of
from models.terms import Terms


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (errors.EncryptedDocument("locked; send it without a password"), 422, "encrypted_document"),
        (errors.DocumentTooLarge("too large"), 413, "document_too_large"),
        (errors.NotFound("none"), 404, "not_found"),
        (errors.ModelMissing("gone"), 500, "model_missing"),
        (errors.CurrencyMismatch("USD", "JPY"), 422, "currency_mismatch"),
    ],
)
def test_an_error_becomes_a_problem_with_its_status(
    error: errors.EngrossError, status: int, code: str
) -> None:
    problem = problem_of(error, instance="/v1/x")
    assert (problem.status, problem.code, problem.instance) == (status, code, "/v1/x")
    assert problem.detail == str(error)


def test_an_error_without_words_is_told_by_its_advice() -> None:
    assert problem_of(errors.NotFound()) == Problem(
        type="/problems/not-found",
        title="Not found",
        status=404,
        detail="Check the id; lists show the ids that exist.",
        code="not_found",
    )


def test_a_refused_field_is_named_without_its_value() -> None:
    with pytest.raises(ValidationError) as refused:
        Terms.model_validate({"contract_value": 5.5})
    assert field_problems(refused.value) == (
        FieldProblem(
            pointer="/contract_value",
            detail="amounts are decimal strings such as '50000.00', never numbers",
        ),
    )
