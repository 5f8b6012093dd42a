"""Mutation score of the money core: the share of small errors that a test notices.

    python -m benchmarks.mutants [--of rules/lines/split.py ...] [--each 12] [--seed 1] [--processes 2]

From each module so many mutants are drawn (all with --each 0). One runs first against the tests that bear its
name and the examples of all rules, and where these notice nothing against all tests of models and rules.
Survivors are listed: each is a missing test or a change that changes nothing.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mutants.mutate import Mutant, mutants_of

ROOT = Path(__file__).resolve().parent.parent.parent
NOT_MONEY = {"__init__.py", "catalogue.py", "wording.py", "project.py"}
SECONDS = 240


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant of a module, and whether a test failed."""

    path: Path
    mutant: Mutant
    noticed: bool


def main() -> None:
    """Print survivors and the score."""
    arguments = parse()
    paths = [Path(name) for name in arguments.of] or money_core()
    chance = random.Random(arguments.seed)  # noqa: S311 - a draw that can be repeated
    drawn = [(path, mutant) for path in paths for mutant in draw(path, arguments.each, chance)]
    survivors = 0
    with ThreadPoolExecutor(arguments.processes) as pool:
        for number, trial in enumerate(pool.map(lambda one: tried(*one), drawn), 1):
            if not trial.noticed:
                survivors += 1
                where = f"{trial.path}:{trial.mutant.line}"
                print(f"{where}: {trial.mutant.change} survives (#{trial.mutant.number})", flush=True)
            print(f"{number} of {len(drawn)}, {survivors} survive", end="\r", file=sys.stderr, flush=True)
    score = 1 - survivors / len(drawn)
    print(f"{len(drawn)} mutants of {len(paths)} modules, {survivors} survive: score {score:.3f}")


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--of", nargs="*", default=[], help="Modules; all that reckon with money if absent.")
    parser.add_argument("--each", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


def money_core() -> list[Path]:
    """models/money.py and every rule."""
    rules = (path.relative_to(ROOT) for path in (ROOT / "rules").glob("*.py"))
    return [Path("models/money.py"), *sorted(path for path in rules if path.name not in NOT_MONEY)]


def draw(path: Path, each: int, chance: random.Random) -> list[Mutant]:
    """So many mutants of a module, in order."""
    found = mutants_of((ROOT / path).read_text(encoding="utf-8"))
    return sorted(chance.sample(found, min(each or len(found), len(found))), key=lambda one: one.number)


def tried(path: Path, mutant: Mutant) -> Trial:
    """Run the near tests, then all."""
    near = [*ROOT.glob(f"tests/**/test_{path.stem}*.py"), ROOT / "tests/rules/test_examples.py"]
    noticed = fails(path, mutant, near) or fails(path, mutant, [ROOT / "tests/rules", ROOT / "tests/models"])
    return Trial(path, mutant, noticed)


def fails(path: Path, mutant: Mutant, tests: list[Path]) -> bool:
    """Whether a test fails, or none ends in time."""
    module = ".".join(path.with_suffix("").parts)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "benchmarks.mutants.plugin",
        "-p",
        "no:cacheprovider",
    ]
    try:
        done = subprocess.run(
            [*command, *map(str, tests)],
            cwd=ROOT,
            env=os.environ | {"MUTANT": f"{module}:{mutant.number}", "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


if __name__ == "__main__":
    main()
