"""The rules as one page, made from their own docstrings by `make docs`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from rules.catalogue import RuleText, catalogue

HEAD = """# Billing rules

Each rule is one file of `rules/`; its docstring states a clause, the terms that it means, what they bill,
and what the rule rests on. A test runs every clause's terms through the engine and compares. This page is
made from those docstrings by `make docs`; a test fails where it is not current.
"""


def document(rules: Iterable[RuleText] | None = None) -> str:
    """The page as Markdown: a table of contents, then every rule in the order of its id."""
    texts = sorted(catalogue() if rules is None else rules, key=_place)
    contents = "\n".join(
        f"- [{', '.join(text.rules) or 'Lint'}: {_title(text)}](#{_anchor(text)})" for text in texts
    )
    return "\n".join([HEAD, contents, "", *(line for text in texts for line in _section(text))])


def _place(text: RuleText) -> tuple[bool, bool, str, str]:
    """Fees, pass-through and revenue by number; then the conventions; then the lints."""
    first = text.rules[0] if text.rules else ""
    return not first, first.startswith("C"), first, text.module


def _title(text: RuleText) -> str:
    return text.module.removeprefix("rules.").replace("_", " ").replace(".", ": ")


def _anchor(text: RuleText) -> str:
    return text.module.replace(".", "-")


def _section(text: RuleText) -> Iterator[str]:
    yield f'<a id="{_anchor(text)}"></a>'
    yield f"## {_title(text).capitalize()}"
    yield ""
    yield f"{text.summary} `{text.module.replace('.', '/')}.py`"
    yield ""
    yield "> " + " ".join(text.blocks["Clause"].split())
    yield ""
    for name in ("Terms", "Events"):
        if name in text.blocks:
            yield from (f"{name}:", "", *_json(text.blocks[name]), "")
    lines = [line.strip() for line in text.blocks["Schedule"].splitlines()]
    on = f", as of {text.blocks['As of']}" if "As of" in text.blocks else ""
    yield from (f"Schedule{on}:", "", "```text", *lines, "```", "")
    yield f"Source: {text.source}"
    yield ""


def _json(block: str) -> list[str]:
    """The block as indented JSON."""
    return ["```json", *json.dumps(json.loads(" ".join(block.split())), indent=1).splitlines(), "```"]
