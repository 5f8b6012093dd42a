from __future__ import annotations

from models.schedule import BillingLine, Proof
from models.terms import Line, Terms
from policy.facts import FACTS, billing_facts, contract_facts, line_facts


def test_every_fact_that_is_named_is_made_and_no_other() -> None:
    billed = BillingLine(
        id="1-1",
        line="1",
        kind="time",
        description="d",
        status="billable",
        proof=Proof(rule="R06", formula="f"),
    )
    made = (
        contract_facts(Terms()) | line_facts(Line(id="1", billing_method="milestone")) | billing_facts(billed)
    )
    assert tuple(made) == FACTS


def test_the_parties_are_named_by_their_role() -> None:
    terms = Terms.model_validate(
        {
            "parties": [{"name": "Contoso", "role": "customer"}, {"name": "We", "role": "provider"}],
            "payment": {"billing_frequency": "monthly"},
        }
    )
    facts = contract_facts(terms)
    assert (facts["contract.customer"], facts["contract.provider"]) == ("Contoso", "We")
    assert facts["contract.billing_frequency"] == "monthly"
