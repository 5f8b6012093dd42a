"""Build the sample contracts from samples/sources: `python -m samples.build [SLUG ...]`."""

from __future__ import annotations

import sys
from pathlib import Path

from samples.pdf import write_pdf
from samples.source import Source, read_source
from samples.word import write_docx

HERE = Path(__file__).parent


def main(slugs: list[str]) -> None:
    """Write samples/contracts/<slug>/contract.pdf or .docx of each source, or of those named."""
    for path in sorted((HERE / "sources").glob("*.txt")):
        if not slugs or path.stem in slugs:
            source = read_source(path)
            target = HERE / "contracts" / source.slug / f"contract.{source.form}"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(built(source))
            print(target.relative_to(HERE.parent))


def built(source: Source) -> bytes:
    """The contract's file."""
    return write_docx(source) if source.form == "docx" else write_pdf(source)


if __name__ == "__main__":
    main(sys.argv[1:])
