"""Write synthetic contracts with their labels: `python -m samples.synthetic OUT --count 200 --seed 1`.

OUT gets text/, docx/ and pdf/ with the contracts, labels/NAME.json in the flat form that `engross evaluate` and
other scorers read, terms/NAME.json with the full terms, and meta/NAME.json with the wordings that each one uses.
"""

from __future__ import annotations

import argparse
import json
import zlib
from pathlib import Path
from typing import Any

from samples.synthetic.compose import SampleDocument, compose
from samples.synthetic.draw import Split
from samples.synthetic.write_docx import write_docx
from samples.synthetic.write_pdf import scanned, write_pdf
from samples.synthetic.write_text import write_text

KINDS = ("docx", "pdf", "txt", "scan")
FOLDERS = {"docx": "docx", "pdf": "pdf", "txt": "text", "scan": "pdf"}


def main(arguments: list[str] | None = None) -> None:
    """Write the files that the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default="docx,pdf,txt", help="of docx, pdf, txt, scan")
    parser.add_argument("--split", choices=("a", "b", "c", "all"), default="all")
    given = parser.parse_args(arguments)
    kinds = given.kinds.split(",")
    if unknown := set(kinds) - set(KINDS):
        parser.error(f"no such kind: {', '.join(sorted(unknown))}; there are {', '.join(KINDS)}")
    write_set(given.out, count=given.count, seed=given.seed, kinds=kinds, split=given.split)
    print(f"{given.count} contracts in {given.out}")


def write_set(out: Path, *, count: int, seed: int, kinds: list[str], split: Split = "all") -> None:
    """Write a set of contracts, the kinds in turn."""
    for number in range(count):
        document = compose(number, seed=seed, medium=kinds[number % len(kinds)], split=split)
        write_document(out, document)


def write_document(out: Path, document: SampleDocument) -> None:
    """Write one contract and what is known of it."""
    name, medium = document.paper.name, document.medium
    suffix = "pdf" if medium == "scan" else medium
    _put(out / FOLDERS[medium] / f"{name}.{suffix}", file_of(document))
    for folder, data in (("labels", document.label), ("terms", document.terms), ("meta", document.meta)):
        _put(out / folder / f"{name}.json", _as_json(data))


def file_of(document: SampleDocument) -> bytes:
    """The contract's file."""
    match document.medium:
        case "docx":
            return write_docx(document.paper)
        case "txt":
            return write_text(document.paper)
        case "scan":
            return scanned(write_pdf(document.paper), seed=zlib.crc32(document.paper.name.encode()))
        case _:
            return write_pdf(document.paper)


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _as_json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()


if __name__ == "__main__":
    main()
