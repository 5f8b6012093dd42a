from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.records import MAPPINGS, RecordMapping, read_mapping_file, read_record, read_record_file
from models.errors import InvalidRecord
from models.terms import Terms

SHIPPED = sorted(MAPPINGS.glob("*.yaml"))


def typed(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


def ironclad(**properties: Any) -> dict[str, Any]:
    return {"id": "rec-1", "ironcladId": "IC-7", "type": "sow", "name": "SOW 7", "properties": properties}


def opportunity(**fields: Any) -> dict[str, Any]:
    return {"Id": "006A000001", "StageName": "Closed Won", **fields}


def stated(record: dict[str, Any]) -> dict[str, Any]:
    return {value.pointer: value.value for value in read_record(record).values}


def test_an_ironclad_record_gives_its_typed_properties_in_the_units_of_the_terms() -> None:
    record = ironclad(
        contractNumber=typed("string", "SOW-7"),
        agreementDate=typed("date", "2026-01-12T00:00:00.000Z"),
        contractValue=typed("monetary_amount", {"amount": Decimal("240000.50"), "currency": "USD"}),
        paymentTerms=typed("duration", "P30D"),
        initialTerm=typed("duration", "P1Y6M"),
        autoRenewal=typed("boolean", value=True),
        renewalNotice=typed("number", 60),
        billingFrequency=typed("string", "upon milestone"),
    )
    assert stated(record) == {
        "/reference": "SOW-7",
        "/signed_on": "2026-01-12",
        "/contract_value": "240000.50",
        "/currency": "USD",
        "/payment/net_days": 30,
        "/term_months": 18,
        "/renewal/automatic": True,
        "/renewal/notice_days": 60,
        "/payment/billing_frequency": "milestone",
    }


def test_a_salesforce_opportunity_gives_its_amount_and_its_own_fields() -> None:
    record = opportunity(
        Amount=185000.5,
        CurrencyIsoCode="EUR",
        CloseDate="2026-02-01",
        Payment_Terms__c="Net 45",
        Account={"Name": "Halden Grid", "BillingCountry": "Norway"},
    )
    assert stated(record) == {
        "/contract_value": "185000.5",
        "/currency": "EUR",
        "/ship_to_country": "Norway",
        "/payment/net_days": 45,
    }


def test_a_value_says_which_field_of_which_system_it_is() -> None:
    record = read_record(ironclad(contractValue=typed("monetary_amount", {"amount": 900, "currency": "USD"})))
    amount = record.values[0]
    assert (record.system, record.kind, record.record_id) == ("ironclad", "clm", "rec-1")
    assert amount.origin == "ironclad:properties.contractValue"
    assert amount.quote == "900 USD"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("effectiveDate", "next spring"),
        ("effectiveDate", "2026-01-12nd"),
        ("paymentTerms", "P1M"),
        ("paymentTerms", "P"),
        ("paymentTerms", -30),
        ("initialTerm", "P12M3D"),
        ("initialTerm", 1.5),
        ("contractNumber", 7),
        ("contractValue", {"amount": "about a million", "currency": "USD"}),
        ("notToExceed", True),
        ("notToExceed", "1e400"),
        ("notToExceed", float("nan")),
        ("autoRenewal", "perhaps"),
        ("billingFrequency", "Whenever"),
        ("governingLaw", "x" * 2001),
    ],
)
def test_a_field_that_cannot_be_read_is_a_note_and_the_others_stand(field: str, value: Any) -> None:
    record = read_record(ironclad(poRequired=typed("boolean", value=False)))
    assert record.notes == ()
    doubtful = read_record(ironclad(poRequired=False, **{field: typed("any", value)}))
    assert [value.pointer for value in doubtful.values if value.pointer.startswith("/payment")] == [
        "/payment/purchase_order_required"
    ]
    assert len(doubtful.notes) == 1
    assert f"properties.{field}" in doubtful.notes[0]


