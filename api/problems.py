"""The one place that turns trouble into HTTP: every error leaves as problem+json (RFC 9457).

No problem says a word of a contract or repeats what was submitted.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException

from models import pointer as pointers
from models.errors import EngrossError
from models.problem import FieldProblem, Problem, problem_of, problem_type

LOG = logging.getLogger("engross.api")
MEDIA_TYPE = "application/problem+json"
MOST_FIELD_PROBLEMS = 50
FIELD_NAME = re.compile(r"^[A-Za-z_][A-Za-z0-9_-]{0,39}$")

# Code, status, title and advice of the problems that only HTTP knows.
HTTP_PROBLEMS: dict[str, tuple[int, str, str]] = {
    "malformed_body": (
        400,
        "The body cannot be read",
        "Send well-formed JSON, or multipart/form-data with a file.",
    ),
    "bad_request": (400, "The request cannot be understood", "Compare it with the OpenAPI document."),
    "unauthorized": (401, "A valid API key is needed", "Send 'Authorization: Bearer engross_live_...'."),
    "forbidden": (403, "The API key may not do this", "Use a key with the scope that the operation names."),
    "unknown_path": (404, "There is nothing at this address", "Check the path with the OpenAPI document."),
    "method_not_allowed": (405, "The address does not support this method", "See the Allow header."),
    "not_acceptable": (
        406,
        "No such representation",
        "Ask for one of the media types in the OpenAPI document.",
    ),
    "request_in_progress": (
        409,
        "The same request is still running",
        "Wait as Retry-After says, then repeat it.",
    ),
    "unknown_id": (404, "Not found", "Check the id; lists show the ids that exist."),
    "refused_by_state": (
        409,
        "The state does not allow this",
        "Read the resource again, and what is open in it.",
    ),
    "stale": (
        412,
        "Changed by somebody else",
        "Read the resource again and repeat the change with its new ETag.",
    ),
    "too_large": (413, "The request is too large", "Send a smaller file, or fewer items at a time."),
    "unsupported_media_type": (
        415,
        "The media type is not supported",
        "Send application/json or multipart/form-data.",
    ),
    "invalid_request": (422, "The request is not valid", "Each entry of `errors` points at what to change."),
    "idempotency_mismatch": (
        422,
        "The idempotency key was used for something else",
        "Use a new Idempotency-Key for a new request.",
    ),
    "precondition_required": (428, "The change needs If-Match", "Send the ETag that you read as If-Match."),
    "too_many_requests": (429, "Too many requests", "Wait as Retry-After says."),
    "internal_error": (
        500,
        "Something went wrong on our side",
        "Repeat the request; give the request id to support.",
    ),
    "not_ready": (503, "The service is not ready", "Wait a moment and repeat the request."),
}
OF_STATUS = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "unknown_path",
    405: "method_not_allowed",
    406: "not_acceptable",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid_request",
    503: "not_ready",
}


class Refused(HTTPException):
    """A request that the API refuses by itself, under one of the codes of `HTTP_PROBLEMS`."""

    def __init__(
        self,
        code: str,
        detail: str | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        errors: Sequence[FieldProblem] = (),
    ) -> None:
        status, _, advice = HTTP_PROBLEMS[code]
        super().__init__(status_code=status, detail=detail or advice, headers=headers)
        self.code = code
        self.errors = tuple(errors)


def problem_for(code: str, detail: str | None = None, *, errors: Sequence[FieldProblem] = ()) -> Problem:
    """The problem of a code that only HTTP knows."""
    status, title, advice = HTTP_PROBLEMS[code]
    return Problem(
        type=problem_type(code),
        title=title,
        status=status,
        detail=detail or advice,
        code=code,
        errors=tuple(errors),
    )


def respond(
    problem: Problem, *, request_id: str | None, headers: Mapping[str, str] | None = None
) -> Response:
    """The problem as a response that names its request."""
    named = problem.model_copy(
        update={"request_id": request_id, "instance": f"urn:engross:request:{request_id}"}
    )
    body = named.model_dump(mode="json", exclude_none=True)
    return Response(
        json.dumps(body), status_code=problem.status, media_type=MEDIA_TYPE, headers=dict(headers or {})
    )


def install(app: FastAPI) -> None:
    """Let every error of the app leave as a problem."""
    app.add_exception_handler(EngrossError, _refuse_domain_error)
    app.add_exception_handler(HTTPException, _refuse_http_error)
    app.add_exception_handler(RequestValidationError, _refuse_invalid_request)


def answer_bug(error: BaseException, *, request_id: str | None) -> Response:
    """A 500 that says nothing of the cause; the log gets the kind and the places, never the message."""
    places = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    line = {"bug": type(error).__name__, "request_id": request_id, "places": places[-8:]}
    LOG.error(json.dumps(line))
    return respond(problem_for("internal_error"), request_id=request_id)


def every_code() -> dict[str, tuple[int, str, str]]:
    """Status, title and explanation of each problem that the API can answer with."""
    known = dict(HTTP_PROBLEMS)
    for kind in _subclasses(EngrossError):
        told = problem_of(kind.__new__(kind))
        known[kind.code] = (told.status, kind.title, (kind.__doc__ or kind.title).strip().splitlines()[0])
    return known


def field_problems(errors: Iterable[ErrorDetails | Mapping[str, Any]]) -> tuple[FieldProblem, ...]:
    """What pydantic found, as pointers and sentences without the values."""
    return tuple(_field_problem(error) for error in errors)[:MOST_FIELD_PROBLEMS]


def _field_problem(error: ErrorDetails | Mapping[str, Any]) -> FieldProblem:
    kind, where = str(error["type"]), list(error["loc"])
    if where and where[0] in {"body", "query", "path", "header"}:
        where = where[1:] if where[0] == "body" else where
    if kind == "extra_forbidden" and where and not FIELD_NAME.match(str(where[-1])):
        where = where[:-1]
    return FieldProblem(pointer=pointers.join(*where), detail=_sentence(kind, str(error["msg"])))


def _sentence(kind: str, message: str) -> str:
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        return "The type is not one of the known ones; /v1/schemas lists them."
    if kind == "json_invalid":
        return "This is not well-formed JSON."
    if kind == "extra_forbidden":
        return "This field is not known here."
    return message.removeprefix("Value error, ")


def _request_id(request: Request) -> str | None:
    found = getattr(request.state, "request_id", None)
    return found if isinstance(found, str) else None


def _refuse_domain_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, EngrossError):
        return answer_bug(error, request_id=_request_id(request))
    problem = problem_of(error)
    if problem.status >= 500:
        LOG.error(json.dumps({"failure": error.code, "request_id": _request_id(request)}))
    return respond(problem, request_id=_request_id(request))


def _refuse_http_error(request: Request, error: Exception) -> Response:
    if isinstance(error, Refused):
        problem = problem_for(error.code, error.detail, errors=error.errors)
        return respond(problem, request_id=_request_id(request), headers=error.headers)
    if not isinstance(error, HTTPException):
        return answer_bug(error, request_id=_request_id(request))
    code = OF_STATUS.get(error.status_code, "internal_error" if error.status_code >= 500 else "bad_request")
    if code == "bad_request" and "body" in str(error.detail):
        code = "malformed_body"
    return respond(problem_for(code), request_id=_request_id(request), headers=error.headers)


def _refuse_invalid_request(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        return answer_bug(error, request_id=_request_id(request))
    found = error.errors()
    code = "malformed_body" if any(entry["type"] == "json_invalid" for entry in found) else "invalid_request"
    problem = problem_for(code, errors=field_problems(found))
    return respond(problem, request_id=_request_id(request))


def _subclasses(kind: type[EngrossError]) -> Iterable[type[EngrossError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _subclasses(child)
