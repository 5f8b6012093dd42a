"""A CLM or CRM record to the values it states, by a mapping file per system: data, not code.

The mapping says how a record of the system is recognised, and which field states which term, in which type.
Tenants name their own fields, so a copy of a file in `connectors/mappings` is all that a new tenant needs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, ValidationError

from connectors.record_values import READERS, FieldType, read_choice, unwrap
from models.errors import InvalidRecord
from models.pointer import apply_patch
from models.record import RecordTerms, RecordValue, SystemKind
from models.shape import Shape
from models.terms import Role, Terms

MAPPINGS = Path(__file__).parent / "mappings"


class PartyField(Shape):
    """Where a record names one party."""

    role: Role
    name: str
    address: str | None = None


class MappedField(Shape):
    """One field of a record, and the term that it states.

    Attributes:
        pointer: The term.
        path: The field's keys, joined by dots.
        type: How its value is read.
        choices: What each value of a picklist means, for type 'choice'.
        parties: Where each party is named, for type 'parties'.
    """

    pointer: str
    path: str
    type: FieldType
    choices: Mapping[str, Any] = Field(default_factory=dict)
    parties: tuple[PartyField, ...] = ()


class RecordMapping(Shape):
    """How the records of one system are recognised and read."""

    system: str
    kind: SystemKind
    recognise: tuple[str, ...]
    record_id: str
    fields: tuple[MappedField, ...]


def read_record(data: Mapping[str, Any], *, mappings: Sequence[RecordMapping] | None = None) -> RecordTerms:
    """The values that a record states, under the terms' pointers; what cannot be read becomes a note.

    Args:
        data: The record as the system sends it.
        mappings: How records are read, the first that recognises it wins; the shipped ones by default.

    Raises:
        InvalidRecord: No mapping recognises the record, or it has no id.
    """
    mapping = _recognised(data, _shipped() if mappings is None else mappings)
    record_id = unwrap(_at(data, mapping.record_id))
    if not isinstance(record_id, str | int) or not str(record_id):
        raise InvalidRecord(
            f"the {mapping.system} record has no {mapping.record_id!r}; send the whole record"
        )
    values: list[RecordValue] = []
    notes: list[str] = []
    for field in mapping.fields:
        try:
            values += _read_field(data, field, mapping.system)
        except ValueError as error:
            notes.append(f"{mapping.system} field {field.path}, for {field.pointer}, cannot be read: {error}")
    return RecordTerms(
        system=mapping.system,
        kind=mapping.kind,
        record_id=str(record_id),
        values=tuple(values),
        notes=tuple(notes),
    )


def read_record_file(path: Path, *, mappings: Sequence[RecordMapping] | None = None) -> RecordTerms:
    """The values of a record in a JSON file; numbers keep every digit.

    Raises:
        InvalidRecord: The file is not a JSON object, or no mapping recognises the record.
    """
    try:
        data = json.loads(path.read_bytes(), parse_float=Decimal, parse_constant=_refuse)
    except OSError as error:
        raise InvalidRecord(f"{path.name} cannot be opened: {error.strerror}; check the path") from error
    except (ValueError, RecursionError) as error:
        raise InvalidRecord(f"{path.name} is not JSON; export the record as one JSON object") from error
    return read_record(data, mappings=mappings)


def read_mapping_file(path: Path) -> RecordMapping:
    """The mapping in a YAML file.

    Raises:
        InvalidRecord: The file is not a mapping.
    """
    try:
        return RecordMapping.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InvalidRecord(
            f"the mapping {path.name} is not YAML; compare it with the shipped ones"
        ) from error
    except ValidationError as error:
        places = "; ".join(
            f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_input=False)
        )
        raise InvalidRecord(f"the mapping {path.name} cannot be used: {places}") from None


@cache
def _shipped() -> tuple[RecordMapping, ...]:
    return tuple(read_mapping_file(path) for path in sorted(MAPPINGS.glob("*.yaml")))


def _recognised(data: object, mappings: Sequence[RecordMapping]) -> RecordMapping:
    if not isinstance(data, Mapping):
        raise InvalidRecord("a record is one JSON object; this is none")
    for mapping in mappings:
        if all(_at(data, path) is not None for path in mapping.recognise):
            return mapping
    looked_for = "; ".join(f"{mapping.system} has {', '.join(mapping.recognise)}" for mapping in mappings)
    raise InvalidRecord(
        f"the record is of no known system ({looked_for or 'no mapping given'}); add a mapping file for it"
    )


def _read_field(data: Mapping[str, Any], field: MappedField, system: str) -> Iterator[RecordValue]:
    """The field's value, where the record states one.

    Raises:
        ValueError: It is stated, but not in the type that the mapping says, or no value of that term.
    """
    if field.type == "parties":
        value, quote = _parties(data, field)
    else:
        raw = unwrap(_at(data, field.path))
        if raw is None or raw == "":
            return
        value = read_choice(raw, field.choices) if field.type == "choice" else READERS[field.type](raw)
        quote = _quoted(raw)
    if value in ("", []):
        return
    _check_fits(field.pointer, value)
    yield RecordValue(pointer=field.pointer, value=value, origin=f"{system}:{field.path}", quote=quote)


def _parties(data: Mapping[str, Any], field: MappedField) -> tuple[list[dict[str, str]], str]:
    found = []
    for party in field.parties:
        name = unwrap(_at(data, party.name))
        if name:
            address = unwrap(_at(data, party.address)) if party.address else None
            found.append({"name": READERS["text"](name), "role": party.role})
            found[-1] |= {"address": READERS["text"](address)} if isinstance(address, str) else {}
    return found, "; ".join(party["name"] for party in found)


def _check_fits(pointer: str, value: Any) -> None:
    """Raise a ValueError where the terms would not take this value at this place."""
    alone = apply_patch({}, [{"op": "add", "path": pointer, "value": value}])
    try:
        Terms.model_validate_json(json.dumps(alone))
    except ValidationError as error:
        raise ValueError(
            f"the term does not take it: {error.errors(include_input=False)[0]['msg']}"
        ) from None


def _at(data: Any, path: str) -> Any:
    for key in path.split("."):
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def _quoted(raw: Any) -> str:
    """The record's own value as text: '240000.00 USD' for an amount with its currency."""
    if isinstance(raw, Mapping) and raw.keys() == {"amount", "currency"}:
        return f"{raw['amount']} {raw['currency']}"
    return raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False, default=str)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON number")
