"""Generated contracts of three to five rules, on any day of the calendar, under events in any order.

`ENGROSS_CASES` says how many: 800 where it is not set, 100,000 in `make torture`.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.event import EVENT, Event
from models.schedule import Schedule
from models.terms import Terms
from rules import build_schedule
from tests.rules.conftest import make_event
from tests.rules.test_proofs import WORK, contracts, events_of, unproved, unsound

CASES = int(os.environ.get("ENGROSS_CASES", "800"))
SHARDS = 8  # for as many processes
TORTURE = settings(
    max_examples=max(CASES // SHARDS, 1),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
WRITTEN_FROM = date(2026, 1, 1)
STARTS = st.sampled_from(
    [date(year, month, 1) - timedelta(days=1) for year in (2023, 2024, 2028) for month in range(1, 13)]
) | st.dates(date(2000, 1, 1), date(2099, 12, 31))
"""Every month's last day of leap years and others, and any day."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def moved(value: Any, by: timedelta) -> Any:
    """The value with every date in it so much later."""
    if isinstance(value, dict):
        return {key: moved(inner, by) for key, inner in value.items()}
    if isinstance(value, list):
        return [moved(inner, by) for inner in value]
    if isinstance(value, str):
        return _ISO.sub(lambda found: (date.fromisoformat(found[0]) + by).isoformat(), value)
    return value


@st.composite
def cases(draw: Any) -> tuple[Terms, list[Event], date]:
    """Terms, events and the day to stand on."""
    terms = draw(contracts())
    by = draw(STARTS) - WRITTEN_FROM
    events = [moved(event.model_dump(mode="json"), by) for event in events_of(draw(WORK), terms, make_event)]
    return (
        Terms.model_validate(moved(terms, by)),
        [EVENT.validate_python(event) for event in events],
        WRITTEN_FROM + by + timedelta(days=draw(st.integers(-30, 800))),
    )


def digest(schedule: Schedule) -> str:
    return hashlib.sha256(schedule.model_dump_json().encode()).hexdigest()


@pytest.mark.parametrize("shard", range(SHARDS))
@TORTURE
@given(case=cases(), chance=st.randoms(use_true_random=False))
def test_any_order_repeats_and_pieces_of_the_events_give_one_sound_schedule(
    shard: int, case: tuple[Terms, list[Event], date], chance: Any
) -> None:
    terms, events, as_of = case
    schedule = build_schedule(terms, events, as_of=as_of)
    assert unproved(schedule) == []
    assert unsound(schedule) == []
    again = [*events, *chance.sample(events, chance.randint(0, len(events)))]
    chance.shuffle(again)
    assert build_schedule(terms, again, as_of=as_of) == schedule


COUNT = 40


def digests() -> list[str]:
    """The schedules of cases that are the same each time."""
    found: list[str] = []

    @settings(max_examples=COUNT, deadline=None, database=None, derandomize=True)
    @given(case=cases())
    def collect(case: tuple[Terms, list[Event], date]) -> None:
        terms, events, as_of = case
        found.append(digest(build_schedule(terms, events, as_of=as_of)))

    collect()
    return found


def test_hash_seed_time_zone_and_locale_change_nothing() -> None:
    def run(**environment: str) -> str:
        command = [sys.executable, "-c", "from tests.torture.test_torture import digests; print(digests())"]
        return subprocess.run(
            command, check=True, capture_output=True, text=True, env=os.environ | environment
        ).stdout

    places: Sequence[dict[str, str]] = (
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "99", "TZ": "America/St_Johns", "LC_ALL": "de_DE.UTF-8", "PYTHONUTF8": "1"},
    )
    outputs = {run(**place) for place in places}
    assert len(outputs) == 1
    assert len(outputs.pop()) > COUNT * 64
