"""What an amount in a sentence is: a rate, a recurring fee, a price per unit, a milestone, a total, a cap.

**Clause:** 'Client shall pay a one-time set-up fee of $5,000 and a monthly fee of $1,200 for hosting.'
**Value:** fixed 5000 'one-time set-up fee'; recurring 1200 per month 'monthly fee'.

Only what the words say: an amount whose sentence fits no pattern, or speaks of liability, insurance or an
example, is no fee.
"""

from __future__ import annotations

import re

from extractor.find.fees.context import (
    VAGUE,
    Surroundings,
    is_of_something_else,
    is_superseded,
    is_threshold,
    tidy,
)
from extractor.find.fees.day import read_day
from extractor.find.fees.items import FeeItem, FeeKind
from extractor.find.fees.units import thing_after, unit_after, unit_before

_I = re.IGNORECASE
_NOT_TO_EXCEED = re.compile(
    r"(?:not(?:[\s-]{1,3}to[\s-]{1,3}|\s{1,20})exceed|to\s{1,20}exceed|\bNTE\b|(?:maximum|ceiling|cap)\b[^.;$]{0,60}?(?:of|is|be|at|:)"
    r"|capped\s{1,20}at|upper\s{1,20}limit\s{1,20}of|\bin\s{1,20}no\s{1,20}(?:event|case)\b[^.;$£€]{0,120}\bexceed|\b(?:not|never|no\s{1,20}case|no\s{1,20}event)\b[^.;$£€]{0,30}\bbe\s{1,20}(?:higher|greater|more)\s{1,20}than|no\s{1,20}more\s{1,20}than|(?:\bnot|\bnever)\b[^.;$]{0,30}\b(?:pay|charge|invoice|bill|billed)\s{1,20}(?:\w{1,12}\s){0,2}more\s{1,20}than)[^.;$£€]{0,60}$", _I)  # fmt: skip
_NO_MORE = re.compile(r"\bin\s{1,20}no\s{1,20}(?:event|case)\b[^#]{0,180}\b(?:exceed|(?:higher|greater|more)\s{1,20}than)\s{1,20}#|\b(?:not|never)\b[^.;$#]{0,30}\bmore\s{1,20}than\s{1,20}#|\b(?:no|not)\s{1,20}(?:more|less)\s{1,20}than\s{1,20}#|#\s{1,3}(?:is|as|shall be)\san?\s(?:\w+\s){0,2}(?:limit|cap|ceiling|maximum)", _I)  # fmt: skip
_TRAILING_NTE = re.compile(
    r"^\)?,?\s{0,3}(?:\(?NTE\b|not[\s-]to[\s-]exceed|which (?:amount )?shall not be exceeded|(?:is|as|shall be|being) (?:an?|the) (?:\w+ ){0,2}(?:(?:upper |firm |hard |absolute )?(?:limit|cap|ceiling)|maximum)\b)",
    _I,
)
_IN_ANY = re.compile(r"\)?,?\s{1,3}(?:in|during|for)\s(?:any|each|every)\s(?:one\s|calendar\s)?(?P<unit>month|quarter|week|day)\b", _I)  # fmt: skip
_EXPENSES = re.compile(r"\b(?:expenses?|reimburs\w+|travel|out[- ]of[- ]pocket|these costs)\b", _I)
_NOT_FEES = re.compile(r"\b(?:start-?up costs|approval|without|inventory|card value|hours|cost of|threshold|lesser of|prior written|change orders?)\b", _I)  # fmt: skip
_MINIMUM = re.compile(
    r"(?:(?:guaranteed\s{1,20}|annual\s{1,20}|monthly\s{1,20}|quarterly\s{1,20})?minimum\s{1,20}(?:(?:annual|yearly|monthly|quarterly|purchases?|orders?|fee|fees|spend|commitment|payments?|guarantee|volume|charge|billings?|amount|revenues?|turnover|royalt(?:y|ies))\s{0,20}){0,3}"
    r"(?:of|is|shall be|equal to|:)|(?:no|not) less than|at least|\bguaranteed\s{1,20}(?:(?:monthly|quarterly|annual)\s{1,20})?(?:revenues?|fees?|billings?|turnover|volume)\s{1,20}of|\bminimum\b[^.;$£€]{0,90}\bgreater\s{1,20}of\b[^.;$£€]{0,90})\s{1,20}$", _I)  # fmt: skip
