"""Who signs the contract, and who pays whom.

**Clause:** 'by and between Acme Corp., a Delaware corporation ("Customer"), and Byte Works LLC ("Consultant")'.
**Value:** /parties/0 Acme Corp., customer; /parties/1 Byte Works LLC, provider.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.candidates import Candidate, candidate_at
from extractor.find.governing_law import PLACE
from extractor.find.parties import find_parties
from extractor.find.party_roles import party_roles
from extractor.segment import ContractText
from extractor.values.legal_forms import SIGNER_FORMS
from extractor.values.months import ANY_MONTH

_I = re.IGNORECASE
_PIECE = r"(?:[A-Z0-9][\w&.'!/+-]{0,40}|[a-z]-?[A-Z0-9][\w.-]{0,30}|[a-z]{2,20}\.(?:com|net|org)\b|[a-z]\.[a-z]\.[a-z.]{0,4}|&)"
_JOINT = r"(?:,? | (?:of|and|for|de|the|in|la|du) (?:the )?)"
_COMPANY = re.compile(
    rf"{_PIECE}(?:{_JOINT}{_PIECE}){{0,8}}?,?\s{SIGNER_FORMS}\b\.?(?:,?\s?(?:{SIGNER_FORMS})\b\.?){{0,2}}(?:\s\([A-Z]\w{{1,12}}\)\s{SIGNER_FORMS}\.?)?"
)
_NAME = re.compile(rf"{_PIECE}(?:{_JOINT}{_PIECE}){{0,6}}")
_ALIAS = re.compile(r'\(?\s?(?:[^()"]{0,110})?"\s?(?P<alias>(?:the\s)?[A-Z][\w&. \'/-]{1,40}?)[,.]?\s?"', _I)
_OPEN = re.compile(
    r"\b(?:by\sand\s(?:between|among)|between|among(?:st)?|made\sby|entered\sinto\s(?:by|with))\b(?:\sand\samong)?(?:\sthe\sfollowing(?:\sparties)?)?\s?:?\s?(?:parties\sto\sth(?:is|e)\s\w+\s)?|\bthe\sparties\sto\sthis\s[^.;]{0,110}?\bare\s|\bPARTIES:?\s(?=\(?1[).]|\(?[aA][).])",
    _I,
)
_DESCRIBED = re.compile(
    r"^\.?,?\s?(?:\(?(?:the\s)?\"|\(|,?\s?(?:an?\s(?:[\w.-]+\s){0,6}(?:corporation|company|limited|partnership|individual|bank|association|trust|entity|organization|firm|institution|municipal\w*|division|subsidiary)|"
    r"having|with\s(?:its|a|an|offices?)|whose|located|organi[sz]ed|incorporated|acting|duly|a/k/a|d/b/a|doing\sbusiness|hereinafter|individually|on\sbehalf|through|whose))",
    _I,
)
_NO_PARTY = re.compile(
    r"^(?:The\s)?(?:Agreement|This|Part(?:y|ies)|Effective|Exhibit|Schedule|Section|Article|Date|Section|Recitals?|Whereas|Now|In|On|As|It|If|Each|Both|Any|All|Such|"
    rf"{ANY_MONTH}|Confidential|Securities|Delaware|EXHIBIT|AGREEMENT|THIS|Suite|Street|United|Services|State(?!\sof)|ENGAGEMENT|Development\.|Indenture\.|Corporatio)\b(?!\s(?:Bank|Street\sCorp))",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:^|[\s.;])(?P<label>Party\s[A-D]|PARTY\s[A-D]|Client|Customer|Contractor|Consultant|Vendor|Supplier|Company|Buyer|Seller|Licensor|Licensee|Service\sProvider|Provider|"
    r"Employer|Engineer|Purchaser|Owner|Agency|City|County)"
    r"(?:\sName)?\s?(?:\([^()]{1,40}\)\s?)?:\s",
    re.MULTILINE,
)
_ROLE_WORD = r"(?:Client|Customer|Company|Contractor|Consultant|Developer|Vendor|Supplier|Service\sProvider|Provider|Engineer|Purchaser|Buyer|Seller|Licensor|Licensee|City|County|Owner|Agency|Executive|Employer|Celebrity|CELEBRITY|COMPANY|CLIENT|CUSTOMER|CONSULTANT|CONTRACTOR)"
_UNQUOTED = re.compile(
    rf"^[^()]{{0,160}}?\(\s?(?:(?:hereinafter|herein|hereafter|referred\s(?:to\s)?|below|called|as|the)\s){{0,6}}\"?(?P<alias>{_ROLE_WORD})\"?\s?\)",
    _I,
)
_PUBLIC = re.compile(
    r"(?:The\s)?(?:City|CITY|County|COUNTY|Town|TOWN|Village|VILLAGE|Township|Borough|Port|State|STATE|University|UNIVERSITY|Regents|Board)\s(?:of|OF)\s(?:the\s)?[A-Z][\w.'-]*(?:\s(?!(?:AND|EXHIBIT|PAGE)\b)[A-Z][\w'-]+){0,2}"
)
_PLACE_AND = re.compile(rf"{PLACE.pattern}\s(?:and|AND)\s")
_ROLE_BEFORE = re.compile(rf"\(\s?(?P<alias>{_ROLE_WORD})\s?\)\s")
_LEAD = re.compile(
    rf"^\(\s?{_ROLE_WORD}\s?\)\s|"
    r"^(?:(?:\(?[a-z0-9]{1,3}[).]|and|by|between|among|the|of)\s){1,3}|"
    r"^(?:reseller|client|customer|contractor|consultant|vendor|supplier|licensor|licensee|provider),\s",
    _I,
)
_TRADING = re.compile(r",?\s(?:d/b/a|doing\sbusiness\sas)\s(?=[A-Z])")
_ADDRESS = re.compile(r"\b[A-Z]{2}\.?,?\s\d{5}\b|^\d+\s[A-Z]\.,|^(?:Conditions|Schedules|Terms)\b")
_NUMBERED = re.compile(
    r"(?:[\d-]{6,20}|[A-Z][a-z]{2,8}\s\d{1,2},\s\d{4})\s(?=(?:The\s)?(?:City|County|Town|Village)\sof\s)"
)
_PAGE_FOOT = re.compile(r"\s(?:Exhibit|EXHIBIT|Page|PAGE|Attachment|Appendix)\s(?=[A-Z]\b|\d)")
_BEING = re.compile(
    r",?\s(?:an?\s(?:[\w.-]+\s){0,4}(?:corporation|company|limited|partnership|individual|bank|association|organization|institution)\b|an\sindividual\b)",
    _I,
)
_PLACED = re.compile(r"\s(?:of|from)\s(?=\[)|\s-\s*$")
_JOINED = re.compile(r"\s(?:and|AND|&)\s")
_CONTRACT_WORD = re.compile(
    r"\b(?:Agreement|AGREEMENT|Amendment|Schedule|Exhibit|Commission|COMMISSION|CONFIDENTIAL|Section|Marks|Content)\b|^(?:You|Buyer|Seller|Parties|Distributor|Consultant|Contractor|Customer|Client)\b"
)
_LOOSE = re.compile(
    rf"^\S+$|^\d+[.,]|^(?:{SIGNER_FORMS}|Management|Delaware),?\s{SIGNER_FORMS}\b\.?$|^[A-Z][a-z]+\sIn$|^(?!.*\b{SIGNER_FORMS}\b)(?=.*\b(?:Services?|Repair|Dealer|Area|Period|Products?|Media)$)"
)
"""What stands where a third party would, and is none: one word, a number, a form alone, a heading."""
_LIMIT = 10
_DOUBTFUL = 0.5


@dataclass(frozen=True, slots=True)
class _Party:
    name: str
    alias: str
    start: int
    end: int
    score: float


def find_signatories(contract: ContractText) -> list[Candidate]:
    """The parties of the preamble, or of the signatures; where it names less than two, any that are named."""
    parties = _sure(_apart(_in_preamble(contract)))
    if len(parties) < 2:
        opening = contract.flat[: contract.preamble.end]
        parties = _once([*parties, *_labelled(opening), *_signers(contract)])
    if sum(party.score > _DOUBTFUL for party in parties) < 2:
        return find_parties(contract)
    roles = party_roles([(party.name, party.alias) for party in parties], contract.flat)
    found = []
    for index, (party, role) in enumerate(zip(parties[:_LIMIT], roles, strict=False)):
        where = (party.start, party.end)
        found.append(
            candidate_at(
                f"/parties/{index}", {"name": party.name, "role": role}, where, party.score, "parties"
            )
        )
    return found


def read_parties(contract: ContractText) -> list[tuple[str, str]]:
    """The parties of the preamble: each one's name and what the contract calls it."""
    return [(party.name, party.alias) for party in _sure(_apart(_in_preamble(contract)))]


