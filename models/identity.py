"""Ids that sort by the time they were made: UUIDs of version 7 (RFC 9562, section 5.7)."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from uuid import UUID

COUNTER_BITS = 42
RANDOM_BITS = 32


class TimeOrdered:
    """Makes ids each greater than the one before, also within a millisecond or when the clock is set back.

    The twelve bits after the version and the first thirty after the variant are a counter with a random
    start, whose overflow goes into the milliseconds; the last thirty-two bits are random (section 6.2,
    method 1).
    """

    def __init__(self, milliseconds: Callable[[], int], random_bits: Callable[[int], int]) -> None:
        self._milliseconds = milliseconds
        self._random_bits = random_bits
        self._last = -1
        self._lock = Lock()

    def make(self) -> UUID:
        """The next id."""
        start = self._random_bits(COUNTER_BITS - 1)
        with self._lock:
            self._last = max(self._last + 1, self._milliseconds() << COUNTER_BITS | start)
            place = self._last
        time_and_high, low = divmod(place, 1 << 30)
        time, high = divmod(time_and_high, 1 << 12)
        tail = low << RANDOM_BITS | self._random_bits(RANDOM_BITS)
        return UUID(int=time << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | tail)
