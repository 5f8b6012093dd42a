from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.schedule import Schedule

Build = Callable[..., Schedule]
YEAR = {"start_date": "2026-01-01", "end_date": "2026-03-31"}


def worked(number: int, day: str, hours: str) -> tuple[str, dict[str, Any]]:
    return (
        "time.approved",
        {"entry_id": f"t{number}", "person": "p", "date": day, "hours": hours, "line": "1"},
    )


def test_hours_may_be_rounded_by_entry_or_by_day(build: Build) -> None:
    # twice 0.1 h a day, up to quarters: 0.25 + 0.25, or 0.2 up to 0.25, at 100 an hour
    line = {
        "id": "1",
        "billing_method": "time_and_materials",
        "rates": [{"amount": "100", "unit": "hour"}],
        "increment": {"hours": "0.25"},
    }
    events = [worked(1, "2026-01-05", "0.1"), worked(2, "2026-01-05", "0.1")]
    (reading,) = build({**YEAR, "lines": [line]}, events).assumptions
    assert reading.pointer == "/lines/0/increment/per"
    assert [str(option.total) for option in reading.options] == ["50.00", "25.00", "25.00"]


def test_work_may_use_old_hours_or_new_ones_first(build: Build) -> None:
    # 10 h a month that live one month on. January uses 5: 5 stay. February uses 10: old ones first leaves 5 new
    # ones for March, new ones first leaves 5 old ones that lapse. March uses 15: 5 too many at 10.
    line = {
        "id": "1",
        "billing_method": "retainer",
        "amount": "100.00",
        "period": "month",
        "proration": "none",
        "included_hours": "10",
        "rollover": {"periods": 1},
        "overage_rate": "10",
    }
    events = [worked(1, "2026-01-05", "5"), worked(2, "2026-02-05", "10"), worked(3, "2026-03-05", "15")]
    (reading,) = build({**YEAR, "lines": [line]}, events).assumptions
    assert reading.pointer == "/lines/0/rollover/order"
    assert [str(option.total) for option in reading.options] == ["300.00", "350.00"]