def _in_preamble(contract: ContractText) -> list[_Party]:
    """The best reading of the opening words: the first opening with two parties, else all that are described."""
    text = contract.flat[: contract.preamble.end]
    flowing = text.replace("\n", " ")  # a name may run over a line that the reader took for a paragraph's end
    readings = [_once(_listed(flowing, opening.end())) for opening in _OPEN.finditer(text)]
    readings += [_once(_all_described(text)), _once(_labelled(text))]
    return max(readings, key=_weight)


def _weight(parties: list[_Party]) -> tuple[int, float]:
    """Two parties at least, rather with defined names than without; what comes first wins a tie."""
    return min(len(parties), 2), sum(1.0 for p in parties[:2] if p.alias) + sum(
        p.score for p in parties[:2]
    ) / 4


def _listed(text: str, start: int) -> list[_Party]:
    """The parties that follow 'between', one after another, until the words stop reading like names."""
    parties: list[_Party] = []
    at = start
    while len(parties) < _LIMIT:
        party = _party_at(text, at)
        if party is None:
            break
        parties.append(party)
        at = _next_party(text, party)
        if at < 0:
            break
    return parties


def _party_at(text: str, at: int) -> _Party | None:
    labelled = _ROLE_BEFORE.match(text, at)
    lead = _LEAD.match(text[at : at + 20])
    at += lead.end() if lead else 0
    at += len(text[at : at + 4]) - len(text[at : at + 4].lstrip(' "\n,:'))
    dated = _NUMBERED.match(text, at) or _PLACE_AND.match(text, at)
    at = dated.end() if dated else at
    company = _COMPANY.match(text, at) or _PUBLIC.match(text, at)
    match = company or _NAME.match(text, at)
    if match is None or _NO_PARTY.match(match[0]) or len(match[0]) < 3 or _ADDRESS.search(match[0]):
        return None
    if re.search(r"\ban?\s$", text[max(at - 4, 0) : at], _I):  # 'a Florida Corporation' describes a party
        return None
    name, end = match[0], match.end()
    if company is None:
        name = re.split(r"\sand\s(?=[A-Z])", _PAGE_FOOT.split(name)[0])[0].rstrip(",.")
        name = _PLACED.split(name)[0].removesuffix(", Individual")
        end = at + len(name)
    told = (
        company is None and (_PAGE_FOOT.match(text, end) or _BEING.match(text[end : end + 160])) is not None
    )
    trading = _TRADING.match(text, end)
    if trading and (traded := _NAME.match(text, trading.end())):
        end = traded.end()
        name = text[at:end]
    tail = text[end : end + 420]
    sign = _ALIAS.search(tail)
    between = tail[: sign.start()] if sign else ""
    bare = None if sign else _UNQUOTED.match(tail)
    if bare:
        sign, between = bare, ""
    alias = (
        sign["alias"].strip()
        if sign
        and len(between) < 400
        and not re.search(r"\sand\s(?:[A-Z]\w+\s){1,6}?(?:Inc|LLC|Corp|Ltd)|\.\s[A-Z][a-z]+\s[a-z]", between)
        else labelled["alias"]
        if labelled
        else ""
    )
    return _Party(
        name.strip(" ,"),
        alias,
        at,
        end,
        0.9 if company and alias else 0.75 if company or alias or told else 0.5,
    )


