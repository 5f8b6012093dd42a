from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractor.candidates import Candidate
from extractor.find.dates import find_contract_dates
from extractor.find.term import find_term
from extractor.find.term_end import find_term_end
from extractor.segment import ContractText

DATED = 'This Agreement is dated as of March 1, 2019 (the "Effective Date"). '
CASES = [
    (
        f"{DATED}The term of this Agreement shall be three (3) years from the Effective Date.",
        "2022-03-01",
    ),
    (
        f"{DATED}The Term shall continue until the second (2nd) anniversary of the Effective Date.",
        "2021-03-01",
    ),
    (
        f"{DATED}The initial term ends on the day prior to the four-year anniversary of the date hereof.",
        "2023-02-28",
    ),
    (f"{DATED}The term of this Agreement shall be 24 months commencing on June 1, 2019.", "2021-06-01"),
    (
        (
            f'{DATED}Work begins on July 15, 2019 (the "Commencement Date"). The initial term is one year from the '
            "Commencement Date."
        ),
        "2020-07-15",
    ),
    (f"{DATED}The term of this Agreement shall be 24 months.", "2021-03-01"),
    (f"{DATED}The term of this Agreement shall be 24 months from the Launch Date.", None),
    (f"{DATED}The term of this Agreement shall be 24 months following acceptance of the Software.", None),
    (f"{DATED}The initial term is 24 months unless such other date is stated in Exhibit A.", None),
    (f"{DATED}Either party may terminate at any time.", None),
    ("The term of this Agreement shall be 24 months.", None),
]


@pytest.mark.parametrize(("text", "end"), CASES)
def test_a_term_ends_the_length_it_states_after_the_date_it_names(
    read: Callable[[Callable[[ContractText], list[Candidate]], str], dict[str, Any]],
    text: str,
    end: str | None,
) -> None:
    def find(contract: ContractText) -> list[Candidate]:
        found = [*find_contract_dates(contract), *find_term(contract)]
        made = list(find_term_end(contract, found))
        assert all(len(candidate.support) == 1 for candidate in made)
        return made

    assert read(find, text).get("/end_date") == end
