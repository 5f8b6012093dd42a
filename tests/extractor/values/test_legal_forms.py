"""How names of companies end: behind a name, and not within a word."""

from __future__ import annotations

import re

import pytest

from extractor.values.legal_forms import PARTY_FORMS, PLAIN_FORMS, SIGNER_FORMS


@pytest.mark.parametrize("form", ["Inc", "GmbH", "L.L.C", "S.p.A", "Pty", "plc"])
def test_parties_and_signers_end_in_the_forms_of_companies(form: str) -> None:
    for forms in (PARTY_FORMS, SIGNER_FORMS):
        assert re.fullmatch(forms, form)


def test_a_form_within_a_word_ends_no_name() -> None:
    assert not re.search(rf"\b{PLAIN_FORMS}\b", "coinage and incident")


def test_the_plain_forms_are_in_small_letters_without_points() -> None:
    assert re.sub(rf"\s*\b{PLAIN_FORMS}\b", "", "alder bridge llc") == "alder bridge"