def _next_party(text: str, party: _Party) -> int:
    """Where the next party's name begins, or -1."""
    window = text[party.end : party.end + 700]
    for joint in re.finditer(
        r"(?:,|;|\)|\.|\"|\s)\s?(?:and|AND|&)[,:]?\s(?:between\s|by\s)?(?:\(?\w{1,2}\)\s)?(?=\([A-Z]\w{2,11}\)\s|[A-Z0-9\"a-z])|[;\n]\s?(?:\(?\w{1,2}\)\s)(?=[A-Z])|\"?\),\s(?=[A-Z])",
        window,
    ):
        following = _party_at(text, party.end + joint.end())
        if following is None:
            continue
        after = text[following.end : following.end + 60]
        if (
            following.score >= 0.75
            or _DESCRIBED.match(after)
            or (
                joint.start() < 4
                and re.match(
                    r"[.,]?\s?(?:\n|$|dated|,? as of|\(|(?:Exhibit|Page|Attachment|Appendix)\b)", after
                )
            )
        ):
            return party.end + joint.end()
    return -1


def _labelled(text: str) -> list[_Party]:
    """The parties of a form: 'Party A: ...', 'Client: ...'."""
    parties = []
    for label in _LABEL.finditer(text):
        party = _party_at(text, label.end())
        if party:
            parties.append(
                _Party(party.name, party.alias or label["label"], party.start, party.end, party.score)
            )
    return parties


