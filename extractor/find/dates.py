"""When the contract takes effect, starts, ends and was signed.

**Clause:** 'entered into as of March 1, 2019 (the "Effective Date")', 'from May 1, 2023 through April 30, 2024'.
**Value:** /effective_date 2019-03-01; /start_date 2023-05-01, /end_date 2024-04-30.
"""

from __future__ import annotations

import re

from extractor.candidates import Candidate, candidate_at
from extractor.segment import ContractText
from extractor.values.dates import DateMention, find_dates

_I = re.IGNORECASE
_THE = r"(?:the\s|this\s){0,2}$"
_BEFORE = (
    ("/effective_date", 0.95, re.compile(rf'"?effective date"?\)?(?:\sof\sth(?:is|e)\s\w{{1,12}}(?:\s\w{{1,12}})?)?(?:,?\s(?:shall be|is|means|shall mean|will be))?\s?:?\s{_THE}', _I)),
    ("/effective_date", 0.9, re.compile(rf"\b(?:(?:shall|will)\s)?(?:be(?:come)?\s|is\s|made\s)?effective(?:\s(?:as\sof|on|from|beginning|upon))?\s?:?,?\s{_THE}", _I)),
    ("/effective_date", 0.8, re.compile(r"\b(?:made|entered|executed|concluded|signed|made and entered)\b[^.;]{0,60}?\s(?:as\sof|on|this|effective|dated|at|in|of)\b[^.;\d]{0,25}$", _I)),
    ("/effective_date", 0.9, re.compile(r"\b(?:legal\seffect|force|effect)\s(?:from|as\sof|on)\s$|\bcomes?\sinto\s(?:force|effect)\s(?:on|from)\s$", _I)),
    ("/effective_date", 0.86, re.compile(r"\bthis\s(?:\w+\s){1,4}is\sdated\s(?:as\sof\s)?$", _I)),
    ("/effective_date", 0.66, re.compile(r"(?:^|[\n.|]\s?)date\s?:\s$", _I)),
    ("/effective_date", 0.72, re.compile(rf"\bdated?\s?(?:as\sof|of|:|effective|this)?\s{_THE}", _I)),
    ("/effective_date", 0.7, re.compile(rf"\bas\sof\s{_THE}", _I)),
    ("/end_date", 0.9, re.compile(r"\b(?:(?:shall|will|to)\s)?(?:expire|terminate|end|conclude)s?\b[^.;]{0,50}?\s(?:on|at|as\sof)\b[^.;\d]{0,30}$", _I)),
    ("/end_date", 0.9, re.compile(r"\bfrom\s[^.;]{4,40}\d{4}\s(?:to|through|until|-)\s$", _I)),
    ("/end_date", 0.9, re.compile(r"\b(?:contract\s)?end\s?:\s$", _I)),
    ("/end_date", 0.9, re.compile(r"\bterm\s?:\s(?:from\s)?[^.;]{4,40}\d{4}\s(?:to|through|until|-)\s$", _I)),
    ("/end_date", 0.9, re.compile(r"\b(?:end(?:ing|s)?|expiring|terminating)\s(?:on\s|at\s|as\sof\s|midnight\s)?(?:the\s)?$", _I)),
    ("/end_date", 0.88, re.compile(r"\b(?:continu\w+|remain|effect|term|period|extend\w*|commenc\w+|begin\w*)\b[^.;]{0,120}\s(?:until|through|thru|to)(?:\sand\sincluding)?\s(?:the\s|midnight\s|close of business\s|on\s|of\s){0,3}$", _I)),
    ("/end_date", 0.9, re.compile(r"\b(?:that\sis\suntil|valid\sfrom\s[^;]{6,34}\suntil|comes\sto\san\send\son|term\s[^.;]{0,30},\sending|will\send\sautomatically\son|end\sof\sterm\s?:|ends\sat\smidnight\son)\s$", _I)),
    ("/end_date", 0.9, re.compile(r"\b(?:period\sof\sperformance|contract\speriod|term)\s(?:is|:)\s[^.;]{6,30}\s(?:through|to|until|-)\s$", _I)),
    ("/end_date", 0.85, re.compile(r'\b(?:expiration|termination|expiry|end|completion) date"?\)?(?:\s(?:is|shall be|means))?\s?:?\s(?:the\s)?$', _I)),
    ("/start_date", 0.9, re.compile(r"\b(?:commenc(?:e|es|ing)|begin(?:s|ning)?|start(?:s|ing)?)\s(?:on|as\sof|from|effective|on or about)?\s?(?:the\s)?$", _I)),
    ("/start_date", 0.9, re.compile(r'\b(?:start|commencement) date"?\)?(?:\s(?:is|shall be|means))?\s?:?\s(?:the\s)?$', _I)),
    ("/start_date", 0.88, re.compile(r"\b(?:valid\sfrom|period\sof\sperformance\sis|(?:shall|will)\s(?:begin|start)\swork\son|start\sdate\s?:)\s(?:the\s)?$", _I)),
    ("/start_date", 0.7, re.compile(r"\b(?:term|period)\b[^.;]{0,40}\bfrom\s(?:the\s)?$", _I)),
    ("/effective_date", 0.6, re.compile(r"agreement[^.;]{0,40}\b(?:on|dated?|this)\s(?:the\s)?$", _I)),
)  # fmt: skip
_DEFINED = re.compile(
    r'[,\s]{0,2}\(?[^.;()"]{0,50}"\s?(?:Contract\s|Agreement\s)?(?:Effective|EFFECTIVE)(?:\s(?:Date|DATE))?'
)
_STARTS = re.compile(r'[,\s]{0,2}\(?[^.;()"]{0,50}"\s?(?:Commencement|Start)(?:\sDate)?"', _I)
_ENDS = re.compile(r'[,\s]{0,2}\(?[^.;()"]{0,50}"\s?(?:Expiration|Termination|End|Expiry)\sDate"', _I)
_ELSEWHERE = re.compile(
    r"\b(?:amend\w*|certain|original|prior|previous\w*|pursuant\sto|filed|proposal|existing|between|letter|master|lease|policy|"
    r"patent|registration|form\s\S{1,8})\b[^.;]{0,100}$",
    _I,
)
_SIGN = re.compile(r"(?:^|\s)(?:date|dated|signed|date signed)\s?:\s?(?:_*\s?)?$", _I)
_TERM = re.compile(
    r"\b(?:term|agreement|contract|services?|effect|season|initial period|promotion|project|SOW|statement of work)\b",
    _I,
)
_PAYMENT = re.compile(
    r"\b(?:fiscal|quarter|month|year)\s(?:year\s)?(?:ended|ending)\b|\bfiscal\s(?:year|quarter)\b[^.;]{0,40}$|\bcut-?off\b|\bend\sof\sthe\s(?:calendar\s|business\s)?day\b|\b(?:payments?|balance sheet|financial statements|year\sended|milestone)\b[^.;]{0,80}$",
    _I,
)
_OTHER_PAPER = re.compile(
    r"\b(?:under|executed|entered\sinto|pursuant\sto|part\sof|parties'|subject\sto|changes|amends|modifies|supplements)\b[^.;]{0,30}\b(?:agreement|contract|statement\sof\swork|SOW|MSA|order)\b[^.;]{0,90}$",
    _I,
)
"""Words that lead to the date of another paper, on which this one rests."""
_NAMES_PAPER = re.compile(
    r'\s?\((?:as\s[^()"]{1,40}\s)?(?:the\s)?"(?:MSA|Master|Framework|Original|Main|Parent|Existing)\b'
)
_ALSO_END = re.compile(
    r",?\swhich\s(?:is|shall\sbe)\s(?:also\s)?the\s(?:expiry|expiration|end|termination)\b", _I
)
_PREPARED = re.compile(r"\b(?:prepared|printed|revised)\s(?:on\s)?[|\s:]{0,4}$", _I)
_MAY_END = re.compile(r"\bmay\s(?:\w+\s)?(?:terminate|cancel)\b", _I)
_EARLIER = re.compile(r"\b(?:original|prior|previous|existing)\s(?:agreement|contract|term)\b[^.;]*$", _I)
_EXTENDED = re.compile(r"\b(?:extended|renewed)\s(?:\w+\s){0,3}$", _I)
_LABEL = re.compile(
    r"\b(?:(?P<start>start|commencement)|(?P<end>end|expiration|expiry|termination))\sdate\s?:\s?(?:the\s)?$",
    _I,
)
_NEAR = 2_500
_OPENING = 400