_LEAST = re.compile(
    r"\b(?:an?|the)\s(?:guaranteed\s)?minimum\s(?:annual|yearly|monthly|quarterly)\s(?:charge|fee|payment|amount|billing|spend)\s(?:of\s)?$",
    _I,
)
_SHORT_OF = re.compile(r"\b(?:falls?\sshort\sof|(?:is|are)\s(?:less\sthan|below))\s{1,20}$", _I)
_MADE_UP = re.compile(r"[^.;]{0,60}\b(?:pay|invoice\w*|charge\w*|made good|make good|due)\b[^.;]{0,40}\b(?:difference|shortfall|deficit|balance)\b|[^.;]{0,40}\b(?:difference|shortfall|deficit)\b[^.;]{0,40}\b(?:paid|payable|invoiced|due)\b", _I)  # fmt: skip
_COMMIT = re.compile(
    r"\b(?:guaranteed|pay|purchase|spend|commit\w*|fund|order|fees?|charges?|billed|bill|minimum\s\w+)\b", _I
)
_INSTALMENTS = re.compile(
    r"(?:\(?(?P<count>\d{1,3})\)?|(?P<word>two|three|four|five|six|eight|ten|twelve|eighteen|twenty-four|thirty-six))\)?\s{1,20}(?:\(\d{1,3}\)\s{1,20})?"
    r"(?:equal\s{1,20})?(?:and\s{1,20})?(?:consecutive\s{1,20})?(?:(?P<period>monthly|quarterly|annual|weekly|semi-annual)\s{1,20})?(?:equal\s{1,20})?instal?lments(?:\s{1,20}of)?\s{1,20}$",
    _I,
)
_TOTAL = re.compile(
    r"(?:\btotal\s{1,20}(?:(?:fixed|project|contract|service|services|estimated|combined|aggregate|lump|purchase|professional|all-inclusive)\s{1,20}){0,3}(?:fees?|price|cost|compensation|value|amount|sum|consideration|charges)\b"
    r"|\bcontract\s{1,20}(?:price|sum|value|amount)\b|\bservice cost will be a total\b|\b(?:fees?|price)\s{1,20}for\s{1,20}(?:the|this)\s{1,20}(?:project|services|work|engagement|statement of work|sow)\b"
    r"|\b(?:aggregate|overall|all-in(?:clusive)?|lump[- ]sum|entire|full)\s{1,20}(?:(?:fixed|project|contract|service|services)\s{1,20}){0,2}(?:fees?|price|charge|consideration|compensation)\s{1,20}(?:for|of|payable|due|is|shall|will|amounts?)\b"
    r"|\b(?:fixed |total )?(?:fees?|price)\s{1,20}for\s{1,20}(?:all|the whole)\b|\b(?:value|price)\s{1,20}of\s{1,20}(?:the|this)\s{1,20}(?:project|engagement|agreement|contract|statement of work|sow|order|letter|work|services)\b"
    r"|\bfor\s{1,20}(?:all\s{1,20})?(?:the|this)\s{1,20}(?:work|services|project|engagement)\b[^.;$]{0,40}\bcharge\b|\bin\s{1,20}(?:full\s{1,20})?consideration\s{1,20}(?:of|for)\s{1,20}(?:the|all|its)\s{1,20}(?:services|work)\b[^.;$]{0,80}\bsum\s{1,20}of\b"
    r"|\b(?:fees?|price|remuneration|compensation)\s{1,20}for\s{1,20}(?:the\s{1,20})?(?:complete|entire|full|whole)\b|\bfee to complete\b|\bagrees? to pay\b[^.;$]{0,40}\bthe (?:total )?(?:amount|sum) of\b)[^.;$£€]{0,90}$", _I)  # fmt: skip
