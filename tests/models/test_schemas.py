from __future__ import annotations

import pytest

from models.schema_names import SCHEMA_NAMES, SchemaName
from models.schemas import MESSAGES, RESULTS, json_schema


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_every_shape_has_a_schema_of_its_name(name: SchemaName) -> None:
    schema = json_schema(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"/v1/schemas/{name}"


def test_every_name_is_of_one_shape() -> None:
    assert sorted([*MESSAGES, *RESULTS]) == sorted(SCHEMA_NAMES)


def test_an_amount_is_a_string_in_the_schema() -> None:
    line = json_schema("schedule")["$defs"]["BillingLine"]["properties"]["amount"]
    assert line["anyOf"][0]["type"] == "string"


def test_a_dispute_is_what_comes_back_and_its_message_what_goes_in() -> None:
    assert "verdict" in json_schema("dispute")["required"]
    assert json_schema("dispute_message")["required"] == ["id", "text"]
