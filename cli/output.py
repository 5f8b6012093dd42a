"""What a command writes: results on stdout or into a file, words for people on stderr."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Any


class Format(StrEnum):
    """How a result is written."""

    JSON = "json"
    TABLE = "table"


def write_json(value: Any) -> None:
    """One JSON value on a line of stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def write_file(content: bytes, output: Path | None) -> None:
    """The content into the file named, or onto stdout."""
    if output is None:
        sys.stdout.buffer.write(content)
        return
    output.write_bytes(content)
    tell(f"wrote {output} ({len(content):,} bytes)")


def tell(message: str) -> None:
    """A word for people, on stderr."""
    sys.stderr.write(message + "\n")