_FOR_ALL = re.compile(
    r"\)?,?\s{1,3}(?:as|in)\s(?:full|complete|entire|total|sole)(?:\sand\s\w+)?\s(?:compensation|consideration|payment|remuneration|satisfaction|fee)\b",
    _I,
)
_FIXED_FOR = re.compile(
    r"\b(?:fixed|flat|all-in(?:clusive)?|lump[- ]sum)[\s-](?:fee|price|sum|amount|charge)\sof\s{1,20}$", _I
)
_THE_WORK = re.compile(r"\)?\s{1,3}for\s(?:the|all|all the|these|its)\s(?:services|work|project|engagement|deliverables)\b(?!\s(?:set|described|listed)\b[^.;]{0,40}\b(?:phase|stage|task|part)\b)", _I)  # fmt: skip
_PAY = re.compile(r"\b(?:pay|pays|paid|payable|payment|payments|remit|fees?|charge[ds]?|invoice[ds]?|bill(?:ed)?|due|price|cost|compensation|instal?lment|deposit|consideration|donation|commission|compensat\w+|receive[sd]?)\b", _I)  # fmt: skip
_EVENT = re.compile(
    r"\b(?:upon|on|at|after|following|within[^.;$]{0,30}(?:of|after)|when|prior to|concurrent(?:ly)? with|in conjunction with)\s{1,20}(?:the\s{1,20}|its\s{1,20}|successful\s{1,20}|final\s{1,20}|full\s{1,20}|written\s{1,20}|client(?:'s)?\s{1,20}|customer(?:'s)?\s{1,20}|project\s{1,20}|client\s{1,20}|[\w'’-]{1,20}\s{1,20}){0,3}?"
    r"(?P<event>acceptance|completion|delivery|approval|initiation|start|kick-?off|submission|receipt|award|go-?live|sign-?off|installation|launch|commencement|reaching|achiev\w+|exercis\w+|milestone|launch)\b",
    _I,
)
_SIGNING = re.compile(r"\b(?:upon|at|on|with|contemporaneous\w*|concurrent\w*)\s{1,20}(?:with\s{1,20})?(?:the\s{1,20})?(?:final\s{1,20})?(?:full\s{1,20})?(?:signing|signature|execution|contract signing)", _I)  # fmt: skip
_FIXED = re.compile(
    r"\b(?P<name>(?:(?:one[- ](?:time|off)|single|cash|pre|initial|set-?up|on-?boarding|commissioning|kick-?off|upfront|up-front|implementation|activation|licen[cs]e|onboarding|fixed|flat|lump[- ]sum|non-?refundable|training|migration|installation|promotional|integration|mobili[sz]ation|development|project|marketing|rights|engagement|program|consulting|design|annual)[\s-]{1,20}){1,4}(?:fee|fees|payment|charge|price|sum|cost))\b[^.;$£€]{0,60}$",
    _I,
)
_PLAIN_FEE = re.compile(r"\b(?:shall|will|must|agrees? to)\s(?:also\s)?(?:pay|remit)\b[^.;$£€]{0,80}\b(?:a )?(?P<name>(?:fee|sum|amount|payment|charge|price))\s(?:of|equal to)\s{1,20}$", _I)  # fmt: skip
_ADVANCE = re.compile(
    r"\b(?:advance payment|advance|mobili[sz]ation (?:advance|payment)|prepayment|down payment|deposit)\b", _I
)
_RATE_LIST = re.compile(
    r"\b(?P<unit>hourly|daily)\b[^.;$]{0,30}\brates?\b[^.;]{0,200}$|\brates? per (?P<per>hour|day)\b[^.;]{0,200}$",
    _I,
)
_ENDS_ITEM = re.compile(r"\s{0,3}(?:$|\n|\d{1,2}(?:\.\d{1,2}){0,3}\.?(?:\s[A-Z][\w -]{0,40})?$)")
_CLAUSE_GOES_ON = re.compile(r"\s(?:will|shall|which|that|performed|provided|plus|and)\b", _I)
_NO_ROLE = re.compile(
    r"\b(?:time and materials|T&M|delivers?|provides?|performs?|supplies|rate|shall|pay|will|are|is|available|hereby|invoice|bill\w*|charge\w*|fees?)\b",
    _I,
)
_SHALL_PAY = re.compile(
    r"\b(?:shall|will|agrees to)\s(?:also\s)?pay\s(?:to\s)?(?:[\w.&'’-]{1,20}\s){1,4}(?:an?\s)?(?:total of\s)?(?:\(i\)\s)?$",
    _I,
)
_RECOUPED = re.compile(r"\b(?:recoup\w*|deduct\w*|offset|credited|recover\w*|amorti[sz]\w*|drawn down)\b", _I)
_UPON = re.compile(r"\s{0,20}(?:upon|on)\b", _I)
_RETAINER = re.compile(r"\bretainer\s(?:fee\s)?(?:of|is|:|at)\s{0,3}$", _I)
_EACH_PERIOD = re.compile(r"\b(?:each|every|per|a)\s(?:calendar\s)?(?P<unit>month|quarter|year|week)\b", _I)
_UP_FRONT = re.compile(
    r"\)?,?\s{1,3}(?:once|on a one-(?:time|off) basis|as a one-(?:time|off) \w{1,12}|up[- ]?front|in advance|at signing|in cash)\b",
    _I,
)
_CHARGED_EACH = re.compile(
    r"\b(?:every|each|any)\s(?P<unit>[a-z][\w-]{1,20}(?:\s[a-z][\w-]{1,20}){0,3}?)\s(?:is|are|will be|shall be)\s(?:charged|billed|invoiced|priced)\sat\s(?:a (?:price|rate|fee) of\s)?$", _I)  # fmt: skip
