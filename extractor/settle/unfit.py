"""Values that no terms can hold, taken out again: '0 equal instalments' is read, but is no count of instalments.

One value too strange for the terms' shape must not cost the others. It is left out as if it had not been found,
and a finding names its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any, TypeVar

from pydantic_core import ErrorDetails

from models import pointer as pointers

V = TypeVar("V")


def unfit_pointer(error: ErrorDetails, values: Any) -> str | None:
    """What must go so that this complaint of the terms' shape goes; None where it is about the whole.

    Args:
        error: Its place may run through the names of alternatives, which the values do not have.
        values: The terms as plain values.
    """
    path: list[str | int] = []
    value = values
    for key in error["loc"]:
        inside = isinstance(value, Mapping) and key in value
        inside |= isinstance(value, list) and isinstance(key, int) and key < len(value)
        if not inside:
            break
        path.append(key)
        value = value[key]
    return pointers.join(*path) if path else None


def without(values: Any, pointer: str) -> Any:
    """A copy of the values that lacks this one; the items of a list that follow it move up."""
    changed = deepcopy(values)
    *above, last = pointers.split(pointer)
    parent = pointers.resolve(changed, pointers.join(*above))
    del parent[int(last) if isinstance(parent, list) else last]
    return changed


def moved_up(known: Mapping[str, V], pointer: str, *, in_list: bool) -> dict[str, V]:
    """What is known by pointer, once the value at this one is gone."""
    made = {}
    parent, _, last = pointer.rpartition("/")
    for at, what in known.items():
        if at == pointer or at.startswith(f"{pointer}/"):
            continue
        item = re.match(rf"{re.escape(parent)}/(\d+)(?=/|$)", at) if in_list else None
        if item and int(item[1]) > int(last):
            at = f"{parent}/{int(item[1]) - 1}{at[item.end() :]}"  # noqa: PLW2901 - the item's new place
        made[at] = what
    return made
