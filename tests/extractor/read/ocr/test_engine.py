from __future__ import annotations

import stat
from pathlib import Path

import numpy as np
import pytest

from extractor.read.ocr import engine
from extractor.read.ocr.engine import RecognisedWord, open_engine, read_line, read_words
from extractor.read.ocr.letters import character_boxes, level_lines
from extractor.read.ocr.noise import without_noise, without_rule_marks
from extractor.read.ocr.tesseract_command import TesseractCommand
from extractor.read.ocr.upright import Frame
from models.errors import DamagedDocument

PAPER = np.full((40, 200), 255, dtype=np.uint8)
TABLE = "5\t1\t1\t1\t1\t1\t10\t12\t50\t20\t91.5\tFee\n5\t1\t1\t1\t1\t2\t70\t12\t60\t20\t88.0\t\u201cA\u2019\u2019\n"


def program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program named tesseract on the path, and hide the package."""
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    monkeypatch.setattr(engine, "has_package", lambda: False)


def test_program_on_the_path_reads_where_the_package_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "table").write_text(TABLE, encoding="utf-8")
    program(tmp_path, f'cat >/dev/null; echo "$@" > {tmp_path}/asked; cat {tmp_path}/table', monkeypatch)
    found = open_engine()
    assert isinstance(found, TesseractCommand)
    first, second = read_words(found, PAPER, 200)
    assert (first.text, first.x0, first.bottom, first.confidence) == ("Fee", 10, 32, 91.5)
    assert second.text == '“A"'
    read_line(found, PAPER, 150)
    assert (tmp_path / "asked").read_text().split() == "- - -l eng --dpi 150 --psm 7 tsv".split()


def test_program_that_fails_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "echo 'no language data' >&2; exit 1", monkeypatch)
    with pytest.raises(DamagedDocument, match="no language data"):
        read_words(open_engine(), PAPER, 200)


def reading(
    text: str, x0: float, x1: float, *, top: float = 10, bottom: float = 30, sure: float = 90
) -> RecognisedWord:
    return RecognisedWord(text, sure, (1, 1, 1), x0, top, x1, bottom)


def test_words_of_a_line_get_one_height() -> None:
    levelled = level_lines(
        [
            reading("Total", 0, 50),
            reading("sum", 60, 90, top=15),
            reading("page", 100, 150, top=15, bottom=36),
        ]
    )
    assert len({(one.top, one.bottom) for one in levelled}) == 1


def test_character_boxes_fill_the_word() -> None:
    boxes = list(character_boxes("mil", (0.0, 0.0, 25.0, 10.0)))
    assert boxes == [(0.0, 0.0, 15.0, 10.0), (15.0, 0.0, 20.0, 10.0), (20.0, 0.0, 25.0, 10.0)]


def test_remains_of_a_rule_are_no_words_nor_part_of_one() -> None:
    assert without_noise([reading("|", 5, 8), reading("Fee", 20, 60)]) == [reading("Fee", 20, 60)]
    rule = (0, 0, 4, 100)
    (kept,) = without_rule_marks([reading("“M2", 8, 38)], [rule])
    assert (kept.text, kept.x0) == ("M2", 18.0)
    assert without_rule_marks([reading("“M2", 60, 90)], [rule])[0].text == "“M2"


@pytest.mark.parametrize(
    ("turn", "expected"),
    [
        (0, (10.0, 20.0, 30.0, 25.0)),
        (90, (75.0, 10.0, 80.0, 30.0)),
        (180, (70.0, 175.0, 90.0, 180.0)),
        (270, (20.0, 170.0, 25.0, 190.0)),
    ],
)
def test_box_of_a_turned_image_lies_on_the_shown_page(turn: int, expected: tuple[float, ...]) -> None:
    frame = Frame(scale=1.0, width=100, height=200, turn=turn)
    assert frame.to_page((10.0, 20.0, 30.0, 25.0)) == expected
