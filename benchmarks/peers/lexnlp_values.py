"""LexNLP's typed values of texts; runs under Python 3.8 in an environment of its own.

Reads JSON Lines {"name", "text"} and writes {"name", "seconds", "values": [{"kind", "start", "value", "unit"}]}.

A machine without the locale en_US gets its conventions by hand. Texts are given paragraph by paragraph, for
LexNLP tags all that follows each number.
"""

import json
import locale
import re
import sys
import time
import warnings

warnings.filterwarnings("ignore")

from lexnlp.extract.en import (
    dates,
    durations,
    money,
    percents,
)


def supply_locale():
    """The conventions of en_US where the machine has no such locale."""
    try:
        locale.setlocale(locale.LC_ALL, "en_US.UTF-8")
    except locale.Error:
        conventions = dict(locale.localeconv(), decimal_point=".", thousands_sep=",", grouping=[3, 3, 0])
        locale.setlocale = lambda *_: "C"
        locale.localeconv = lambda: conventions


def values(text):
    """Every typed value of a text with its place, paragraph by paragraph."""
    at = 0
    for paragraph in re.split(r"(\n\s*\n)", text):
        for found in paragraph_values(paragraph):
            yield dict(found, start=found["start"] + at)
        at += len(paragraph)


def paragraph_values(text):
    """Every typed value of a paragraph."""
    for found in dates.get_date_annotations(text):
        yield {"kind": "date", "start": found.coords[0], "value": str(found.date)[:10], "unit": None}
    for found in money.get_money_annotations(text):
        yield {"kind": "money", "start": found.coords[0], "value": str(found.amount), "unit": found.currency}
    for found in durations.get_duration_annotations(text):
        days = str(found.duration_days)
        yield {"kind": "days", "start": found.coords[0], "value": days, "unit": found.duration_type}
    for found in percents.get_percent_annotations(text):
        yield {"kind": "percent", "start": found.coords[0], "value": str(found.amount), "unit": None}


def main():
    """Texts in, values out."""
    supply_locale()
    list(values("Warm up: March 3, 2020, $5,000, thirty (30) days, 5%."))
    for line in sys.stdin:
        given = json.loads(line)
        begun = time.process_time()
        found = list(values(given["text"]))
        print(
            json.dumps({"name": given["name"], "values": found, "seconds": time.process_time() - begun}),
            flush=True,
        )


if __name__ == "__main__":
    main()
