"""The registry of findings: every code that a finding may carry, and docs/findings.md made of it."""

from __future__ import annotations

from models.finding_kind import FindingCode, FindingKind
from models.findings_of_billing import BILLING_FINDINGS
from models.findings_of_terms import TERMS_FINDINGS

FINDINGS: dict[FindingCode, FindingKind] = {**TERMS_FINDINGS, **BILLING_FINDINGS}

HEAD = """# Findings

A finding is a doubt for a person to look at, beside the result. It never stops a file; what turns on it bills
nothing. The severity is the usual one: where a line is held for the doubt, it is an error. This page is made
from the registry in `models/findings.py` by `make docs`; a test fails where it is not current.

| code | from | severity | what it means | what to do |
|---|---|---|---|---|
"""


def document() -> str:
    """The page as Markdown: a row for each code."""
    return HEAD + "".join(
        f"| {code} | {', '.join(kind.parts)} | {kind.severity} | {kind.meaning} | {kind.cure} |\n"
        for code, kind in FINDINGS.items()
    )
