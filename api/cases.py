"""The case that a request asks about: a contract on a day, as known on one, under its master agreement."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import Depends, Query

from api.requests import Id, IdQuery, TheStore, today
from models.errors import Conflict, InvalidEvent, InvalidPolicy, InvalidTerms
from rules.agreement.family import Precedence
from workflows.case import Case
from workflows.stored import stored_case

UNBUILDABLE = (Conflict, InvalidTerms, InvalidEvent, InvalidPolicy)
"""Why a case has no schedule: its file was refused, its terms, an amendment or the policy cannot be used."""
AsOf = Annotated[
    dt.date | None,
    Query(description="The day on which the schedule stands; today if left out.", examples=["2026-01-31"]),
]
KnownOn = Annotated[dt.date | None, Query(description="Leave out what happened after this day.")]
Since = Annotated[dt.date, Query(description="The earlier day to compare with, by what was known then.")]


def case_of(
    contract_id: Id,
    store: TheStore,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    master: IdQuery = None,
    precedence: Annotated[
        Precedence | None, Query(description="Which prevails where the contract and its master differ.")
    ] = None,
) -> Case:
    """The case that path and query name."""
    return stored_case(
        store, contract_id, as_of=as_of or today(), known_on=known_on, master=master, precedence=precedence
    )


TheCase = Annotated[Case, Depends(case_of)]
