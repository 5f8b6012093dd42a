from __future__ import annotations

import pytest

from extractor.find.party_roles import party_roles

CASES: list[tuple[list[tuple[str, str]], str, list[str | None]]] = [
    ([("Acme Corp.", "Customer"), ("Byte LLC", "Consultant")], "", ["customer", "provider"]),
    ([("City of Riverton", ""), ("Byte LLC", "Contractor")], "", ["customer", "provider"]),
    ([("Acme Corp.", "Acme"), ("Byte LLC", "Provider")], "", ["customer", "provider"]),
    (
        [("Acme Corp.", "Acme"), ("Byte LLC", "Byte")],
        "Acme shall pay Byte the fees. Byte shall perform the Services.",
        ["customer", "provider"],
    ),
    (
        [("Byte LLC", "Byte"), ("Acme Corp.", "Acme")],
        "Byte shall deliver the software. All amounts are payable to Byte.",
        ["provider", "customer"],
    ),
    ([("Acme Corp.", "Acme"), ("Byte LLC", "Byte")], "They work together.", [None, None]),
    ([("Byte LLC", "Vendor")], "", ["provider"]),
    ([], "", []),
]


@pytest.mark.parametrize(("names", "text", "expected"), CASES)
def test_names_tell_roles_and_else_who_pays_and_who_performs(
    names: list[tuple[str, str]], text: str, expected: list[str | None]
) -> None:
    assert party_roles(names, text) == expected
