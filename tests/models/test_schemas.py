from __future__ import annotations

import pytest

from models.errors import NotFound
from models.schemas import SHAPES, json_schema


@pytest.mark.parametrize("name", [*SHAPES, "event"])
def test_every_shape_has_a_schema_without_floats_for_money(name: str) -> None:
    schema = json_schema(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_an_amount_is_a_string_in_the_schema() -> None:
    line = json_schema("schedule")["$defs"]["BillingLine"]["properties"]["amount"]
    assert line["anyOf"][0]["type"] == "string"


def test_an_unknown_schema_names_those_there_are() -> None:
    with pytest.raises(NotFound, match="there are comparison"):
        json_schema("invoice")