def find_contract_dates(contract: ContractText) -> list[Candidate]:
    """Candidates for the effective, start, end and signing date."""
    found: list[Candidate] = []
    dates = find_dates(contract.flat)
    for mention in dates:
        found += _read(contract, mention)
    if not any(c.pointer == "/effective_date" for c in found):
        claimed = {c.span for c in found}
        first = next(
            (
                d
                for d in dates
                if d.span not in claimed
                and d.span.start < _OPENING
                and not _OTHER_PAPER.search(contract.flat, max(d.span.start - 160, 0), d.span.start)
                and not _PREPARED.search(contract.flat, max(d.span.start - 20, 0), d.span.start)
            ),
            None,
        )
        signed = [c for c in found if c.pointer == "/signed_on"]
        if first:
            found.append(_at(first, "/effective_date", 0.4))
        elif signed:
            found.append(
                candidate_at(
                    "/effective_date",
                    signed[-1].value,
                    (signed[-1].span.start, signed[-1].span.end),
                    0.3,
                    "dates",
                )
            )
    return found


def _read(contract: ContractText, mention: DateMention) -> list[Candidate]:
    flat, start, end = contract.flat, mention.span.start, mention.span.end
    left, right = flat[max(start - 200, 0) : start], flat[end : end + 90]
    if start > contract.signature.start and _SIGN.search(left):
        return [_at(mention, "/signed_on", 0.7)]
    if _ALSO_END.match(right):
        return [_at(mention, "/end_date", 0.9)]
    label = _LABEL.search(left)
    if label:
        return [_at(mention, "/start_date" if label["start"] else "/end_date", 0.9)]
    for pattern, pointer in ((_DEFINED, "/effective_date"), (_STARTS, "/start_date"), (_ENDS, "/end_date")):
        if pattern.match(right):
            found = [_at(mention, pointer, 1.0)]
            return (
                found
                if pointer != "/effective_date"
                else [*found, *_cued(contract, mention, left, {"/end_date"})]
            )
    return _cued(contract, mention, left, {"/effective_date", "/start_date", "/end_date"})


