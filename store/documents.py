"""Files by content: the SHA-256 of the bytes is the name, so equal bytes are stored once."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from models.errors import NotFound, StoreError

SHA256 = re.compile(r"[0-9a-f]{64}")


class Documents:
    """A folder of files named by their content."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, data: bytes) -> str:
        """Keep the bytes; they are on disk when this returns.

        Returns:
            Their SHA-256.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        place = self._place(sha256)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(place, data)
        return sha256

    def load(self, sha256: str) -> bytes:
        """The bytes under a SHA-256.

        Raises:
            NotFound: None are stored.
            StoreError: They no longer have that SHA-256.
        """
        try:
            data = self._place(sha256).read_bytes()
        except FileNotFoundError:
            raise NotFound("no document is stored under this SHA-256") from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreError("the stored document was changed on disk; restore it from a backup")
        return data

    def _place(self, sha256: str) -> Path:
        if not SHA256.fullmatch(sha256):
            raise NotFound("a document is named by the 64 hexadecimal digits of its SHA-256")
        return self.folder / sha256[:2] / sha256


def _write_whole(place: Path, data: bytes) -> None:
    """Temporary file, sync, rename, sync of the folder: a crash leaves the whole file or none."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    for folder in (place.parent, place.parent.parent):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
