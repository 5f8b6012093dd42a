"""JSON Pointers (RFC 6901) into plain JSON values, and the patches (RFC 6902) that change them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

from models.errors import InvalidTerms


@lru_cache(maxsize=16_384)
def join(*parts: str | int) -> str:
    """The pointer through these keys and indexes.

    >>> join("lines", 0, "a/b")
    '/lines/0/a~1b'
    """
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def split(pointer: str) -> list[str]:
    """The keys of a pointer.

    Raises:
        InvalidTerms: It neither is empty nor starts with '/'.
    """
    if not pointer:
        return []
    if not pointer.startswith("/"):
        raise InvalidTerms(f"{pointer!r} is not a JSON Pointer: it must start with '/'")
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/")]


def resolve(document: Any, pointer: str) -> Any:
    """The value at a pointer, or None where there is none."""
    value = document
    for key in split(pointer):
        if isinstance(value, Mapping):
            value = value.get(key)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            value = value[int(key)] if key.isdecimal() and int(key) < len(value) else None
        else:
            return None
    return value


def apply_patch(document: Any, patch: Sequence[Mapping[str, Any]]) -> Any:
    """A changed copy of a JSON value: add, replace and remove, in order.

    `replace` and `add` make the objects on the way that the document leaves out, since a key left out
    of terms is null.

    Raises:
        InvalidTerms: An operation that is not one of the three, or a place that does not exist.
    """
    changed = deepcopy(document)
    for operation in patch:
        _apply(changed, operation)
    return changed


def _apply(document: Any, operation: Mapping[str, Any]) -> None:
    kind, path = operation.get("op"), str(operation.get("path", ""))
    *way, last = split(path) or [""]
    if not last or kind not in {"add", "replace", "remove"}:
        raise InvalidTerms(f"cannot apply a patch operation {kind!r} at {path!r}")
    target = document
    for key in way:
        target = _step(target, key, path)
    if isinstance(target, list):
        _change_list(target, kind, last, operation)
    elif isinstance(target, dict):
        if kind == "remove":
            target.pop(last, None)
        else:
            target[last] = deepcopy(operation.get("value"))
    else:
        raise InvalidTerms(f"the patch path {path!r} leads nowhere in the terms")


def _step(target: Any, key: str, path: str) -> Any:
    if isinstance(target, dict):
        if target.get(key) is None:
            target[key] = {}
        return target[key]
    if isinstance(target, list) and key.isdecimal() and int(key) < len(target):
        return target[int(key)]
    raise InvalidTerms(f"the patch path {path!r} leads nowhere in the terms")


def _change_list(target: list[Any], kind: str, last: str, operation: Mapping[str, Any]) -> None:
    value = deepcopy(operation.get("value"))
    if kind == "add" and last == "-":
        target.append(value)
        return
    index = int(last) if last.isdecimal() else -1
    if not 0 <= index < len(target) + (kind == "add"):
        raise InvalidTerms(f"the patch path {operation.get('path')!r} leads nowhere in the terms")
    if kind == "add":
        target.insert(index, value)
    elif kind == "replace":
        target[index] = value
    else:
        del target[index]