def test_a_file_loses_no_digit_of_an_amount(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_text('{"Id": "006", "StageName": "Won", "Amount": 12345678901234567890.15}', encoding="utf-8")
    assert read_record_file(path).values[0].value == "12345678901234567890.15"


def test_a_record_of_no_known_system_says_what_was_looked_for() -> None:
    with pytest.raises(
        InvalidRecord, match=r"ironclad has ironcladId, properties; salesforce has Id, StageName"
    ):
        read_record({"deal": 1})


def test_a_record_without_its_id_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="has no 'id'"):
        read_record({"ironcladId": "IC-7", "properties": {}})


@pytest.mark.parametrize("content", ["", "[]", '"text"', "{", '{"Id": NaN}', "[" * 100_000, "\xff"])
def test_a_file_that_is_no_json_object_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(InvalidRecord):
        read_record_file(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidRecord, match="cannot be opened"):
        read_record_file(tmp_path / "record.json")


PARTIES = RecordMapping.model_validate(
    {
        "system": "desk",
        "kind": "crm",
        "recognise": ["deal"],
        "record_id": "deal",
        "fields": [
            {
                "pointer": "/parties",
                "path": "account",
                "type": "parties",
                "parties": [
                    {"role": "customer", "name": "account.name", "address": "account.address"},
                    {"role": "provider", "name": "seller"},
                ],
            }
        ],
    }
)


def test_a_mapping_that_names_the_parties_gives_them_as_one_list() -> None:
    record = read_record(
        {
            "deal": 9,
            "account": {"name": "Halden Grid AS", "address": "Kaien 4, Halden"},
            "seller": "Veldt Ltd",
        },
        mappings=[PARTIES],
    )
    assert record.record_id == "9"
    assert record.values[0].value == [
        {"name": "Halden Grid AS", "role": "customer", "address": "Kaien 4, Halden"},
        {"name": "Veldt Ltd", "role": "provider"},
    ]
    assert record.values[0].quote == "Halden Grid AS; Veldt Ltd"


def test_a_record_that_names_no_party_states_none() -> None:
    assert read_record({"deal": 9}, mappings=[PARTIES]).values == ()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_mapping_points_at_terms_only(path: Path) -> None:
    schema = Terms.model_json_schema()
    for field in read_mapping_file(path).fields:
        place: Any = schema
        for key in field.pointer.strip("/").split("/"):
            names = [part["$ref"].rpartition("/")[2] for part in place.get("anyOf", []) if "$ref" in part]
            place = schema["$defs"][names[0]] if names else place
            assert key in place["properties"], field.pointer
            place = place["properties"][key]


@pytest.mark.parametrize("text", ["system: x", "a: [", "- 1"])
def test_a_mapping_file_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tenant.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidRecord, match=r"the mapping tenant\.yaml"):
        read_mapping_file(path)


@given(
    amount=st.decimals(min_value=0, max_value=10**18, places=2), day=st.dates(), days=st.integers(0, 10_000)
)
def test_what_a_record_states_fits_the_terms_unchanged(amount: Decimal, day: date, days: int) -> None:
    found = stated(
        ironclad(
            contractValue=typed("monetary_amount", {"amount": amount, "currency": "USD"}),
            effectiveDate=typed("date", f"{day.isoformat()}T00:00:00Z"),
            paymentTerms=typed("duration", f"P{days}D"),
        )
    )
    assert Decimal(found["/contract_value"]) == amount
    assert found["/effective_date"] == day.isoformat()
    assert found["/payment/net_days"] == days


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(value=JSON_VALUES)
def test_any_value_in_any_field_is_read_or_noted(value: Any) -> None:
    for path in SHIPPED:
        mapping = read_mapping_file(path)
        for field in mapping.fields:
            record: dict[str, Any] = {
                "Id": "1",
                "id": "1",
                "StageName": "x",
                "ironcladId": "1",
                "properties": {},
            }
            *way, last = field.path.split(".")
            place = record
            for key in way:
                place = place.setdefault(key, {})
            place[last] = value
            read = read_record(record, mappings=[mapping])
            json.dumps(read.model_dump(mode="json"), allow_nan=False)
