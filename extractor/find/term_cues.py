"""What the lengths in a clause on term or renewal are for, told by the nearest cue and not by the order of the words.

A length is the initial term, a renewal, or the notice that stops one. The nearest cue of its part of the sentence
decides; a cue for something else there (warranty, confidentiality, payment, cure, survival) rules it out.

**Clause:** 'The engagement lasts six months. A new term of one year follows by itself, save where a party objects
sixty days ahead of the last day.'
**Value:** /term_months 6; /renewal/automatic true, /renewal/term_months 12, /renewal/notice_days 60.
"""

from __future__ import annotations

import re

from extractor.candidates import Candidate, candidate_at
from extractor.values.durations import DurationMention, find_durations
from extractor.values.openings import lowered

_I = re.IGNORECASE
_TOPIC = re.compile(
    r"\b(?:terms?|duration|engagement|agreement|contract|SOW|statement\sof\swork|order|letter|services|appointment|assignment|project|mandate|subscription|it)\b",
    _I,
)
_RUNS = re.compile(
    r"\b(?:runs?|running|lasts?|lasting|continues?|remains?|stays?|endures?|valid|in\s(?:full\s)?(?:force|effect)|binding|expires?|expiring|ends?|"
    r"terminates?|terminate|concluded|entered\sinto|made\sfor|engaged|retained|appointed|ordered|performed|provided|covers?|spans?|fixed|initial|minimum|"
    r"(?:contract|service|performance|initial)\s(?:period|term)|duration|term)\b",
    _I,
)
_LEADS = re.compile(
    r"(?:\b(?:for|of|is|be|to|lasts?|lasting|spans?|covers?|over|during|expires?|ends?|terminates?|terminate|runs?)|:|\||\.{3,})"
    r"\s?(?:(?:an?|the|its|one|fixed|firm|total|initial|minimum|full|whole|period|term|duration|of|up\sto|exactly)\s){0,6}$",
    _I,
)
_AFTERWARDS = re.compile(r"\band\s(?:for|during)\s[^.;]{0,30}$", _I)
_IS_THE_TERM = re.compile(
    r"(?:\s\w{1,4}){1,2}\s(?:the\s|its\s)?(?:initial\s|agreed\s|fixed\s)?(?:term|duration)\b", _I
)
_PAST = re.compile(r"\s(?:after|following|from)\s(?:\w+\s){0,3}(?:expir|terminat|end\b|completion|it\b)", _I)
_LATER = re.compile(
    r"\s(?:thereafter|later|after\s(?:that|such|the\s(?:effective|start|commencement)))\b", _I
)
_ENDS_AT = re.compile(
    r"\b(?:expires?|ends?|terminates?|terminate|to\san\send)\s(?:\w+\s){0,2}$|\b(?:lapses?)\s$", _I
)
_ELSE = re.compile(
    r"(?<!without\s)\bnotic\w+|\b(?:notif\w+|cure[ds]?|remed\w+|breach\w*|invoic\w+|pa(?:y|id|yment)s?|payable|confiden\w+|warrant\w*|surviv\w+|guarantee\w*|"
    r"insur\w+|polic(?:y|ies)|coverage|solicit\w*|compet\w+|employees?|hire[ds]?|record\w*|audit\w*|retain\srecords|retention|transition|"
    r"assistance|support\speriod|disclos\w+|liab\w+|claims?|arbitrat\w+|force\smajeure|delay\w*|suspen\w+|trial|accept\w*|defects?|deliver\w*|"
    r"longer|later\sof|earlier\sof|sooner\sof|every|each|last|preceding|previous|past|within|maximum|exceed\w*|escrow|patent|milestones?|"
    r"refund\w*|discount\w*|royalt\w+|licen[sc]e[ds]?|lease|promotion|exclusiv\w+|born|experience|indemni\w+|cover\sof|kept)\b",
    _I,
)
_AGAIN = re.compile(
    r"\b(?:(?:auto(?:matic(?:ally)?)?[\s-]?)?renew(?:s|ed|al|als|ing)?|exten(?:d|ds|ded|sions?)|prolong\w*|roll(?:s|ed|ing)?[\s-](?:over|on|forward)|rollover|"
    r"(?:new|further|additional|another|successive|consecutive|subsequent|follow-on|next)\s(?:\w+\s)?(?:terms?|periods?)|"
    r"continu(?:es?|ed|ing)\s(?:\w+\s)?for\s(?:another|successive|further|additional)|(?:begins?|starts?|runs?)\s(?:anew|again))\b",
    _I,
)
_AGAIN_WORDS = ("renew", "exten", "prolong", "roll", "term", "period", "continu", "anew", "again")
_BY_ITSELF = re.compile(
    r"\b(?:auto[\s-]?(?:matic\w*|renew\w*)|tacit\w*|by\sitself|of\sits\sown|unless|absent|failing|in\sthe\sabsence\sof|(?:save|except)\s(?:where|if|that)|"
    r"without\s(?:\w+\s){0,3}(?:action|acts?|notice|step|formality|declaration)|if\s(?:neither|no)\b|roll(?:s|ed|ing)?[\s-]over|(?:shall|will)\s(?:\w+\s)?follow)\b",
    _I,
)
_OPTIONAL = re.compile(
    r"\b(?:may|option\w*|right|entitled|free|can)\b[^.;:]{0,50}\b(?:renew|extend|prolong|continue)|\boption\b|"
    r"\b(?:mutual\w*|agreed\sin\swriting|(?:written|signed|further)\s(?:\w+\s){0,2}(?:agreement|amendment|consent)|(?:parties|they)\s(?:\w+\s)?agree|sign\sa)\b",
    _I,
)
_NEVER = re.compile(
    r"\b(?:no|not|never|nor|without)\s(?:be\s)?(?:\w+\s)?(?:automatic\w*|tacit\w*|renew\w*|exten\w+|prolong\w*)|\brenewal\s?:\s(?:no|none)\b",
    _I,
)
_SURELY = re.compile(r"\bauto|\btacit|\bitself\b|\bwithout\s(?:\w+\s){0,3}(?:action|acts?|formality)\b", _I)
_TERM = re.compile(
    r"\b(?:terms?|agreement|contract|SOW|statement\sof\swork|order|letter|engagement|subscriptions?|services|renewal|expiry|expiration)\b|\bit\b",
    _I,
)
_IN_PASSING = re.compile(
    r"\b(?:unless|or|as|if|until|whether\sor\snot|any|such|each|of\sthe|may\sbe)\s(?:\w+\s){0,2}$|\bunless\s(?:\w+\s){0,4}$|\bor\s(?:\w+\s){0,1}$",
    _I,
)
_NOT_THE_TERM = re.compile(
    r"\b(?:force\smajeure|delay\w*|negotiat\w+|deadline|conversion|suspen\w+|performance\sof|due\sdate|time\sfor|credit|patents?|polic(?:y|ies)|insur\w+|"
    r"licen[sc]es?|leases?|trial|warrant\w*|guarantee\w*|indemni\w+|arbitrat\w+|cooperat\w+|further\sassurance\w*|contract\syear|hours|unused|cure|by\stheir\snature|rights\sgranted|surviv\w+|panel|board|consecutive\s(?:days|months)|months\speriod\sof)\b",
    _I,
)
_DECLARED = re.compile(
    r"\b(?:notic\w+|notif\w+|non-?renewal|opt(?:s|ing)?[\s-]out|inform\w*|advis\w+|declin\w+|declar\w+|object\w*|cancel\w*|terminat\w+|in\swriting|written|elect\w*|prevent\w*)\b",
    _I,
)
_AHEAD = re.compile(
    r"\s?(?:or\smore\s|\(?or\slonger\)?\s)?(?:'s?\s)?(?:prior\b|before\b|ahead\b|in\sadvance\b|advance\b|preceding\b|(?:\w+\s)?notice\b)",
    _I,
)
_NOTICE_OF = re.compile(r"\bnotice(?:\speriod)?(?:\sof|\sis|\s?:|\s?\|)\s(?:at\sleast\s)?$", _I)
_FOR_AGAIN = re.compile(
    r"\b(?:(?:renew|exten|prolong|roll)\w*|new|further|additional|another|successive|consecutive|subsequent|next)\b[^.;]{0,40}$",
    _I,
)
_EACH = re.compile(r"\s(?:renewal\s|extension\s)?(?:terms?|periods?|each|at\sa\stime)\b", _I)
_PART = re.compile(r";|\.\s|,\s(?:and|but|provided|unless|after\swhich)\b", _I)
_MOST_NOTICE = 730
_REACH = 100
_SHORT = 240
_LABEL = 30
"""Characters before which a cue stands in a label that names its topic itself: 'Automatic renewal: yes'."""


