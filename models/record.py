"""What a CLM or CRM record says of a contract, under the same pointers as the terms."""

from __future__ import annotations

from typing import Any, Literal

from models.shape import Shape

SystemKind = Literal["clm", "crm"]


class RecordValue(Shape):
    """One value of a record.

    Attributes:
        pointer: The term that it states, e.g. '/payment/net_days'.
        value: As JSON, already in the terms' units and types.
        origin: System and field it came from, e.g. 'ironclad:properties.contractValue'.
        quote: The record's own value, as text.
    """

    pointer: str
    value: Any
    origin: str
    quote: str


class RecordTerms(Shape):
    """The values of one record, and where it came from."""

    system: str
    kind: SystemKind
    record_id: str
    values: tuple[RecordValue, ...]
    notes: tuple[str, ...] = ()
