"""Names of Word's markup."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_OFF = {"0", "false", "off", "none"}


def attribute(element: Any, name: str) -> str | None:
    """An attribute in Word's namespace."""
    value: str | None = element.get(W + name)
    return value


def child_value(element: Any, *path: str) -> str | None:
    """The `val` of a descendant given by its local names; None where it is missing."""
    for name in path:
        element = element.find(W + name)
        if element is None:
            return None
    return attribute(element, "val")


def is_on(element: Any, *path: str) -> bool:
    """Whether a switch such as `vanish` is there and not turned off."""
    for name in path:
        element = element.find(W + name)
        if element is None:
            return False
    return (attribute(element, "val") or "true") not in _OFF