def _cued(contract: ContractText, mention: DateMention, left: str, wanted: set[str]) -> list[Candidate]:
    for pointer, strength, pattern in _BEFORE:
        score = strength - (
            0.3 if _EARLIER.search(left[-80:]) else 0.1 if _EXTENDED.search(left[-40:]) else 0
        )
        if (
            pointer not in wanted
            or not pattern.search(left)
            or _of_else(contract, mention, pointer, left, score)
        ):
            continue
        if pointer == "/end_date":
            score -= 0 if _TERM.search(_sentence(contract, mention)) else 0.3
            if score < 0.6 or _PAYMENT.search(left[-160:]):
                continue
        if pointer == "/effective_date":
            early = mention.span.start < _NEAR or score >= 0.95
            other = score < 0.85 and _ELSEWHERE.search(left[-110:]) and mention.span.start > 250
            if other or (not early and score < 0.9):
                continue
            score -= 0.0 if early else 0.25
        return [_at(mention, pointer, score - min(mention.span.start / 4_000_000, 0.1))]
    return []


def _of_else(contract: ContractText, mention: DateMention, pointer: str, left: str, score: float) -> bool:
    """Whether the date is that of another paper, or one from which a party may terminate."""
    end = mention.span.end
    if pointer == "/start_date":
        return _MAY_END.search(contract.flat, end, end + 60) is not None
    other = _OTHER_PAPER.search(left[-160:]) or _NAMES_PAPER.match(contract.flat, end)
    return pointer == "/effective_date" and score < 0.95 and other is not None


def _sentence(contract: ContractText, mention: DateMention) -> str:
    span = contract.sentence_at(mention.span.start)
    return contract.flat[span.start : span.end]


def _at(mention: DateMention, pointer: str, score: float) -> Candidate:
    span = (mention.span.start, mention.span.end)
    return candidate_at(pointer, mention.value.isoformat(), span, score, "dates")
