"""The one JSON text of a value, so that equal values have equal hashes."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical_json(value: Any, *, ascii_only: bool = False) -> str:
    """Sorted keys and no blanks; characters outside of ASCII are escaped only where that is asked for."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=ascii_only)


def canonical_sha256(value: Any, *, ascii_only: bool = False) -> str:
    """The SHA-256 of the canonical JSON, in hexadecimal digits."""
    return hashlib.sha256(canonical_json(value, ascii_only=ascii_only).encode()).hexdigest()
