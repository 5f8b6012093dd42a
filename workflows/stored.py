"""Cases of stored contracts: terms as reviewed, every event under one of its names, master and policy."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from models.event import Event
from policy.files import read_policy
from rules.agreement.family import Precedence
from store import Store
from workflows.case import Case, FirmPolicy, Master


def stored_case(
    store: Store,
    contract_id: str,
    *,
    as_of: date,
    known_on: date | None = None,
    master: str | None = None,
    precedence: Precedence | None = None,
) -> Case:
    """The contract as it stands on a day, under the firm's policy where one is in force.

    Args:
        store: Where it is kept.
        contract_id: Which contract.
        as_of: The day of the question.
        known_on: Leave out the events after this day.
        master: The id of the stored master agreement that it is under.
        precedence: Which of the two prevails where they differ.

    Raises:
        NotFound: No such contract.
        Conflict: The file was refused.
    """
    governing = store.contracts.load_extraction(master).terms if master else None
    extraction = store.contracts.load_extraction(contract_id)
    return Case(
        own_terms=extraction.terms,
        as_of=as_of,
        extraction=extraction,
        events=tuple(events_of(store, contract_id)),
        known_on=known_on,
        master=Master(governing, precedence) if governing else None,
        policy=firm_policy(store),
    )


def names_of(store: Store, contract_id: str) -> set[str]:
    """Every name by which an event may call a contract: its id, its content's hash, its reference."""
    contract = store.contracts.load(contract_id)
    reference = (
        store.contracts.load_extraction(contract_id).terms.reference if contract.problem is None else None
    )
    return {contract.id, contract.sha256, *filter(None, [reference])}


def events_of(store: Store, contract_id: str) -> list[Event]:
    """The events of a contract, in the order recorded; raises NotFound."""
    return store.events.under(names_of(store, contract_id))


def firm_policy(store: Store) -> FirmPolicy | None:
    """The policy in force, None where the firm has put none."""
    stored = store.policies.newest()
    if stored is None:
        return None
    return FirmPolicy(read_policy(stored.content, stored.filename), sha256(stored.content).hexdigest())
