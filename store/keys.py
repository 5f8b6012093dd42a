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

from sqlmodel import col, select

from models.errors import NotFound
from store.audit import Trail
from store.clock import now
from store.database import Database
from store.identity import new_id
from store.records import ApiKey, NewApiKey
from store.tables import KeyRow

SCOPES = ("read", "write", "review", "approve", "admin")
"""What a key may do; `admin` holds every scope."""
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


class ApiKeys:
    """API keys by the keyed hash of their secret."""

    def __init__(self, database: Database, pepper: bytes) -> None:
        self._database = database
        self._pepper = pepper

    def create(
        self,
        label: str,
        *,
        mode: Literal["live", "test"],
        scopes: Sequence[str],
        trail: Trail,
    ) -> NewApiKey:
        """Make a key; its secret is in the answer and nowhere else."""
        with self._database.write() as session:
            body = f"engross_{mode}_" + "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))
            secret = body + _checksum(body)
            row = KeyRow(
                id=new_id("key"),
                digest=_digest(secret, self._pepper),
                label=label,
                mode=mode,
                scopes=list(scopes),
                created_at=now(),
            )
            session.add(row)
            session.flush()
            trail.record(session, "key.created", row.id, after=api_key_of(row).model_dump(mode="json"))
            return NewApiKey(key=api_key_of(row), secret=secret)

    def authenticate(self, secret: str) -> ApiKey | None:
        """The live key with this secret, or None."""
        with self._database.read() as session:
            if not is_well_formed(secret):
                return None
            row = session.exec(select(KeyRow).where(KeyRow.digest == _digest(secret, self._pepper))).first()
            return api_key_of(row) if row is not None and row.revoked_at is None else None

    def revoke(self, identity: str, *, trail: Trail) -> ApiKey:
        """End a key; ending it again changes nothing.

        Raises:
            NotFound: No such key.
        """
        with self._database.write() as session:
            row = session.get(KeyRow, identity, with_for_update=True)
            if row is None:
                raise NotFound("no API key is stored under this id")
            if row.revoked_at is None:
                before = api_key_of(row).model_dump(mode="json")
                row.revoked_at = now()
                session.add(row)
                trail.record(
                    session,
                    "key.revoked",
                    row.id,
                    before=before,
                    after=api_key_of(row).model_dump(mode="json"),
                )
            return api_key_of(row)

    def every(self) -> list[ApiKey]:
        """All keys, oldest first."""
        with self._database.read() as session:
            return [api_key_of(row) for row in session.exec(select(KeyRow).order_by(col(KeyRow.created_at)))]


def is_well_formed(secret: str) -> bool:
    """Whether prefix and checksum fit; a typing error needs no look at the database."""
    if not secret.isascii() or not secret.startswith(("engross_live_", "engross_test_")):
        return False
    return hmac.compare_digest(_checksum(secret[:-CHECK_LENGTH]), secret[-CHECK_LENGTH:])


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
