"""How time is counted: hours in a day, the step that hours are rounded to, overtime.

**Clause:** 'A day is eight (8) hours. Time is recorded in quarter-hour increments. Hours in excess of 40 per
week are billed at 1.5 times the rate.'
**Value:** hours_per_day 8, increment 0.25, overtime past 40 hours a week at 1.5.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from models.document import Span

_I = re.IGNORECASE
_DAY = re.compile(
    r"\b(?:(?:a|one|each|per)\s(?:working |business |standard |billable |full )?day\s(?:is|means|consists of|comprises|equals|being|of)"
    r"|(?:daily rates?|day rates?)\s(?:is|are)\sbased on|(?:working|business|standard)\sday\sof)\s"
    r"(?:an?\s)?(?:[a-z]{3,6}(?: and (?:a|one) half)?\s)?\(?(?P<hours>\d{1,2}(?:\.\d{1,2})?)\)?[\s-]hours?",
    _I,
)
_STEP = re.compile(
    r"\b(?:(?:increments?|units?)\sof\s(?P<of>[\w./ -]{2,30}?(?:hours?|minutes?))"
    r"|(?P<size>[\w./]{1,12}(?:[\s-](?:of an))?[\s-](?:hour|minute)s?)\sincrements?)",
    _I,
)
_OVERTIME = re.compile(
    r"(?:in excess of|over|beyond|more than|exceeding)\s(?:[a-z]{3,8}\s)?\(?(?P<hours>\d{1,2})\)?\shours\s(?:per|in a|in any|a|each)\s(?P<per>day|week|workweek)"
    r"[^.;]{0,110}?(?P<times>\d(?:\.\d{1,2})?)\s?(?:x|times)",
    _I,
)
_STEPS = {
    "quarter": "0.25", "half": "0.5", "tenth": "0.1", "one-tenth": "0.1", "six": "0.1", "6": "0.1", "15": "0.25",
    "fifteen": "0.25", "30": "0.5", "thirty": "0.5", "1/4": "0.25", "1/10": "0.1", "0.25": "0.25", ".25": "0.25",
    "0.5": "0.5", "0.1": "0.1", "one-quarter": "0.25", "quarter-hour": "0.25", "half-hour": "0.5", "10": None,
}  # fmt: skip


def read_time_terms(text: str) -> tuple[dict[str, Any], dict[str, Span]]:
    """The terms of a time line and their places; empty where the text has none."""
    values: dict[str, Any] = {}
    spans: dict[str, Span] = {}
    day = _DAY.search(text)
    if day:
        values["hours_per_day"], spans["hours_per_day"] = Decimal(day["hours"]), Span(*day.span())
    for step in _STEP.finditer(text):
        hours = _step_hours((step["of"] or step["size"]).lower())
        if hours:
            values["increment"], spans["increment"] = {"hours": hours}, Span(*step.span())
            break
    overtime = _OVERTIME.search(text)
    if overtime:
        per = "day" if overtime["per"].lower() == "day" else "week"
        values["overtime"] = [
            {"after_hours": Decimal(overtime["hours"]), "per": per, "multiplier": Decimal(overtime["times"])}
        ]
        spans["overtime"] = Span(*overtime.span())
    return values, spans


def _step_hours(words: str) -> Decimal | None:
    for word in re.split(r"\s|-(?=minute|of)", words):
        known = _STEPS.get(word.removesuffix("-hour"))
        if known:
            return Decimal(known)
    return None
