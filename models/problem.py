"""Problem: an error as clients see it (RFC 9457), on the API and in the command line's JSON."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError

from models.errors import EngrossError
from models.pointer import join
from models.shape import Shape


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


def problem_of(
    error: EngrossError, *, instance: str | None = None, errors: Sequence[FieldProblem] = ()
) -> Problem:
    """The problem that tells a client of an error."""
    told = problem_like(type(error), str(error) or None)
    return told.model_copy(update={"instance": instance, "errors": tuple(errors)})


def problem_like(kind: type[EngrossError], detail: str | None = None) -> Problem:
    """The problem that an error of this kind leaves as; without words of its own it gives the advice."""
    return Problem(
        type=problem_type(kind.code),
        title=kind.title,
        status=kind.status,
        detail=detail or kind.advice,
        code=kind.code,
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
