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
    - Conflict                 the state does not allow it, or the key was used for something else
    - StaleVersion             somebody changed it first
  x ModelMissing               a trained artefact is not where it should be
  x NotAvailable               announced, not there yet
  x AssistFailed               the language model's endpoint does not answer as asked

What is merely doubtful in a contract is not an exception: it is a `Finding` or a `Reading` beside the
result. A message says what, why and what to do, and never quotes the contract.
"""

from __future__ import annotations


class EngrossError(Exception):
    """Base of all errors raised here.

    Attributes:
        code: Stable and snake_case, for API clients.
        title: What kind of trouble, the same for every occurrence.
    """

    code = "engross_error"
    title = "Engross could not do this"


class DocumentError(EngrossError):
    """The file cannot be turned into text."""

    code = "document_error"
    title = "The document cannot be read"


class UnsupportedDocument(DocumentError):
    """No reader for this kind of file, or the content is not what the name says."""

    code = "unsupported_document"
    title = "The kind of document is not supported"


class EncryptedDocument(DocumentError):
    """A password is needed to open the file."""

    code = "encrypted_document"
    title = "The document is protected by a password"


class DamagedDocument(DocumentError):
    """The file is truncated or broken."""

    code = "damaged_document"
    title = "The document is damaged"


class EmptyDocument(DocumentError):
    """The file has no bytes, or no words on any page."""

    code = "empty_document"
    title = "The document is empty"


class NoTextLayer(DocumentError):
    """The pages are images only."""

    code = "no_text_layer"
    title = "The document has no text layer"


class DocumentTooLarge(DocumentError):
    """More bytes, pages, members or text than the limits allow."""

    code = "document_too_large"
    title = "The document is too large"


class ReadingLimitExceeded(DocumentError):
    """The parser needed more time or memory than the limits allow."""

    code = "reading_limit_exceeded"
    title = "The document takes too much to read"


class TermsError(EngrossError):
    """Terms that no contract means."""

    code = "terms_error"
    title = "The terms cannot be used"


class InvalidTerms(TermsError):
    """JSON that is not terms."""

    code = "invalid_terms"
    title = "The terms are not valid"


class CurrencyMismatch(TermsError):
    """Two amounts of different currencies met in one sum."""

    code = "currency_mismatch"
    title = "Two currencies in one sum"

    def __init__(self, left: str, right: str) -> None:
        super().__init__(f"cannot add {right} to {left}; convert one of them first")


class InvalidEvent(EngrossError):
    """JSON that is not an event."""

    code = "invalid_event"
    title = "The event is not valid"


class InvalidSchedule(EngrossError):
    """A file holds no schedule and no certificate."""

    code = "invalid_schedule"
    title = "The schedule is not valid"


class InvalidRecord(EngrossError):
    """A CLM or CRM record that its mapping cannot read."""

    code = "invalid_record"
    title = "The record is not valid"


class InvalidPolicy(EngrossError):
    """A policy whose tables cannot be read or followed."""

    code = "invalid_policy"
    title = "The policy is not valid"


class StoreError(EngrossError):
    """What is stored does not allow this."""

    code = "store_error"
    title = "The store refused"


class NotFound(StoreError):
    """Nothing is stored under this id."""

    code = "not_found"
    title = "Not found"


class Conflict(StoreError):
    """The state does not allow it, or the key was used for something else."""

    code = "conflict"
    title = "The state does not allow this"


class StaleVersion(StoreError):
    """Somebody else changed it first."""

    code = "stale_version"
    title = "Changed by somebody else"


class ModelMissing(EngrossError):
    """A trained artefact is not where it should be."""

    code = "model_missing"
    title = "A trained model is missing"


class NotAvailable(EngrossError):
    """Announced, but not there yet."""

    code = "not_available"
    title = "Not available yet"


class AssistFailed(EngrossError):
    """The language model's endpoint does not answer, or not in the shape asked for."""

    code = "assist_failed"
    title = "The language model did not help"
