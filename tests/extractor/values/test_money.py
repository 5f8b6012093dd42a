from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.values.money import dollar_currency, find_money
from extractor.values.number_words import find_word_numbers


@pytest.mark.parametrize(
    ("text", "quote", "amount", "currency"),
    [
        ("a fee of $1,234.56 is due", "$1,234.56", "1234.56", None),
        ("USD 1,234", "USD 1,234", "1234", "USD"),
        ("US$ 5 each", "US$ 5", "5", "USD"),
        ("EUR 1.234.567,89", "EUR 1.234.567,89", "1234567.89", "EUR"),
        ("CHF 1'200.00", "CHF 1'200.00", "1200.00", "CHF"),
        ("Rs. 12,50,000", "Rs. 12,50,000", "1250000", "INR"),
        ("£1million", "£1million", "1000000", "GBP"),
        ("JPY 10,000,000", "JPY 10,000,000", "10000000", "JPY"),
        ("USD 1.2 million", "USD 1.2 million", "1200000.0", "USD"),
        ("$5k per seat", "$5k", "5000", None),
        ("1 234,56 €", "1 234,56 €", "1234.56", "EUR"),
        ("2,000 Euros", "2,000 Euros", "2000", "EUR"),
        ("Fifty Thousand Dollars", "Fifty Thousand Dollars", "50000", None),
        ("ten thousand dollars ($10,000) in all", "ten thousand dollars ($10,000)", "10000", None),
        ("Seven Million and 00/100 Dollars ($7,000,000.00)", "Seven Million and 00/100 Dollars ($7,000,000.00)", "7000000.00", None),
        ("Four and One-Half Million Dollars ($4,500,000)", "Four and One-Half Million Dollars ($4,500,000)", "4500000", None),
        ("$[125.00 per hour]", "$[125.00", "125.00", None),
        ("$1.125 per gallon", "$1.125", "1.125", None),
        ("$.50 per minute", "$.50", "0.50", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_in_every_notation(
    text: str, quote: str, amount: str, currency: str | None
) -> None:
    (mention,) = find_money(text)
    assert text[mention.span.start : mention.span.end] == quote
    assert mention.amount == Decimal(amount)
    assert mention.currency == currency
    assert mention.words_amount is None


def test_words_that_contradict_the_figures_are_kept_beside_them() -> None:
    (mention,) = find_money("Seventy Thousand Dollars ($75,000)")
    assert (mention.amount, mention.words_amount) == (Decimal(75000), Decimal(70000))


@pytest.mark.parametrize("text", ["$____", "[***]", "$[***]", "thirty (30) days", "Section 12.3", "50 hours"])
def test_what_is_blank_or_not_money_is_no_amount(text: str) -> None:
    assert find_money(text) == []


def test_a_point_before_three_digits_is_a_misprinted_comma_and_doubtful() -> None:
    (mention,) = find_money("a total of $83.800.")
    assert (mention.amount, mention.doubtful) == (Decimal(83800), True)


def test_an_s_before_grouped_digits_is_a_doubtful_dollar() -> None:
    (mention,) = find_money("the sum of (S 12,500.00)")
    assert (mention.amount, mention.doubtful) == (Decimal("12500.00"), True)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("$5,000 (all amounts in Canadian dollars)", "CAD"),
        ("governed by the laws of New South Wales. Fee: $100", "AUD"),
        ("$100 in U.S. dollars", "USD"),
        ("Fee: $100", "USD"),
    ],
)
def test_a_bare_dollar_is_what_the_document_says(text: str, currency: str) -> None:
    assert dollar_currency(text) == currency


@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False))
def test_every_written_amount_reads_back_to_itself(amount: Decimal) -> None:
    (mention,) = find_money(f"a fee of USD {amount:,.2f} is due")
    assert mention.amount == amount


@given(st.text(alphabet="$€£ 0123456789.,'()andthousandollrs\n", max_size=200))
def test_every_mention_lies_in_the_text_and_none_overlap(text: str) -> None:
    mentions = find_money(text)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("thirty-two thousand seven hundred and twenty-seven", 32727),
        ("One-Hundred Thousand", 100000),
        ("two and a half million", 2500000),
        ("NINETY\nSEVEN", 97),
    ],
)
def test_number_words_are_one_number(text: str, value: int) -> None:
    (number,) = find_word_numbers(text)
    assert number.value == value


def test_points_after_a_leading_zero_are_read_as_far_as_they_go() -> None:
    assert [money.amount for money in find_money("0.883.789 USD and 0.883 USD")] == [
        Decimal(883789),
        Decimal("0.883"),
    ]


def test_a_point_before_thousands_stays_one_where_a_comma_shows_the_cents() -> None:
    assert [mention.amount for mention in find_money("€ 10.000,00 each")] == [Decimal("10000.00")]


def test_the_letter_that_begins_the_next_line_is_no_scale() -> None:
    found = find_money("M1 Kick-off USD 15,000\nM2 Prototype USD 15,000 B Release $5m and $1,250 million")
    assert [mention.amount for mention in found] == [
        Decimal(15000),
        Decimal(15000),
        Decimal(5_000_000),
        Decimal(1_250_000_000),
    ]
