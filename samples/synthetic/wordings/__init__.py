"""The wordings of every term, read from the text files beside this module.

'[term]' opens a term's list; each line after it is a wording. ' => {...}' after a wording are the facts that it
states beyond the values it is given, ' ~ {...}' other readings that a fair reviewer would accept, both by pointer.
A line's place is its id, so new ones go to the end of a list. The files in `unseen` hold the lists of split c, of
the same terms and of the headings and layouts that have no list of their own here.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from samples.synthetic.draw import SampleWording

_HERE = Path(__file__).parent


@cache
def wordings(term: str) -> tuple[SampleWording, ...]:
    """The wordings of a term, in order of their ids."""
    return _read(_HERE)[term]


def unseen(term: str) -> tuple[SampleWording, ...]:
    """The wordings of a term in split c, in order of their ids; none where it has no list."""
    return _read(_HERE / "unseen").get(term, ())


@cache
def _read(folder: Path) -> dict[str, tuple[SampleWording, ...]]:
    found: dict[str, tuple[SampleWording, ...]] = {}
    for path in sorted(folder.glob("*.txt")):
        term = ""
        for line in filter(None, path.read_text(encoding="utf-8").splitlines()):
            if line.startswith("["):
                term = line.strip("[]")
                found.setdefault(term, ())
            else:
                found[term] += (_wording(line),)
    return found


def _wording(line: str) -> SampleWording:
    line, _, others = line.partition(" ~ {")
    line, _, facts = line.partition(" => {")
    return SampleWording(
        line, json.loads("{" + facts) if facts else {}, json.loads("{" + others) if others else {}
    )
