from __future__ import annotations

from collections.abc import Callable
from datetime import date

from models.event import EVENT
from store import Store
from store.audit import Trail
from workflows.events import record_events
from workflows.intake import take_in
from workflows.schedule import schedule
from workflows.stored import stored_case

AS_OF = date(2026, 1, 31)


def test_events_of_the_contract_reach_its_schedule(store: Store, sow: Callable[[int], bytes]) -> None:
    contract, _ = take_in(store, sow(2), "sow.txt", trail=Trail("ann"))
    event = EVENT.validate_python(
        {
            "id": "a1",
            "source": "crm",
            "subject": contract.id,
            "time": "2026-01-15T00:00:00Z",
            "type": "engross.contract.amended",
            "data": {
                "effective_on": "2026-01-15",
                "patch": [{"op": "replace", "path": "/currency", "value": "EUR"}],
            },
        }
    )
    before = schedule(stored_case(store, contract.id, as_of=AS_OF))
    assert [one.is_new for one in record_events(store, [event], trail=Trail("crm"))] == [True]
    assert [one.is_new for one in record_events(store, [event, event], trail=Trail("crm"))] == [False, False]
    after = schedule(stored_case(store, contract.id, as_of=AS_OF))
    assert (before.project.currency, after.project.currency) == ("USD", "EUR")