def read_term_cues(offset: int, text: str) -> list[Candidate]:
    """Candidates for the initial term in one sentence, which starts at `offset` of the flat text."""
    for mention in find_durations(text):
        start, end = mention.span.start, mention.span.end
        if not mention.months or mention.business or (mention.unit in {"day", "week"} and mention.days < 80):
            continue
        part = _part(text, start, end)
        ahead = text[max(part[0], start - _REACH) : start]
        if (
            _AFTERWARDS.search(ahead)
            or _AGAIN.search(ahead)
            or _ELSE.search(text[part[0] : part[1]])
            or _AHEAD.match(text, end)
            or _PAST.match(text, end)
        ):
            continue
        if _IS_THE_TERM.match(text, end) and not ahead.strip(" (a1)."):
            return [_at("/term_months", mention.months, offset, mention, 0.62)]
        ends = _ENDS_AT.search(ahead)
        if ends and not _LATER.match(text, end):
            continue
        if _TOPIC.search(ahead) and _RUNS.search(ahead) and (_LEADS.search(ahead) or ends):
            return [_at("/term_months", mention.months, offset, mention, 0.62)]
    return []


def read_renewal_cues(offset: int, text: str) -> list[Candidate]:
    """Candidates for the renewal, its length and its notice in one sentence, which starts at `offset`."""
    small = lowered(text)
    if not any(word in small for word in _AGAIN_WORDS):
        return []
    again = next((cue for cue in _AGAIN.finditer(text) if _of_the_term(text, cue)), None)
    if not again:
        return []
    first = max(again.start() - 200, 0)
    near = text[first : again.end() + 300]
    itself = _BY_ITSELF.search(near)
    never = _NEVER.search(near)
    where = (offset + again.start(), offset + again.end())
    if never or (_OPTIONAL.search(near) and not _SURELY.search(near)):
        told = candidate_at("/renewal/automatic", False, where, 0.42, "term")  # noqa: FBT003 - the value itself
        return [told] if len(text) < _SHORT else []
    if not itself:
        return []
    found = [candidate_at("/renewal/automatic", True, where, 0.62, "term")]  # noqa: FBT003 - the value itself
    for mention in find_durations(near):
        ahead = near[max(mention.span.start - _REACH, 0) : mention.span.start]
        noticed = _AHEAD.match(near, mention.span.end) or _NOTICE_OF.search(ahead)
        if noticed and _DECLARED.search(near) and 0 < mention.days <= _MOST_NOTICE:
            found.append(_at("/renewal/notice_days", mention.days, offset + first, mention, 0.62))
        elif not noticed and mention.months and mention.days >= 28 and _is_again(near, ahead, mention):
            found.append(_at("/renewal/term_months", mention.months, offset + first, mention, 0.62))
    return found


