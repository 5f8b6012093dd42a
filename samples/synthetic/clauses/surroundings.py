"""What else contracts say: sums that are no fees, dates that are not the effective date, and plain matter."""

from __future__ import annotations

from samples.synthetic.draft import SampleDraft
from samples.synthetic.wordings import unseen, wordings

PLAIN = (
    (
        "Confidentiality",
        "Each party will protect the other’s confidential information with the care it uses for its own, and use it only to carry out this {short}.",
    ),
    (
        "Independent Contractor",
        "{^P} acts as an independent contractor. Nothing here makes either party the agent, partner or employee of the other.",
    ),
    (
        "Intellectual Property",
        "Upon full payment, title to the deliverables passes to {C}; {P} keeps what it owned or knew before.",
    ),
    (
        "Warranties",
        "{^P} warrants that it has the right to enter into this {short} and that the Services will be carried out in a workmanlike manner.",
    ),
    (
        "Indemnification",
        "Each party will hold the other harmless against third-party claims that arise from its negligence.",
    ),
    (
        "Force Majeure",
        "Neither party answers for delay caused by events that it could not reasonably prevent.",
    ),
    (
        "Assignment",
        "Neither party may assign this {short} without the other’s consent, which shall not be unreasonably withheld.",
    ),
    (
        "Notices",
        "Notices shall be in writing and sent to the address at the head of this {short}, or to any other that a party has named.",
    ),
    (
        "Entire Agreement",
        "This {short}, with its schedules, states everything the parties have agreed on its subject and replaces earlier drafts and talks.",
    ),
    ("Severability", "If a provision turns out to be invalid, the others stand."),
    (
        "Personnel",
        "{^P} will assign people with the skills that the work calls for, and replace any person on reasonable request.",
    ),
    (
        "Data Protection",
        "Where {P} handles personal data on behalf of {C}, it will do so only on documented instructions.",
    ),
    ("Change Control", "Changes to scope, price or time need a written change order signed by both parties."),
    ("Counterparts", "This {short} may be signed in counterparts, and electronically."),
    ("Responsibilities", "{^C} will provide access to its staff, systems and premises as reasonably needed."),
    ("Subcontracting", "{^P} may use subcontractors with {C_poss} consent and remains answerable for them."),
)
SCOPES = (
    "migration of the billing records to the new ledger",
    "design and testing of the customer portal",
    "a review of warehouse processes",
    "installation and support of laboratory equipment software",
    "a field survey and the report on it",
    "development of the mobile inspection tool",
    "actuarial and reporting support",
    "an assessment of network security",
    "training of the operations staff",
    "preparation of the annual sustainability report",
)
DEFINITIONS = (
    ("Business Day", "a day other than a Saturday, a Sunday or a public holiday"),
    ("Deliverables", "the items listed in this {short} that {P} is to hand over"),
    ("Fees", "the charges payable by {C} under this {short}"),
    ("Services", "the services described in this {short}"),
    ("Working Hours", "9.00 to 17.30 on Business Days"),
)


def write_scope(draft: SampleDraft) -> None:
    """What is to be done."""
    scope = draft.draw.pick(SCOPES)
    heading = draft.draw.pick(
        ("Scope of Work", "Services", "Background", "Description of Services", "The Project")
    )
    sentence = draft.draw.pick(
        (
            f"The Services consist of {scope}.",
            f"{{^P}} shall carry out {scope}.",
            f"The project concerns {scope}; details are in the proposal.",
        )
    )
    draft.section(heading, draft.spoken(sentence))


def write_plain(draft: SampleDraft, fewest: int, most: int) -> None:
    """Clauses without terms, some with a sum or period that is none of the terms."""
    there = {section.heading for section in draft.sections}
    left = [clause for clause in PLAIN if clause[0] not in there]
    for heading, sentence in draft.draw.some(left, min(fewest, len(left)), most):
        parts = [draft.spoken(sentence)]
        if draft.draw.happens(0.4):
            parts.append(distractor(draft))
        draft.section(heading, " ".join(parts))


def distractor(draft: SampleDraft) -> str:
    """A sum, period or date that is no commercial term."""
    draw = draft.draw
    values = {
        "large": draft.money(draw.pick((500000, 1000000, 2000000, 3000000)), formal=draw.happens(0.2)),
        "larger": draft.money(draw.pick((5000000, 4000000, 10000000))),
        "small": draft.money(draw.whole(1300, 9700, 100)),
        "tiny": draft.money(draw.whole(130, 610, 10)),
        "days": draft.days(draw.pick((3, 5, 8, 12, 25, 35))),
        "years": draft.days(draw.pick((2, 3, 5, 6, 7)), "year"),
        "period": draft.days(draw.pick((6, 12)), "month"),
        "earlier": draft.day(draft.later(-draw.whole(30, 400))),
    }
    number = sum(key.startswith("distractor") for key in draw.chosen)
    wording = draw.variant(f"distractor.{number}", wordings("distractor"), unseen("distractor"))
    return draft.spoken(wording.text, values)


def write_definitions(draft: SampleDraft) -> None:
    """Definitions, far from their use."""
    kept = draft.draw.some(DEFINITIONS, 2, 5)
    draft.section("Definitions", *(f"“{name}” means {draft.spoken(meaning)}." for name, meaning in kept))
