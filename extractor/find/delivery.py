"""Find how deliverables are accepted, what is retained until then, and how prices rise.

**Clause:** Client has ten (10) business days to accept or reject; silence is acceptance. Client retains ten percent
(10%) of each invoice. Fees increase by 3% each year.
**Value:** review_days 10, business_days, deemed; retention 10 percent; escalation 3 percent
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.candidates import Candidate
from extractor.segment import ContractText
from extractor.values.durations import find_durations, find_percents
from extractor.values.openings import Worded
from models.document import Span

_ACCEPT = Worded(r"\b(?:accept(?:s|ed|ance)?|reject(?:s|ed|ion)?|review)\b", "accept", "reject", "review")
_DELIVERABLE = re.compile(
    r"\b(?:deliverables?|milestones?|work\s+product|services|documents?|reports?|acceptance)\b", re.IGNORECASE
)
_DEEMED = re.compile(
    r"\b(?:deemed|considered|regarded|treated|presumed|taken|held)\s(?:as\s|to\s(?:be\s|have\sbeen\s|have\s)?|as\shaving\sbeen\s)?(?:\w+\s)?(?:accepted|acceptance|approved)|"
    r"\bacceptance\s(?:is|shall\sbe|will\sbe)\s(?:deemed|presumed|assumed)|silence\s(?:is|counts\sas|constitutes|means|shall|will)(?!\snot)[^.;]{0,30}\baccept|"
    r"\b(?:automatically|tacitly)\saccepted|\bcounts?\sas\s(?:acceptance|accepted)|"
    r"\baccepted\b[^.;]{0,60}\b(?:or\swhen|once|if)\b[^.;]{0,60}\bwithout\s(?:any\s)?(?:objection|comment|rejection|complaint)|"
    r"\b(?:failing|absent|in\sthe\sabsence\sof)\s(?:any\s)?(?:comment|objection|rejection|response|notice\sof\srejection)\b[^.;]*\baccepted",
    re.IGNORECASE,
)
_NOT_DEEMED = re.compile(
    r"\bsilence\s(?:is|shall|does|will|may)\s(?:not|never)|\b(?:not|never|no\s\w+)\s(?:be\s)?deemed\s(?:to\s(?:be\s|have\sbeen\s)?)?(?:accepted|acceptance)|"
    r"\baccepted\sonly\s(?:by|when|if|upon|on|in)\b|\bonly\s(?:a\s)?(?:written|signed)\s(?:\w+\s)?(?:acceptance|sign-?off)|\bno\s(?:deemed|tacit|implied)\sacceptance|"
    r"\bdoes\snot\s(?:constitute|amount\sto|imply)\sacceptance",
    re.IGNORECASE,
)
_FOLLOW_ON = re.compile(
    r"^(?:Silence|If\s(?:it|\w+)\sdo(?:es)?\sneither|Otherwise|Unless\s(?:a\s|such\s)?(?:notice\sof\srejection|rejection|objection)|In\sthe\sabsence|Failing|Absent)\b",
    re.IGNORECASE,
)
_OTHER_PAPER = re.compile(
    r"\b(?:invoices?|bills?|purchase\sorders?|offer|amendments?|terms\sand\sconditions|charges?)\b",
    re.IGNORECASE,
)
_CURE = re.compile(r"\b(?:correct|cure|remedy|re-?submit|re-?deliver|rectify)\b", re.IGNORECASE)
_RETAIN = re.compile(
    r"\b(?:retain(?:ed|age|s)?|retention|hold(?:s|ing)?[\s-]?back|held\sback|keeps?|kept|hold|security|withh(?:old|eld|olding|olds))\b",
    re.IGNORECASE,
)
_DONE = Worded(r"\b(?:completion|acceptance)\b", "completion", "acceptance")
_RELEASED = re.compile(
    r"\s(?:of|thereof)\s?(?:the|this|that|all|such|any)?\s(?:retention|retainage|holdback|retained|withheld|amounts?\s(?:retained|withheld))\b",
    re.IGNORECASE,
)
"""A share of what was held back, not of what is billed."""
_LAST = re.compile(r"\b(?:last|final)\s$", re.IGNORECASE)
_RAISE = Worded(
    r"\b(?:increas\w+|escalat\w+|adjust(?:ed|ment|ments)?|rises?|raise[ds]?|go(?:es)?\sup|uplift(?:ed)?|index(?:ed|ation)|revis(?:ed|ion)|follows?|higher\sthan)\b",
    "increas",
    "escalat",
    "adjust",
    "rise",
    "raise",
    "uplift",
    "go up",
    "goes up",
    "index",
    "revis",
    "follow",
    "higher",
    "go\nup",
    "goes\nup",
)
_PRICE = re.compile(r"\b(?:fees?|rates?|prices?|charges?|compensation|cost of services)\b", re.IGNORECASE)
_INDEX = re.compile(
    r"\b(?P<index>consumer\s+price\s+index|CPI(?:-[UW])?|employment\s+cost\s+index|RPI|retail\s+prices?\s+index|HICP|harmoni[sz]ed\s+index\s+of\s+consumer\s+prices)\b",
    re.IGNORECASE,
)

_LEAST = re.compile(
    r"\b(?:minimum|floor|at\sleast|less\sthan|lower\sthan|not\sbelow|no\sless)\b", re.IGNORECASE
)
_MOST = re.compile(
    r"\b(?:maximum|cap(?:ped)?|at\smost|more\sthan|exceed(?:ing)?|up\sto|greater\sthan|higher\sthan|limited\sto|above)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\bbetween\b[^.;]{1,60}%[^.;]{0,12}\band\b|\bbetween\b[^.;]{1,60}percent|\bbetween\b[^.;]{1,60}per\scent",
    re.IGNORECASE,
)
_NOT_A_RISE = re.compile(r"\b(?:interest|late|volume|discount|margin)\b", re.IGNORECASE)
_MOST_RISE, _PAIR = 25, 2


def find_acceptance(contract: ContractText) -> list[Candidate]:
    """Candidates for the default acceptance procedure."""
    found: list[Candidate] = []
    reviewed = False
    for sentence in contract.sentences:
        words = contract.flat[sentence.start : sentence.end]
        about = _ACCEPT.search(words) and _DELIVERABLE.search(words)
        if about or (reviewed and _FOLLOW_ON.match(words) and _ACCEPT.search(words)):
            found += _acceptance(contract.flat, sentence, words)
        reviewed = bool(about)
    return found


def _acceptance(text: str, sentence: Span, words: str) -> Iterator[Candidate]:
    refused = _NOT_DEEMED.search(words)
    deemed = refused or _DEEMED.search(words)
    if deemed and not _OTHER_PAPER.search(words):
        yield Candidate(
            "/acceptance/deemed",
            not refused,
            Span(sentence.start + deemed.start(), sentence.start + deemed.end()),
            0.85,
            "delivery",
        )
    for duration in find_durations(text, sentence.start, sentence.end):
        near = text[
            max(sentence.start, duration.span.start - 90) : min(sentence.end, duration.span.end + 110)
        ]
        if (
            duration.unit != "day"
            or re.search(r"invoice|payment|terminat|notice of|warrant", near, re.IGNORECASE)
            or not _ACCEPT.search(near)
        ):
            continue
        pointer = (
            "/acceptance/cure_days"
            if _CURE.search(near) and not re.search(r"accept or reject|review", near, re.IGNORECASE)
            else "/acceptance/review_days"
        )
        yield Candidate(pointer, duration.count, duration.span, 0.75, "delivery")
        if pointer.endswith("review_days"):
            yield Candidate("/acceptance/business_days", duration.business, duration.span, 0.75, "delivery")
        break


def find_retention(contract: ContractText) -> list[Candidate]:
    """Candidates for the share that is held back."""
    found = []
    for sentence in contract.sentences:
        words = contract.flat[sentence.start : sentence.end]
        held = _RETAIN.search(words) or _DONE.search(words)
        if not held or not re.search(
            r"invoic|payment|billing|fee|amount|price|acceptance|completion|total|retention|certif|sums?",
            words,
            re.IGNORECASE,
        ):
            continue
        for percent in find_percents(contract.flat, sentence.start, sentence.end):
            near = contract.flat[max(sentence.start, percent.span.start - 90) : percent.span.end + 90]
            if (
                (_RETAIN.search(near) or _LAST.search(contract.flat, sentence.start, percent.span.start))
                and not re.search(r"tax|interest|ownership|shares|royalt|commission", near, re.IGNORECASE)
                and percent.value <= 50
                and not _RELEASED.match(contract.flat, percent.span.end)
            ):
                found.append(Candidate("/retention/percent", percent.value, percent.span, 0.8, "delivery"))
                break
    return found


def find_escalation(contract: ContractText) -> list[Candidate]:
    """Candidates for the yearly rise of the prices."""
    found: list[Candidate] = []
    for sentence in contract.sentences:
        words = contract.flat[sentence.start : sentence.end]
        raised = _RAISE.search(words)
        if not raised or not _PRICE.search(words):
            continue
        index = _INDEX.search(words)
        if index:
            found.append(
                Candidate(
                    "/escalation/index",
                    "CPI"
                    if index["index"][0] in "cC" and "mployment" not in index["index"]
                    else index["index"],
                    Span(sentence.start + index.start(), sentence.start + index.end()),
                    0.8,
                    "delivery",
                )
            )
        if re.search(r"annual|annum|anniversary|year|renewal|twelve months|12 months", words, re.IGNORECASE):
            found += _step(contract.flat, sentence)
    return found


def _step(text: str, sentence: Span) -> Iterator[Candidate]:
    """The percent of the rise; beside an index the least and the most that it may be."""
    words = text[sentence.start : sentence.end]
    percents = [
        percent
        for percent in find_percents(text, sentence.start, sentence.end)
        if percent.value <= _MOST_RISE
        and not _NOT_A_RISE.search(
            text[max(sentence.start, percent.span.start - 110) : percent.span.end + 60]
        )
    ]
    bounds = []
    if _INDEX.search(words):
        between = _BETWEEN.search(words) is not None and len(percents) == _PAIR
        for place, percent in enumerate(percents):
            ahead = text[max(sentence.start, percent.span.start - 50) : percent.span.start]
            bound = ("floor" if place == 0 else "cap") if between else _bound(ahead)
            if bound:
                bounds.append(percent)
                yield Candidate(f"/escalation/{bound}_percent", percent.value, percent.span, 0.75, "delivery")
    for percent in percents:
        near = text[max(sentence.start, percent.span.start - 110) : percent.span.end + 60]
        if _RAISE.search(near) and percent not in bounds:
            yield Candidate("/escalation/percent", percent.value, percent.span, 0.75, "delivery")
            return


def _bound(ahead: str) -> str | None:
    """Whether the words before a percent make it the least or the most."""
    least = [match.end() for match in _LEAST.finditer(ahead)]
    most = [match.end() for match in _MOST.finditer(ahead)]
    if not least and not most:
        return None
    return "floor" if max(least, default=-1) > max(most, default=-1) else "cap"