def _of_the_term(text: str, cue: re.Match[str]) -> bool:
    """Whether a cue for a renewal speaks of the term: not of a deadline, nor of 'unless extended' in passing."""
    near = text[max(cue.start() - 120, 0) : cue.end() + 60]
    if _IN_PASSING.search(text[: cue.start()]) or _NOT_THE_TERM.search(near):
        return False
    return cue.start() < _LABEL or _TERM.search(text, max(cue.start() - 120, 0), cue.end() + 160) is not None


def _is_again(text: str, ahead: str, mention: DurationMention) -> bool:
    """Whether the length is that of a renewal: a cue for one in front of it, and none for a notice nearer."""
    cue = _FOR_AGAIN.search(ahead[-70:])
    if cue:
        return not re.search(r"\bnotice\b|\bnotif", ahead[-70:][cue.start() :], _I)
    return _EACH.match(text, mention.span.end) is not None


def _part(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of the sentence around a place."""
    cuts = [match.span() for match in _PART.finditer(text)]
    first = max((stop for _, stop in cuts if stop <= start), default=0)
    return first, min((begin for begin, _ in cuts if begin >= end), default=len(text))


def _at(pointer: str, value: int, offset: int, mention: DurationMention, score: float) -> Candidate:
    where = (offset + mention.span.start, offset + mention.span.end)
    return candidate_at(pointer, value, where, score, "term", "L08" if mention.disagrees else None)
