"""What the trade calls one thing by many names: a VAT, GST and withholding are all tax."""

# ruff: noqa: E501 - a concept's names are read on one line

from __future__ import annotations

import re
from collections.abc import Iterator

CONCEPTS: dict[str, str] = {
    "price": r"rates?|pric(?:e|es|ing|ed)|hourly|tariff|rate card|per hour|per day|grade|uplift|escalat\w+|indexation|cpi|re-?rate|/hr|premium|quoted",
    "grade": r"senior|junior|lead|architect|analyst|principal|associate|level|seniority",
    "time": r"hours?|hrs?|timesheets?|man-?days?|days|overtime|quarter-?hour|rounding|minutes?|logged|quantity|qty|units?",
    "backup": r"attach\w*|back-?up|narratives?|itemi[sz]\w*|breakdown|evidence|proof|supporting|documentation|logs?|description|vague|detail\w*|unsigned",
    "order_change": r"scope|change (?:order|request)|cr-?\d*|variation|amendment|authori[sz]ed|ordered|unauthori[sz]ed|approval|extra work|descoped|additional|requested|included",
    "accept": r"accept\w*|uat|sign(?:ed)?[- ]?off|milestones?|deliver\w*|completion|certificate|handover|hand-?over|go-?live|review|not (?:yet )?received|tested|commissioning",
    "defect": r"defect\w*|bugs?|broken|faulty|sla|service level|credits?|uptime|downtime|outage|errors?|mistakes|crash\w*|quality|workmanship|poor|fails?|failed|wrong(?:ly)?|damage\w*|penalt\w+|warranty",
    "limit": r"cap|caps|capped|ceiling|budget|not-?to-?exceed|nte|exceed\w*|limit\w*|maximum|max|over(?:spend|age)|headroom|remaining|balance|upper bound|funds|funded|exhausted",
    "travel": r"travel|flights?|airfare|hotel|taxi|meals?|per[- ]diem|mileage|receipts?|expenses?|reimburs\w+|markup|mark-up|tips|car|pass(?:ed)?[- ]?through|pre-?approved|subsistence|ticket",
    "reference": r"po|purchase order|order number|cost cent(?:re|er)|wbs|reference|ref|portal|e-?invoic\w*|peppol|project code|requisition|upload|xml|contract number|routing|approver",
    "entity": r"entity|subsidiary|affiliate|gmbh|llc|ltd|inc|plc|bill-?to|addressed|remit-?to|bank|iban|legal name|company|recipient|parent|branch|vendor master|tenant|bill to",
    "tax": r"tax\w*|vat|gst|hst|pst|tva|iva|mwst|withholding|tds|wht|exempt\w*|reverse charge|zero-rated|duty",
    "currency": r"fx|exchange rates?|currency|usd|eur|gbp|conversion|convert\w*|francs|dollars|euros",
    "due": r"net (?:\d+|thirty|sixty|forty-five)|due|overdue|interest|late (?:fee|payment)|reminder|dunning|payment terms?|arrears|in advance|too early|stale|days|billing cycle|period|dated|quarterly|monthly",
    "deduct": r"discounts?|rebates?|retention|retainage|hold-?back|advance|deposit|credit (?:note|memo|balance)|down ?payment|prepa\w+|pre-paid|offset|deduct\w*|skonto|withheld|recoup\w*|minus|waiver|bonus",
    "again": r"duplicat\w*|twice|already|paid|double|same|identical|again|settled|second copy|repeat\w*|cleared|overpa\w+|both|refund",
    "courtesy": r"thank you|thanks|call me|holiday|out of the office|get back|come back|please advise|received|noted|approved|confirm\w*",
}
FINDERS = {name: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for name, words in CONCEPTS.items()}


def find_concept_features(text: str) -> Iterator[tuple[str, int, int]]:
    """Each mention of a concept, with its place in the text."""
    for name, pattern in FINDERS.items():
        for match in pattern.finditer(text):
            yield name, *match.span()


def concepts_of(text: str) -> list[str]:
    """The concept features alone."""
    return [name for name, _, _ in find_concept_features(text)]
