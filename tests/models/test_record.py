from __future__ import annotations

from models.record import RecordTerms, RecordValue


def test_a_record_keeps_its_own_words_beside_the_value() -> None:
    value = RecordValue(pointer="/payment/net_days", value=30, origin="clm:paymentTerms", quote="Net 30")
    record = RecordTerms(system="clm", kind="clm", record_id="7", values=(value,))
    assert RecordTerms.model_validate_json(record.model_dump_json()) == record
