from __future__ import annotations

import pytest
from pydantic import ValidationError

from models.dispute import DisputeMessage, TaggedDispute


def test_a_tagged_dispute_survives_the_wire() -> None:
    tagged = TaggedDispute(
        id="d1",
        code="RATE",
        confidence=0.9,
        abstained=False,
        verdict="needs_info",
        owner="Billing",
        next_step="Compare the rate card",
    )
    assert TaggedDispute.model_validate_json(tagged.model_dump_json()) == tagged


def test_a_message_longer_than_any_letter_is_refused() -> None:
    with pytest.raises(ValidationError):
        DisputeMessage.model_validate({"id": "d1", "text": "x" * 20_001})