_TIME_WORD = re.compile(r"\b(?:hour|day|week|month|quarter|year|consultant|engineer|resource)s?\b", _I)
_WRAPPED = 50  # a shorter line was not broken for want of room: it is a heading
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twelve": 12, "eighteen": 18, "twenty-four": 24, "thirty-six": 36}  # fmt: skip
_PERIODS = {
    "monthly": "month",
    "quarterly": "quarter",
    "annual": "year",
    "weekly": "week",
    "semi-annual": "half_year",
}
_RATE_FOR = re.compile(r"^[^.;,$]{0,40}?\bfor\s{1,20}(?:the\s|an?\s|all\s|each\s)?(?P<role>[^.;,$(]{3,60})")
_ROLE_BEFORE = re.compile(r"(?:^|[,;:●•\n(]|\band\b)\s{0,20}(?P<role>[A-Z][^.;:,$●•\n]{2,60}?)(?:\s{0,3}[:–—-]|\s(?:at|is|=)(?:\s(?:the|a|an))?(?:\s(?:rate|hourly rate|fee)(?:\sof)?)?)?\s{0,5}(?:US)?$")  # fmt: skip
_CHARGED_AT = re.compile(r"(?P<role>(?:[A-Z][\w/-]{1,20} ){0,3}[A-Z][\w/-]{2,20}) (?:is|are|will be|shall be) (?:charged|billed|invoiced|provided) at (?:an? )?(?:rate of )?(?:US)?$")  # fmt: skip
_ENUMERATED = re.compile(r"(?:^|[\s:;,])(?:and\s)?\(?(?:[a-h]|[ivx]{1,4}|\d{1,2})[.)]\s{1,3}$", _I)
_EVENT_BEHIND = re.compile(r"\s{0,3}(?:\([^()]{0,40}\)\s)?(?:is\s)?(?:due\s|payable\s)?(?:up)?(?:on|at|after|following|when)\b", _I)  # fmt: skip
_NAME_BEFORE = re.compile(r"(?P<name>(?:[A-Za-z][\w'&/-]{1,24}\s{1,10}){0,5}(?:fee|fees|payment|retainer|charge|price|subscription|rate|costs?|commission|donation|royalty|instal?lment|deposit))\b[^.;$£€]{0,40}$", _I)  # fmt: skip


def read_amount(around: Surroundings) -> FeeItem | None:
    """The fee item that an amount in a sentence is, or None."""
    if is_superseded(around):
        return None
    if re.search(r"\b(?:estimate[sd]?|approximate\w*)\b[^.;$]{0,30}$", around.left, _I) and not _TOTAL.search(
        around.left
    ):
        return _limit(around) if _EXPENSES.search(around.left) else None
    if is_of_something_else(around):
        return None
    limit = _limit(around)
    if is_threshold(around):
        return limit if limit and (limit.kind == "minimum" or _NO_MORE.search(_close(around))) else None
    if limit:
        return limit
    return _instalments(around) or _per_time(around) or _per_thing(around) or _lump(around)


def _close(around: Surroundings) -> str:
    """The words next to the amount on both sides."""
    return f"{around.left[-180:]} # {around.right[:60]}"


def _item(
    around: Surroundings,
    kind: FeeKind,
    *,
    name: str | None = None,
    unit: str | None = None,
    score: float = 0.8,
) -> FeeItem:
    mention = around.mention
    if mention.doubtful or mention.words_amount is not None:
        score = min(score, 0.5)
    item = FeeItem(kind, mention.span, name, mention.amount, unit=unit, score=score)
    if mention.words_amount is not None:
        item.more["words_amount"] = mention.words_amount
    return item


