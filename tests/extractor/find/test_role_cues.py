from __future__ import annotations

import pytest

from extractor.find.role_cues import count_cues, leaning

TEXT = "Acme hereby engages Birch. Birch shall perform the Services. Fees are paid by Acme. Acme shall pay Birch."


def test_counts_the_verbs_beside_a_party() -> None:
    acme, birch = count_cues("Acme", TEXT), count_cues("Birch", TEXT)
    assert {cue for cue, value in acme.items() if value} == {"engages", "paid_by", "pays"}
    assert {cue for cue, value in birch.items() if value} == {"engaged", "performs", "paid"}


def test_the_one_that_pays_leans_above_the_one_that_performs() -> None:
    assert leaning("Acme", TEXT) > leaning("Birch", TEXT)
    assert leaning("Cedar", TEXT) == pytest.approx(0)
