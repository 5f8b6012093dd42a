"""Every exception that Engross raises on purpose.

* EngrossError
  x DocumentError              the file cannot be read; nothing was extracted
    - UnsupportedDocument      no reader for this kind of file, or the content is not what the name says
    - EncryptedDocument        a password is needed
    - DamagedDocument          truncated or broken
    - EmptyDocument            no bytes, or no words on any page
    - NoTextLayer              images of pages only
    - DocumentTooLarge         more bytes, pages, members or text than the limits allow
    - ReadingLimitExceeded     the parser needed more time or memory than the limits allow
  x TermsError                 terms that no contract means
    - InvalidTerms             JSON that is not terms
    - CurrencyMismatch         two currencies met in one sum
  x InvalidEvent               JSON that is not an event
  x InvalidSchedule            JSON that is not a schedule or its certificate
  x InvalidRecord              a CLM or CRM record that its mapping cannot read
  x InvalidPolicy              a policy's tables that cannot be read or followed
  x StoreError
    - NotFound                 nothing under this id
    - Conflict                 the state does not allow it, or the id was used for something else
    - IdempotencyMismatch      the idempotency key was used for another request
    - StaleVersion             somebody changed it first
  x ModelMissing               a trained artefact is not where it should be
  x NotAvailable               announced, not there yet
  x AssistFailed               the language model's endpoint does not answer as asked
  x UnsafeSettings             an ENGROSS_* variable that must not be started with
  x Refused                    what only HTTP can refuse: see api/refusals.py

What is merely doubtful in a contract is not an exception: it is a `Finding` or a `Reading` beside the
result. A message says what, why and what to do, and never quotes the contract. docs/errors.md and the
responses of the OpenAPI document are made from these classes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar


class EngrossError(Exception):
    """Engross could not do what was asked. A class without a code only groups others and is never raised.

    Attributes:
        code: Stable and snake_case, for API clients.
        status: The HTTP status that the error leaves with.
        title: What kind of trouble, the same for every occurrence.
        advice: One sentence on what to do.
    """

    code: ClassVar[str]
    status: ClassVar[int] = 500
    title: ClassVar[str]
    advice: ClassVar[str]


class DocumentError(EngrossError):
    """The file cannot be turned into text."""

    status = 422


class UnsupportedDocument(DocumentError):
    """No reader for this kind of file, or the content is not what the name says."""

    code = "unsupported_document"
    status = 415
    title = "The kind of document is not supported"
    advice = "Send PDF, Word (docx), HTML, e-mail or text."


class EncryptedDocument(DocumentError):
    """A password is needed to open the file."""

    code = "encrypted_document"
    title = "The document is protected by a password"
    advice = "Save a copy without the password and send that."


class DamagedDocument(DocumentError):
    """The file is truncated or broken."""

    code = "damaged_document"
    title = "The document is damaged"
    advice = "Ask for the file again, or print it as PDF and send that."


class EmptyDocument(DocumentError):
    """The file has no bytes, or no words on any page."""

    code = "empty_document"
    title = "The document is empty"
    advice = "Check that the right file was sent."


class NoTextLayer(DocumentError):
    """The pages are images only."""

    code = "no_text_layer"
    title = "The document has no text layer"
    advice = "Install character recognition, or send the file as it was before it was scanned."


class DocumentTooLarge(DocumentError):
    """More bytes, pages, members or text than the limits allow."""

    code = "document_too_large"
    status = 413
    title = "The document is too large"
    advice = "Send the contract without its bulky annexes, or in parts."


class ReadingLimitExceeded(DocumentError):
    """The parser needed more time or memory than the limits allow."""

    code = "reading_limit_exceeded"
    title = "The document takes too much to read"
    advice = "Save it again as a plain PDF, or send it in parts."


class TermsError(EngrossError):
    """Terms that no contract means."""

    status = 422


class InvalidTerms(TermsError):
    """Values that are not terms, or that no schedule can be made of."""

    code = "invalid_terms"
    title = "The terms are not valid"
    advice = (
        "Correct the terms at the place that the message names; `engross schema terms` shows their shape."
    )


class CurrencyMismatch(TermsError):
    """Two amounts of different currencies met in one sum."""

    code = "currency_mismatch"
    title = "Two currencies in one sum"
    advice = "Convert one of the amounts, or state both in one currency."

    def __init__(self, left: str, right: str) -> None:
        super().__init__(f"cannot add {right} to {left}; convert one of them first")


class InvalidEvent(EngrossError):
    """JSON that is not an event."""

    code = "invalid_event"
    status = 422
    title = "The event is not valid"
    advice = "Correct the event at the place that the message names; `engross schema event` shows its shape."


class InvalidSchedule(EngrossError):
    """A file holds no schedule and no certificate."""

    code = "invalid_schedule"
    status = 422
    title = "The schedule is not valid"
    advice = "Give a file that `engross schedule` or `engross verify` wrote."


class InvalidRecord(EngrossError):
    """A CLM or CRM record that its mapping cannot read."""

    code = "invalid_record"
    status = 422
    title = "The record is not valid"
    advice = "Export the record as one JSON object, from a system that has a mapping."


class InvalidPolicy(EngrossError):
    """A policy whose tables cannot be read or followed."""

    code = "invalid_policy"
    status = 422
    title = "The policy is not valid"
    advice = "Correct the table and row that the message names; `engross policy check` reads them all."


class StoreError(EngrossError):
    """What is stored does not hold what it should."""

    code = "store_error"
    title = "The store refused"
    advice = "Restore what the message names from a backup."


class NotFound(StoreError):
    """Nothing is stored under this id."""

    code = "not_found"
    status = 404
    title = "Not found"
    advice = "Check the id; lists show the ids that exist."


class Conflict(StoreError):
    """The state does not allow it, or the id was used for something else."""

    code = "conflict"
    status = 409
    title = "The state does not allow this"
    advice = "Read the resource again, and what is open in it."


class IdempotencyMismatch(StoreError):
    """An idempotency key stands for one request and was used for another."""

    code = "idempotency_mismatch"
    status = 422
    title = "The idempotency key was used for something else"
    advice = "Use a new Idempotency-Key for a new request."


class StaleVersion(StoreError):
    """Somebody else changed it first."""

    code = "stale_version"
    status = 412
    title = "Changed by somebody else"
    advice = "Read the resource again and repeat the change with its new ETag."


class ModelMissing(EngrossError):
    """A trained artefact is not where it should be."""

    code = "model_missing"
    title = "A trained model is missing"
    advice = "Train it with the command that the message names, or install again."


class NotAvailable(EngrossError):
    """Announced, but not there yet; or not set up on this machine."""

    code = "not_available"
    status = 501
    title = "Not available yet"
    advice = "Set up what the message names, or choose what it offers instead."


class UnsafeSettings(EngrossError):
    """A setting that Engross must not start with."""

    code = "unsafe_settings"
    status = 500
    title = "The settings are not safe"
    advice = "Set the variable that the message names as it says, and start again."


class AssistFailed(EngrossError):
    """The language model's endpoint does not answer, or not in the shape asked for."""

    code = "assist_failed"
    title = "The language model did not help"
    advice = "Check ENGROSS_LLM_URL, ENGROSS_LLM_MODEL and the endpoint behind them."


def error_kinds() -> dict[str, type[EngrossError]]:
    """The kinds of errors by code, those of the doors that are loaded among them."""
    return {kind.code: kind for kind in _below(EngrossError) if "code" in vars(kind)}


def _below(group: type[EngrossError]) -> Iterator[type[EngrossError]]:
    for kind in group.__subclasses__():
        yield kind
        yield from _below(kind)