def _limit(around: Surroundings) -> FeeItem | None:
    if _NOT_TO_EXCEED.search(around.left[-170:]) or _TRAILING_NTE.match(around.right):
        return _upper_limit(around)
    least = _MINIMUM.search(around.left[-110:])
    least = least or _LEAST.search(around.left[-110:]) or _made_up(around)
    if least and _COMMIT.search(f"{around.left[-170:]}{least[0]}"):
        adverb = re.search(r"\b(?:annual|monthly|quarterly)\b", least[0], _I)
        period = unit_after(around.right) or _window(around.right) or _window(around.left[-110:])
        period = period or (_PERIODS[adverb[0].lower()] if adverb else None)
        return _item(around, "minimum", unit=period, score=0.75)
    return None


def _made_up(around: Surroundings) -> re.Match[str] | None:
    """What fees that fall short of the amount are made up to: 'if the fees fall short of X, ... pay the difference'."""
    return _SHORT_OF.search(around.left[-40:]) if _MADE_UP.match(around.right) else None


def _upper_limit(around: Surroundings) -> FeeItem | None:
    if _EXPENSES.search(around.left[-170:]):
        return _item(around, "expense_cap", score=0.7)
    if _NOT_FEES.search(around.left[-120:]):
        return None
    window = _IN_ANY.match(around.right)
    unit = unit_after(around.right) or (window["unit"].lower() if window else None)
    return _item(around, "cap", unit=unit) if unit else _item(around, "not_to_exceed", score=0.9)


def _window(right: str) -> str | None:
    if re.search(r"\b(?:during|over|for) the (?:initial )?term\b", right[:120], _I):
        return "term"
    match = re.search(
        r"\b(?:in|per|each|every|for\s{1,20}an?)\s{1,20}(?:(?:each|any|every|contract|calendar|fiscal)\s{1,20}){0,2}(year|quarter|month)",
        right[:120],
        _I,
    )
    return match[1].lower() if match else None


def _instalments(around: Surroundings) -> FeeItem | None:
    match = _INSTALMENTS.search(around.left[-130:])
    if not match:
        return None
    count = int(match["count"]) if match["count"] else _COUNTS[match["word"].lower()]
    period = _PERIODS.get((match["period"] or "").lower())
    if period is None:
        period = "year" if re.search(r"of each year|annual", around.right[:80], _I) else None
    if period is None and re.search(r"monthly", around.right[:80], _I):
        period = "month"
    item = _item(around, "instalments", unit=period)
    item.more["count"] = count
    first = re.search(r"\b(?:first|beginning|commencing|starting)\b[^.;]{0,60}", around.right, _I)
    item.more["first_on"] = read_day(first[0]) if first else None
    return item


def _per_time(around: Surroundings) -> FeeItem | None:
    unit = unit_after(around.right) or unit_before(around.left) or _unit_of_list(around)
    if unit is None:
        return _reserved(around)
    if unit in {"hour", "day"} or (unit == "week" and re.search(r"\brate\b", around.left, _I)):
        return _rate(around, unit)
    name = _name(around) or around.heading or None
    if re.search(r"\bretainer\b", around.sentence, _I):
        return _item(around, "retainer", name=name, unit=unit)
    return _item(around, "recurring", name=name, unit=unit)


def _reserved(around: Surroundings) -> FeeItem | None:
    """A retainer whose period stands with what it reserves: 'reserves 40 hours each month against a retainer of'."""
    if not _RETAINER.search(around.left[-60:]):
        return None
    period = _EACH_PERIOD.search(around.left[-160:]) or _EACH_PERIOD.search(around.right[:60])
    return _item(around, "retainer", name="retainer", unit=period["unit"].lower()) if period else None


def _unit_of_list(around: Surroundings) -> str | None:
    """The unit of a list of rates in one sentence: 'hourly rates are: Partner $450, Manager $300'."""
    match = _RATE_LIST.search(around.left[-260:])
    if not match or not _ROLE_BEFORE.search(around.left[-90:]):
        return None
    return (match["per"] or {"hourly": "hour", "daily": "day"}[match["unit"].lower()]).lower()


def _rate(around: Surroundings, unit: str) -> FeeItem:
    behind = _RATE_FOR.match(around.right)
    before = _ROLE_BEFORE.search(around.left[-90:])
    role = None
    if behind:
        role = tidy(_CLAUSE_GOES_ON.split(behind["role"])[0])
    elif charged := _CHARGED_AT.search(around.left[-90:]):
        role = tidy(charged["role"])
    elif before and not _NO_ROLE.search(before["role"]):
        role = tidy(before["role"])
    role = re.sub(r"^(?:the|each|an?)\s", "", role, flags=_I) if role else None
    if role and _NO_ROLE.search(role):
        role = None
    return _item(around, "rate", name=role, unit=unit, score=0.85)


