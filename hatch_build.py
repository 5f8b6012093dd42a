"""What a wheel carries: `engross.py`, and the application's folders beside site-packages.

The folders have plain names, so they go to `share/engross` (docs/decisions/0001-flat-application.md).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CHECKS = frozenset({"benchmarks", "tests"})


def application_folders(root: Path) -> list[str]:
    """Every folder that holds modules, but for those that check the application."""
    holding = {module.parent.name for module in root.glob("*/*.py")}
    return sorted(name for name in holding - CHECKS if not name.startswith("."))


class Application(BuildHookInterface[BuilderConfig]):
    """Adds the application's folders to a wheel; an editable one runs from the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name what goes to `share/engross`; hatchling leaves caches out."""
        if version == "standard":
            carried = {name: f"share/engross/{name}" for name in application_folders(Path(self.root))}
            build_data["shared_data"].update(carried)
