"""Problem: an error as clients see it (RFC 9457), on the API and in the command line's JSON."""

from __future__ import annotations

from pydantic import ValidationError

from models import errors
from models.pointer import join
from models.shape import Shape

STATUS: dict[type[errors.EngrossError], int] = {
    errors.UnsupportedDocument: 415,
    errors.DocumentTooLarge: 413,
    errors.DocumentError: 422,
    errors.TermsError: 422,
    errors.InvalidEvent: 422,
    errors.InvalidRecord: 422,
    errors.InvalidPolicy: 422,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.StaleVersion: 412,
    errors.NotAvailable: 501,
}


class FieldProblem(Shape):
    """What is wrong at one place of the input; never the submitted value."""

    pointer: str
    detail: str


class Problem(Shape):
    """An RFC 9457 problem: what, why and what to do, without a word of the contract."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str | None = None
    request_id: str | None = None
    errors: tuple[FieldProblem, ...] = ()


def problem_type(code: str) -> str:
    """The documentation page of an error code."""
    return f"/problems/{code.replace('_', '-')}"


def problem_of(error: errors.EngrossError, *, instance: str | None = None) -> Problem:
    """The problem that tells a client of an error."""
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)
    return Problem(
        type=problem_type(error.code),
        title=error.title,
        status=status,
        detail=str(error) or error.title,
        code=error.code,
        instance=instance,
    )


def field_problems(error: ValidationError) -> tuple[FieldProblem, ...]:
    """What a shape refused, by pointer, without the submitted values."""
    return tuple(
        FieldProblem(
            pointer=join(*detail["loc"]),
            detail=detail["msg"].removeprefix("Value error, "),
        )
        for detail in error.errors(include_url=False, include_context=False, include_input=False)
    )