def _per_thing(around: Surroundings) -> FeeItem | None:
    charged = _CHARGED_EACH.search(around.left[-110:])
    if charged and not _TIME_WORD.search(charged["unit"]):
        return _item(around, "unit", name=f"Per {charged['unit']}", unit=charged["unit"], score=0.75)
    thing = thing_after(around.right)
    if not thing or re.match(r"(?:occurrence|accident|share|person|employee|the)\b", thing, _I):
        return None
    if not _PAY.search(around.left[-200:]) and not re.search(
        r"\b(?:rates?|fees?|prices?|priced|pricing)\b", around.sentence, _I
    ):
        return None
    return _item(around, "unit", name=_name(around) or f"Per {thing}", unit=thing, score=0.75)


def _lump(around: Surroundings) -> FeeItem | None:
    left = around.left[-300:]
    if _FOR_ALL.match(around.right) or (_FIXED_FOR.search(left) and _THE_WORK.match(around.right)):
        return _item(around, "total", score=0.75)
    if _TOTAL.search(left) and not re.search(r"instal?lment", left, _I):
        return _item(around, "total", score=0.8)
    if _ADVANCE.search(left[-120:]) and _RECOUPED.search(around.right):
        return _item(around, "advance", score=0.75)
    listed = bool(_UPON.match(left) and _ENDS_ITEM.match(around.right)) or bool(
        _ENUMERATED.search(left) and _EVENT_BEHIND.match(around.right)
    )
    if not listed and not _PAY.search(f"{left} {around.right[:120]}"):
        return None
    return _milestone(around, left, listed=listed) or _fixed(around, left)


def _milestone(around: Surroundings, left: str, *, listed: bool) -> FeeItem | None:
    behind = around.right[:160].partition("%")[0]  # past it, shares of the amount have their own events
    in_list = bool(_ENUMERATED.search(left) and _EVENT_BEHIND.match(behind))
    signing = _SIGNING.search(behind[:60]) if in_list else None
    event = signing or _EVENT.search(behind) or _EVENT.search(left)
    listed = listed or in_list
    if not event or not (listed or _money_is_due(around) or _UPON.match(left)):
        return None
    trigger = _trigger(event)
    name = _name(around)
    if not name or VAGUE.fullmatch(name):
        name = re.sub(r"^(?:up)?on\s", "", trigger, flags=_I)
    item = _item(around, "milestone", name=name, score=0.75)
    item.more["trigger"] = trigger
    return item


def _fixed(around: Surroundings, left: str) -> FeeItem | None:
    fixed = _FIXED.search(left) or _PLAIN_FEE.search(left)
    if fixed:
        return _item(around, "fixed", name=tidy(fixed["name"]), score=0.7)
    if (
        _UP_FRONT.match(around.right)
        or _SHALL_PAY.search(left[-90:])
        or _SIGNING.search(left)
        or _SIGNING.search(around.right[:100])
    ):
        return _item(around, "fixed", name=_name(around), score=0.6)
    return None


def _money_is_due(around: Surroundings) -> bool:
    close = f"{around.left[-90:]} # {around.right[:60]}"
    return bool(
        re.search(r"\b(?:pay\w*|paid|due|instal?lments?|deposit|invoice[ds]?|bill\w*|fee)\b", close, _I)
    )


def _trigger(event: re.Match[str]) -> str:
    words = event.string[event.start() : event.start() + 160]
    return re.sub(r"\sand$", "", tidy(re.split(r"[.;,()$#]", words)[0]))


def _name(around: Surroundings) -> str | None:
    lines = around.left.rsplit("\n", 1)
    under_heading = len(lines) > 1 and len(lines[0].rsplit("\n", 1)[-1].strip()) < _WRAPPED
    match = _NAME_BEFORE.search((lines[-1] if under_heading else around.left)[-140:])
    if not match:
        return None
    words = re.split(r"\b(?:pay|remit|shall|will|an?|the|of|also|equal)\s", " ".join(match["name"].split()))
    name = tidy(words[-1])
    return name if len(name) > 3 else None
