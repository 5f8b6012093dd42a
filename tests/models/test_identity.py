from __future__ import annotations

import random
from collections.abc import Sequence
from threading import Thread
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from models.identity import COUNTER_BITS, TimeOrdered

MILLISECONDS = st.integers(0, (1 << 48) - 2)


def at(times: Sequence[int], seed: int = 0) -> TimeOrdered:
    """Ids made at these times, one each."""
    return TimeOrdered(iter(times).__next__, random.Random(seed).getrandbits)  # noqa: S311 - repeatable


def test_the_parts_stand_where_rfc_9562_puts_them() -> None:
    """Appendix A.6: 22 February 2022, with the example's own random bits."""
    bits = iter([0xCC3 << 30 | 0x18C4DC0C, 0x0C07398F])
    made = TimeOrdered(lambda: 0x017F22E279B0, lambda _: next(bits)).make()
    assert made == UUID("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")


@given(MILLISECONDS, st.integers())
def test_an_id_tells_its_version_and_its_millisecond(time: int, seed: int) -> None:
    made = at([time], seed).make()
    assert (made.version, made.variant, made.int >> 80) == (7, RFC_4122, time)


@given(st.lists(MILLISECONDS, min_size=2), st.integers())
def test_each_id_is_after_the_one_before_whatever_the_clock_does(times: list[int], seed: int) -> None:
    ids = at(times, seed)
    made = [ids.make().hex for _ in times]
    assert made == sorted(set(made))


def test_a_counter_that_is_full_runs_over_into_the_milliseconds() -> None:
    starts = iter([(1 << COUNTER_BITS) - 1, 0, 0, 0])
    ids = TimeOrdered(lambda: 5, lambda _: next(starts))
    assert [ids.make().int >> 80 for _ in range(2)] == [5, 6]


def test_each_id_of_a_millisecond_ends_in_random_bits_of_its_own() -> None:
    bits = iter([0, 0xAAAAAAAA, 0, 0xBBBBBBBB])
    ids = TimeOrdered(lambda: 1, lambda _: next(bits))
    assert [ids.make().hex[-8:] for _ in range(2)] == ["aaaaaaaa", "bbbbbbbb"]


def test_threads_never_get_the_same_id() -> None:
    ids = TimeOrdered(lambda: 1, lambda _: 0)
    made: list[UUID] = []
    threads = [Thread(target=lambda: made.extend(ids.make() for _ in range(500))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 2000