def _all_described(text: str) -> list[_Party]:
    parties = []
    for match in _COMPANY.finditer(text):
        if _NO_PARTY.match(match[0]) or not _DESCRIBED.match(text[match.end() : match.end() + 80]):
            continue
        party = _party_at(text, match.start())
        if party and party.alias:
            parties.append(party)
    return parties


def _signers(contract: ContractText) -> list[_Party]:
    text, start = contract.flat, contract.signature.start
    return [
        _Party(match[0].strip(" ,"), "", match.start(), match.end(), 0.55)
        for match in _COMPANY.finditer(text, start, min(start + 3_000, len(text)))
        if re.search(r"\bBy\s?:", text[match.end() : match.end() + 160]) and not _NO_PARTY.match(match[0])
    ]


def _once(parties: list[_Party]) -> list[_Party]:
    """The parties without repeats: a name that is another's defined name is no party of its own."""
    seen: set[str] = set()
    kept: list[_Party] = []
    for party in parties:
        key = _bare(party.name)
        alias = _bare(party.alias)
        taken = key in seen or (alias in seen and party.score < 0.9)
        if key and not taken and not (kept and _CONTRACT_WORD.search(party.name)):
            kept.append(party)
        seen |= {key, alias} - {""}
    return kept


def _apart(parties: list[_Party]) -> list[_Party]:
    """The parties without a heading that joins two of them: 'ARCA AND BRIGHTWATER LLC'."""
    names = {_bare(party.name) for party in parties}
    return [p for p in parties if not any(_bare(part) in names for part in _JOINED.split(p.name)[1:])]


def _sure(parties: list[_Party]) -> list[_Party]:
    """The first two, and of those after them the ones that have a legal form or a full name of their own."""
    return [*parties[:2], *(p for p in parties[2:] if not _LOOSE.search(p.name))]


def _bare(name: str) -> str:
    return re.sub(
        r"[^a-z0-9]", "", re.sub(rf",?\s{SIGNER_FORMS}\b\.?$", "", name).lower().removeprefix("the ")
    )
