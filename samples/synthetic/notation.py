"""How amounts, percents, dates and counts are written in different countries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
WESTERN = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"))
INDIAN = ((10**7, "crore"), (10**5, "lakh"), (1000, "thousand"))
MONTHS = ("January February March April May June July August September October November December").split()


def in_words(number: int, *, joined: str = " ", scales: tuple[tuple[int, str], ...] = WESTERN) -> str:
    """The number in English words; `joined` stands between hundreds and tens (' and ' in Britain)."""
    for size, name in scales:
        if number >= size:
            head = f"{in_words(number // size, joined=joined, scales=scales)} {name}"
            rest = number % size
            return head if not rest else f"{head} {in_words(rest, joined=joined, scales=scales)}"
    if number >= 100:
        head = f"{ONES[number // 100]} hundred"
        return head if not number % 100 else f"{head}{joined}{in_words(number % 100)}"
    if number >= 20:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"


def western(amount: Decimal, *, cents: bool = True) -> str:
    """1,234,567.89; without cents where there are none to show."""
    return f"{amount:,.2f}" if cents or amount % 1 else f"{amount:,.0f}"


def continental(amount: Decimal, *, cents: bool = True) -> str:
    """1.234.567,89."""
    return western(amount, cents=cents).translate(str.maketrans(",.", ".,"))


def swiss(amount: Decimal, *, cents: bool = True) -> str:
    """1'234'567.89."""
    return western(amount, cents=cents).replace(",", "'")


def spaced(amount: Decimal, *, cents: bool = True) -> str:
    """1 234 567,89 with no-break spaces."""
    return western(amount, cents=cents).translate(str.maketrans(",.", "\u00a0,"))


def indian(amount: Decimal, *, cents: bool = True) -> str:
    """12,34,567.89."""
    whole, _, rest = western(amount, cents=cents).replace(",", "").partition(".")
    head, tail = whole[:-3], whole[-3:]
    groups: list[str] = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*groups, tail]) + (f".{rest}" if rest else "")


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _scaled(amount: Decimal, size: int, name: str, otherwise: str) -> str:
    """'1.2 million', where that is exact and short."""
    value = amount / size
    return f"{_plain(value)} {name}" if value >= 1 and len(_plain(value)) <= 4 else otherwise


Money = Callable[[Decimal], str]


def style(before: str, digits: Callable[..., str], after: str = "", *, cents: bool) -> Money:
    """An amount between what stands before and after it."""
    return lambda amount: f"{before}{digits(amount, cents=cents)}{after}"


def words_and(figures: Money, unit: str, *, joined: str = " ", indian_scale: bool = False) -> Money:
    """'one hundred twenty-five thousand dollars ($125,000.00)'."""
    scales = INDIAN if indian_scale else WESTERN

    def write(amount: Decimal) -> str:
        if amount % 1 or amount < 100:
            return figures(amount)
        spelled = in_words(int(amount), joined=joined, scales=scales)
        if indian_scale:
            return f"Rupees {spelled.title()} only ({figures(amount)})"
        return f"{spelled} {unit} ({figures(amount)})"

    return write


def scaled(before: str, size: int, name: str, figures: Money, after: str = "") -> Money:
    """'USD 1.2 million' where exact, else the figures."""
    return lambda amount: (
        f"{before}{_scaled(amount, size, name, '')}{after}"
        if _scaled(amount, size, name, "")
        else figures(amount)
    )


_DOLLARS = style("$", western, cents=True)
_POUNDS = style("£", western, cents=False)
_RUPEES = style("Rs. ", indian, "/-", cents=False)
MONEY: dict[str, tuple[Money, ...]] = {
    "USD": (
        style("$", western, cents=False),
        _DOLLARS,
        style("US$", western, cents=False),
        style("USD ", western, cents=True),
        style("$ ", western, cents=True),
        style("US $", western, cents=True),
        style("", western, " USD", cents=False),
        style("USD ", western, cents=False),
    ),
    "GBP": (
        style("£", western, cents=True),
        _POUNDS,
        style("GBP ", western, cents=True),
        style("GBP ", western, cents=False),
        style("GBP£", western, cents=False),
        style("£ ", western, cents=False),
    ),
    "EUR": (
        style("EUR ", continental, cents=True),
        style("€", continental, cents=True),
        style("€ ", continental, cents=True),
        style("€", western, cents=False),
        style("", continental, " EUR", cents=True),
        style("€ ", continental, cents=False),
        style("", spaced, "\u00a0€", cents=True),
        style("EUR ", western, cents=True),
        style("", continental, " €", cents=True),
        style("EUR ", spaced, cents=False),
    ),
    "CHF": (
        style("CHF ", swiss, cents=False),
        style("CHF ", swiss, cents=True),
        style("SFr. ", swiss, cents=True),
        style("CHF ", western, cents=True),
        style("", swiss, " CHF", cents=True),
    ),
    "INR": (
        style("Rs. ", indian, cents=False),
        _RUPEES,
        style("INR ", indian, cents=False),
        style("INR ", indian, "/-", cents=False),
        style("Rs.", indian, cents=True),
        style("INR ", western, cents=True),
    ),
    "CAD": (
        style("C$", western, cents=False),
        style("CAD ", western, cents=True),
        style("CDN$", western, cents=True),
        style("CAD $", western, cents=False),
        style("$", western, " CAD", cents=True),
    ),
    "AUD": (
        style("A$", western, cents=False),
        style("AUD ", western, cents=True),
        style("AU$", western, cents=True),
        style("AUD$", western, cents=False),
        style("$", western, " AUD", cents=False),
    ),
}
FORMAL: dict[str, tuple[Money, ...]] = {
    "USD": (
        words_and(_DOLLARS, "dollars"),
        scaled("USD ", 10**6, "million", _DOLLARS),
        words_and(style("US$", western, cents=False), "United States Dollars"),
        scaled("$", 10**6, "million", _DOLLARS),
        lambda amount: (
            words_and(_DOLLARS, "dollars")(amount).title().replace(" Dollars", " and 00/100 Dollars")
        ),
        lambda amount: words_and(_DOLLARS, "dollars")(amount).upper(),
    ),
    "GBP": (
        words_and(_POUNDS, "pounds sterling", joined=" and "),
        scaled("£", 10**6, "million", _POUNDS),
        lambda amount: f"{_POUNDS(amount)} ({in_words(int(amount), joined=' and ')} pounds)",
    ),
    "EUR": (
        words_and(style("EUR ", western, cents=True), "euros", joined=" and "),
        scaled("EUR ", 10**6, "million", style("EUR ", continental, cents=True)),
        words_and(style("€ ", continental, cents=True), "Euro"),
    ),
    "CHF": (
        words_and(style("CHF ", swiss, cents=True), "Swiss francs", joined=" and "),
        scaled("CHF ", 10**6, "million", style("CHF ", swiss, cents=False)),
    ),
    "INR": (
        words_and(_RUPEES, "", joined=" and ", indian_scale=True),
        scaled("Rs. ", 10**5, "lakh", _RUPEES),
        scaled("INR ", 10**7, "crore", _RUPEES),
        scaled("Rs. ", 10**5, "lakhs", _RUPEES),
    ),
    "CAD": (words_and(style("CAD $", western, cents=False), "Canadian dollars"),),
    "AUD": (words_and(style("A$", western, cents=False), "Australian dollars", joined=" and "),),
}

Written = Callable[[date], str]


def _month(day: date) -> str:
    return MONTHS[day.month - 1]


DATES: dict[str, Written] = {
    "us_long": lambda d: f"{_month(d)} {d.day}, {d.year}",
    "us_ordinal": lambda d: f"{_month(d)} {ordinal(d.day)}, {d.year}",
    "us_short": lambda d: f"{_month(d)[:3]}. {d.day}, {d.year}" if d.month != 5 else f"May {d.day}, {d.year}",
    "us_slashed": lambda d: f"{d.month:02d}/{d.day:02d}/{d.year}",
    "us_bare": lambda d: f"{d.month}/{d.day}/{d.year}",
    "us_two_digits": lambda d: f"{d.month:02d}/{d.day:02d}/{d.year % 100:02d}",
    "world_long": lambda d: f"{d.day} {_month(d)} {d.year}",
    "world_padded": lambda d: f"{d.day:02d} {_month(d)} {d.year}",
    "world_ordinal": lambda d: f"{ordinal(d.day)} {_month(d)} {d.year}",
    "world_comma": lambda d: f"{d.day} {_month(d)}, {d.year}",
    "world_short": lambda d: f"{d.day:02d}-{_month(d)[:3]}-{d.year}",
    "world_abbreviated": lambda d: f"{d.day} {_month(d)[:3]} {d.year}",
    "world_slashed": lambda d: f"{d.day:02d}/{d.month:02d}/{d.year}",
    "dotted": lambda d: f"{d.day:02d}.{d.month:02d}.{d.year}",
    "dotted_long": lambda d: f"{d.day}. {_month(d)} {d.year}",
    "iso": lambda d: d.isoformat(),
    "day_of": lambda d: f"the {ordinal(d.day)} day of {_month(d)}, {d.year}",
    "day_of_plain": lambda d: f"the {ordinal(d.day)} day of {_month(d)} {d.year}",
    "of_month": lambda d: f"the {ordinal(d.day)} of {_month(d)} {d.year}",
}
NUMERIC = {"us_slashed", "us_bare", "us_two_digits", "world_slashed", "dotted"}


def days_in(number: int, unit: str, form: int) -> str:
    """A count of days or months in one of eight forms; `unit` in the singular."""
    plural = unit if number == 1 else f"{unit}s"
    spelled = in_words(number)
    return (
        f"{number} {plural}",
        f"{spelled} ({number}) {plural}",
        f"{spelled} {plural}",
        f"{number} ({spelled}) {plural}",
        f"{number} calendar {plural}" if unit == "day" else f"{number} {plural}",
        f"{spelled} ({number}) calendar {plural}" if unit == "day" else f"{spelled} ({number}) {plural}",
        f"{number} {plural}",
        f"{spelled.upper()} ({number}) {plural.upper()}",
    )[form]


def percent_in(percent: Decimal, form: int) -> str:
    """A percent in one of six forms."""
    plain = _plain(percent)
    whole = percent % 1 == 0
    spelled = in_words(int(percent)) if whole else f"{in_words(int(percent))} and one-half"
    if not whole and percent % 1 != Decimal("0.5"):
        spelled = plain
    return (
        f"{plain}%",
        f"{plain} %",
        f"{plain} percent",
        f"{spelled} percent ({plain}%)",
        f"{plain} per cent",
        f"{spelled} per cent ({plain}%)",
    )[form]
