"""API keys: random, recognisable, and stored only as a keyed hash. And the answers under idempotency keys."""

from __future__ import annotations

import hmac
import os
import secrets
import zlib
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Literal

from sqlmodel import Session, col, select

from models.errors import IdempotencyMismatch, NotFound
from store.audit import Trail
from store.clock import now
from store.identity import new_id
from store.records import ApiKey, NewApiKey, StoredResponse
from store.tables import IdempotencyRow, KeyRow

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SECRET_LENGTH = 43  # 62^43 is just over 2^256
CHECK_LENGTH = 6


def load_pepper(folder: Path) -> bytes:
    """The pepper kept in the data folder, made on first use and readable by the owner only."""
    place = folder / "pepper"
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".pepper-{secrets.token_hex(16)}"
    if not place.exists():
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, place)  # fails where another process was first; theirs counts
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return place.read_bytes()


def create_api_key(
    session: Session,
    label: str,
    *,
    mode: Literal["live", "test"],
    scopes: Sequence[str],
    pepper: bytes,
    trail: Trail,
) -> NewApiKey:
    """Make a key; its secret is in the answer and nowhere else."""
    body = f"engross_{mode}_" + "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))
    secret = body + _checksum(body)
    row = KeyRow(
        id=new_id("key"),
        digest=_digest(secret, pepper),
        label=label,
        mode=mode,
        scopes=list(scopes),
        created_at=now(),
    )
    session.add(row)
    session.flush()
    trail.record(session, "key.created", row.id, after=api_key_of(row).model_dump(mode="json"))
    return NewApiKey(key=api_key_of(row), secret=secret)


def authenticate(session: Session, secret: str, *, pepper: bytes) -> ApiKey | None:
    """The live key with this secret, or None."""
    if not is_well_formed(secret):
        return None
    row = session.exec(select(KeyRow).where(KeyRow.digest == _digest(secret, pepper))).first()
    return api_key_of(row) if row is not None and row.revoked_at is None else None


def is_well_formed(secret: str) -> bool:
    """Whether prefix and checksum fit; a typing error needs no look at the database."""
    if not secret.isascii() or not secret.startswith(("engross_live_", "engross_test_")):
        return False
    return hmac.compare_digest(_checksum(secret[:-CHECK_LENGTH]), secret[-CHECK_LENGTH:])


def revoke_api_key(session: Session, identity: str, *, trail: Trail) -> ApiKey:
    """End a key; ending it again changes nothing.

    Raises:
        NotFound: No such key.
    """
    row = session.get(KeyRow, identity, with_for_update=True)
    if row is None:
        raise NotFound("no API key is stored under this id")
    if row.revoked_at is None:
        before = api_key_of(row).model_dump(mode="json")
        row.revoked_at = now()
        session.add(row)
        trail.record(
            session, "key.revoked", row.id, before=before, after=api_key_of(row).model_dump(mode="json")
        )
    return api_key_of(row)


def list_api_keys(session: Session) -> list[ApiKey]:
    """All keys, oldest first."""
    return [api_key_of(row) for row in session.exec(select(KeyRow).order_by(col(KeyRow.created_at)))]


def load_response(
    session: Session, key: str, *, operation: str, scope: str, fingerprint: str
) -> StoredResponse | None:
    """The answer that was given under a key, or None.

    Raises:
        IdempotencyMismatch: The key was used for another request.
    """
    row = session.get(IdempotencyRow, (scope, operation, key))
    if row is None:
        return None
    if not hmac.compare_digest(row.fingerprint, fingerprint):
        raise IdempotencyMismatch("this idempotency key was used for another request; use a new key")
    return StoredResponse(status=row.status, body=row.body)


def save_response(
    session: Session, key: str, response: StoredResponse, *, operation: str, scope: str, fingerprint: str
) -> None:
    """Keep the answer, in the transaction of the change that it answers."""
    row = IdempotencyRow(
        scope=scope,
        operation=operation,
        key=key,
        fingerprint=fingerprint,
        status=response.status,
        body=response.body,
        created_at=now(),
    )
    session.add(row)
    session.flush()


def api_key_of(row: KeyRow) -> ApiKey:
    """The key without its digest."""
    return ApiKey.model_validate(row.model_dump(exclude={"digest"}))


def _digest(secret: str, pepper: bytes) -> str:
    return hmac.new(pepper, secret.encode(), sha256).hexdigest()


def _checksum(body: str) -> str:
    number, digits = zlib.crc32(body.encode()), ""
    for _ in range(CHECK_LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits
