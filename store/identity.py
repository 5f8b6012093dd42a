"""The one place that makes ids; a contract's is its content (`store.contracts.contract_id`)."""

from __future__ import annotations

import secrets
from typing import Literal

from models.identity import TimeOrdered
from store.clock import milliseconds

_IDS = TimeOrdered(milliseconds, secrets.randbits)


def new_id(kind: Literal["bf", "key", "rev"]) -> str:
    """An id of a backfill, an API key or a review item; in a list by id the oldest is first."""
    return f"{kind}_{_IDS.make().hex}"
