"""The one place that turns trouble into HTTP: every error leaves as problem+json (RFC 9457).

No problem says a word of a contract or repeats what was submitted.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException

from api.refusals import InternalError, InvalidRequest, MalformedBody, MethodNotAllowed, Refused, UnknownPath
from models import pointer as pointers
from models.errors import EngrossError
from models.problem import FieldProblem, Problem, problem_of

LOG = logging.getLogger("engross.api")
MEDIA_TYPE = "application/problem+json"
MOST_FIELD_PROBLEMS = 50
FIELD_NAME = re.compile(r"^[A-Za-z_][A-Za-z0-9_-]{0,39}$")

# What the framework refuses by itself; with 400 it refuses only bodies that it cannot take apart.
OF_FRAMEWORK: dict[int, type[Refused]] = {400: MalformedBody, 404: UnknownPath, 405: MethodNotAllowed}


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
    return answer_error(InternalError(), request_id=request_id)


def answer_error(error: EngrossError, *, request_id: str | None) -> Response:
    """The error as a response that names its request."""
    if isinstance(error, Refused):
        problem = problem_of(error, errors=error.errors)
        return respond(problem, request_id=request_id, headers=error.headers)
    return respond(problem_of(error), request_id=request_id)


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
    if error.status >= 500:
        LOG.error(json.dumps({"failure": error.code, "request_id": _request_id(request)}))
    return answer_error(error, request_id=_request_id(request))


def _refuse_http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException) or error.status_code not in OF_FRAMEWORK:
        return answer_bug(error, request_id=_request_id(request))
    refusal = OF_FRAMEWORK[error.status_code](headers=error.headers)
    return answer_error(refusal, request_id=_request_id(request))


def _refuse_invalid_request(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        return answer_bug(error, request_id=_request_id(request))
    found = error.errors()
    kind = MalformedBody if any(entry["type"] == "json_invalid" for entry in found) else InvalidRequest
    return answer_error(kind(errors=field_problems(found)), request_id=_request_id(request))
