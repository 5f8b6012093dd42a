"""docs/errors.md is what the error classes themselves say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from api.error_catalogue import document, every_error, meaning
from models.errors import EngrossError

PAGE = Path(__file__).parents[2] / "docs" / "errors.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(), "run `make docs`"


def test_every_kind_of_error_says_for_itself_what_it_is_and_what_to_do() -> None:
    kinds = every_error()
    assert len(kinds) > 25
    for code, kind in kinds.items():
        assert {"code", "title", "advice", "__doc__"} <= set(vars(kind)), kind
        assert code == code.lower().replace(" ", "_")
        assert 400 <= kind.status < 600, kind
        assert meaning(kind).endswith("."), kind
        assert kind.advice.endswith("."), kind
        assert not kind.title.endswith("."), kind


def test_no_two_kinds_share_a_code() -> None:
    codes = [kind.code for kind in below(EngrossError) if "code" in vars(kind)]
    assert sorted(codes) == sorted(every_error())


def test_the_page_has_a_row_for_each() -> None:
    rows = [line.split("`")[1] for line in document().splitlines() if line.startswith("| `")]
    assert sorted(rows) == sorted(every_error())


def below(group: type[EngrossError]) -> Iterator[type[EngrossError]]:
    for kind in group.__subclasses__():
        yield kind
        yield from below(kind)
