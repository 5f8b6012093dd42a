"""docs/rules.md is what the rules themselves say."""

from __future__ import annotations

from pathlib import Path

from rules.catalogue import RuleText, catalogue
from rules.document import document

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(), "run `make docs`"


def test_every_rule_has_its_section() -> None:
    page = document()
    assert [text.module for text in catalogue() if f"`{text.module.replace('.', '/')}.py`" not in page] == []


def test_a_rule_shows_its_clause_its_json_and_its_day() -> None:
    blocks = {
        "Clause": "The fee\nis USD 1.00.",
        "Terms": '{"currency":\n"USD"}',
        "As of": "2026-03-01",
        "Schedule": "    2026-02-01 instalment 1.00",
        "Source": "An ERP.",
    }
    page = document([RuleText("rules.lints.example", None, (), "One sentence.", blocks)])
    assert "- [Lint: lints: example](#rules-lints-example)" in page
    assert page.endswith(
        """## Lints: example

One sentence. `rules/lints/example.py`

> The fee is USD 1.00.

Terms:

```json
{
 "currency": "USD"
}
```

Schedule, as of 2026-03-01:

```text
2026-02-01 instalment 1.00
```

Source: An ERP.
"""
    )
