"""A check of a certificate holds where it met no breach."""

from __future__ import annotations

from models.certificate import Breach, InvariantCheck


def test_a_check_holds_until_a_place_breaks_it() -> None:
    check = InvariantCheck(invariant="ledgers recompute", examined=3)
    broken = check.model_copy(update={"breaches": (Breach(line="1-2", message="another balance"),)})
    assert check.holds
    assert not broken.holds
