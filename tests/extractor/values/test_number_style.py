from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.values.money import find_money
from extractor.values.number_style import NumberStyle, number_style, plain_notation


def _amounts(text: str) -> list[Decimal]:
    return [mention.amount for mention in find_money(plain_notation(text, number_style(text)))]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("The price is 1.234.567,89 EUR; support costs 9.100 EUR per month.", ["1234567.89", "9100"]),
        ("Licences at 9.100 EUR per month and training at 12.500 EUR per day.", ["9100", "12500"]),
        ("A fee of CHF 1'200 and a share of CHF 1'250.50.", ["1200", "1250.50"]),
        ("Rs. 12,50,000 now and Rs. 4,10,000.50 later", ["1250000", "410000.50"]),
        ("INR 1,48,000/- now and INR 2,60,000/- later", ["148000", "260000"]),
        ("1 234,50 € plus 961 000 €", ["1234.50", "961000"]),
        ("EUR 961 000 for the change", ["961000"]),
        ("120,50 € per day; 9.100 € per month; energy at 0,125 € per kWh", ["120.50", "9100", "0.125"]),
        ("$1.125 per gallon and $4.250 per drum", ["1.125", "4.250"]),
        ("$1,250.00 at signing; gas at $1.125 per gallon", ["1250.00", "1.125"]),
    ],
)
def test_the_document_tells_how_a_figure_is_read(text: str, amounts: list[str]) -> None:
    assert _amounts(text) == [Decimal(amount) for amount in amounts]


def test_percents_and_hours_follow_the_documents_style_and_references_stay() -> None:
    text = "Fee 1.250,50 EUR, interest 1,5 % for 37,5 hours under clause 3.1 as of 01.02.2024; order 4.711."
    assert plain_notation(text, number_style(text)) == (
        "Fee 1,250.50 EUR, interest 1.5 % for 37.5 hours under clause 3.1 as of 01.02.2024; order 4.711."
    )


def test_a_document_of_points_keeps_its_text() -> None:
    text = "Fee EUR 1,250.50, of which 9.125 EUR per unit and 1,5 hours."
    assert plain_notation(text, number_style(text)) == text


def test_a_figure_that_fills_a_cell_needs_no_currency() -> None:
    style = NumberStyle(decimal_comma=True)
    assert plain_notation(" 9.100 ", style, alone=True) == " 9,100 "
    assert plain_notation("9.100", style) == "9.100"


def test_plain_spaces_part_thousands_only_where_no_other_mark_does() -> None:
    text = "EUR 12,500 for 3 100 pieces; EUR 961 000"
    assert not number_style(text).spaced
