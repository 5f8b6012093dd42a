"""What only HTTP can refuse: errors of the tree of models/errors.py that no other door knows.

They are HTTPExceptions besides, as the framework lets those through unchanged wherever they are raised,
even while it reads a body.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from starlette.exceptions import HTTPException

from models.errors import EngrossError
from models.problem import FieldProblem


class Refused(EngrossError, HTTPException):
    """A request that the API refuses by itself.

    Attributes:
        sends: Headers that go with every answer of this kind.
        errors: What is wrong at which places of the input.
    """

    status = 400
    sends: ClassVar[Mapping[str, str]] = {}

    def __init__(
        self,
        detail: str | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        errors: Sequence[FieldProblem] = (),
    ) -> None:
        HTTPException.__init__(
            self,
            status_code=self.status,
            detail=detail or self.advice,
            headers={**self.sends, **(headers or {})},
        )
        self.errors = tuple(errors)

    def __str__(self) -> str:
        return self.detail


class MalformedBody(Refused):
    """The body is not JSON that every parser reads the same way, or not the form that was announced."""

    code = "malformed_body"
    title = "The body cannot be read"
    advice = "Send well-formed JSON, or multipart/form-data with a file."


class Unauthorized(Refused):
    """No key was sent, or none that is valid."""

    code = "unauthorized"
    status = 401
    title = "A valid API key is needed"
    advice = "Send 'Authorization: Bearer engross_live_...'."
    sends: ClassVar[Mapping[str, str]] = {"WWW-Authenticate": 'Bearer realm="engross"'}


class Forbidden(Refused):
    """The key lacks the scope of the operation."""

    code = "forbidden"
    status = 403
    title = "The API key may not do this"
    advice = "Use a key with the scope that the operation names."


class UnknownPath(Refused):
    """No operation, problem or schema has this address."""

    code = "unknown_path"
    status = 404
    title = "There is nothing at this address"
    advice = "Check the path with the OpenAPI document."


class MethodNotAllowed(Refused):
    """The address is right and the method is not."""

    code = "method_not_allowed"
    status = 405
    title = "The address does not support this method"
    advice = "See the Allow header."


class TooLarge(Refused):
    """More bytes, or more items, than one request may carry."""

    code = "too_large"
    status = 413
    title = "The request is too large"
    advice = "Send a smaller file, or fewer items at a time."


class UnsupportedMediaType(Refused):
    """The body is announced as something else than the operation reads."""

    code = "unsupported_media_type"
    status = 415
    title = "The media type is not supported"
    advice = "Send application/json or multipart/form-data."


class InvalidRequest(Refused):
    """The request is well formed and says what the operation does not take."""

    code = "invalid_request"
    status = 422
    title = "The request is not valid"
    advice = "Each entry of `errors` points at what to change."


class PreconditionRequired(Refused):
    """A change must name the version that it changes."""

    code = "precondition_required"
    status = 428
    title = "The change needs If-Match"
    advice = "Send the ETag that you read as If-Match."


class InternalError(Refused):
    """A bug, of which nothing is said outside the log."""

    code = "internal_error"
    status = 500
    title = "Something went wrong on our side"
    advice = "Repeat the request; give the request id to support."


class NotReady(Refused):
    """The database does not answer yet."""

    code = "not_ready"
    status = 503
    title = "The service is not ready"
    advice = "Wait a moment and repeat the request."
