"""Memory of one process that extracts document after document: flat, or it leaks.

    python -m benchmarks.extract_memory [FOLDER] [--documents 500]

The files of the folder are taken again until there are enough. What the parent process holds is shown
after every tenth of them, in megabytes; children come and go with each document.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import sys
from pathlib import Path

from extractor import extract
from models.errors import DocumentError

ROOT = Path(__file__).resolve().parent.parent
KINDS = {".pdf", ".docx", ".txt"}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "samples")
    parser.add_argument("--documents", type=int, default=500)
    arguments = parser.parse_args()
    files = sorted(path for path in arguments.folder.rglob("*") if path.suffix in KINDS)
    if not files:
        raise SystemExit(f"no contracts under {arguments.folder}; give a folder that has some")
    step = max(arguments.documents // 10, 1)
    for number, path in enumerate(itertools.islice(itertools.cycle(files), arguments.documents), 1):
        try:
            extract(path.read_bytes(), path.name)
        except DocumentError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
        if number % step == 0 or number == 1:
            print(f"{number:>6} documents {resident():>8.1f} MB", flush=True)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1_000
    print(f"largest child {children:.0f} MB")


def resident() -> float:
    """What this process holds now, in megabytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1_000


if __name__ == "__main__":
    main()
