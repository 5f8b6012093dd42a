"""Fuzz the readers and finders: `python -m tests.fuzz --count 20000`.

Prints what became of the inputs, and every one that failed; `--one N` runs the N-th outside the cage, with its
traceback. The same numbers are the same inputs.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.fuzz.check import FAILED, Outcome, check_batch, check_in_cage
from tests.fuzz.inputs import fuzz_input

BATCH = 20


def main() -> int:
    """0 if every input was read or refused, else 1."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--one", type=int)
    given = parser.parse_args()
    if given.one is not None:
        print(check_in_cage(*fuzz_input(given.one, seed=given.seed)))
        return 0
    counts: Counter[str] = Counter()
    started = time.monotonic()
    for outcome in outcomes(given.first, given.count, seed=given.seed, jobs=given.jobs):
        counts[f"{outcome.kind} {outcome.result}"] += 1
        if counts.total() % 1000 == 0:
            print(f"{counts.total()} inputs, {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
        if outcome.result == FAILED:
            print(f"{outcome.number} {outcome.kind}: {outcome.reason[:300]}", flush=True)
    for name, count in sorted(counts.items()):
        print(f"{name:20}{count:>8}")
    failed = sum(count for name, count in counts.items() if name.endswith(FAILED))
    print(f"{given.count} inputs, {failed} failed, {time.monotonic() - started:.0f} s")
    return 1 if failed else 0


def outcomes(first: int, count: int, *, seed: int = 1, jobs: int = 2) -> Iterator[Outcome]:
    """The outcomes of the inputs, in order."""
    starts = range(first, first + count, BATCH)
    sizes = [min(BATCH, first + count - start) for start in starts]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for found in pool.map(check_batch, starts, sizes, [seed] * len(sizes)):
            yield from found


if __name__ == "__main__":
    sys.exit(main())
