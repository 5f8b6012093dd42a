"""Settings of the API, from the environment; unsafe ones are refused with what to do about them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

MIB = 1024 * 1024
SHORTEST_PEPPER = 32
GUESSABLE = frozenset({"change-me", "changeme", "secret", "password", "pepper"})


class UnsafeSettings(Exception):
    """The service does not start with these settings; the message says what to change."""


class Settings(BaseModel):
    """What the API needs to know before it starts.

    Attributes:
        database_url: Where contracts are stored.
        data: The folder of documents and keys.
        pepper: The secret that API keys are hashed with; None lets the store make one and keep it in `data`.
        max_upload_bytes: The largest file.
        max_json_bytes: The largest JSON body.
        max_batch: The most events or disputes in one request.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    database_url: str = "sqlite:///./var/engross.db"
    data: Path = Path("./var")
    pepper: SecretStr | None = None
    max_upload_bytes: Annotated[int, Field(ge=1)] = 50 * MIB
    max_json_bytes: Annotated[int, Field(ge=1)] = 5 * MIB
    max_batch: Annotated[int, Field(ge=1)] = 1_000

    @field_validator("pepper")
    @classmethod
    def _hard_to_guess(cls, pepper: SecretStr | None) -> SecretStr | None:
        if pepper is None:
            return None
        secret = pepper.get_secret_value()
        if len(secret) < SHORTEST_PEPPER or secret.lower() in GUESSABLE or len(set(secret)) < 8:
            raise ValueError(
                f"ENGROSS_PEPPER is too easy to guess; set at least {SHORTEST_PEPPER} random characters, "
                "for example from `openssl rand -hex 32`"
            )
        return pepper

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """The settings that the ENGROSS_* variables state, defaults for the others.

        Raises:
            UnsafeSettings: A value that the service must not start with.
        """
        given = os.environ if environment is None else environment
        stated = {
            name: given[f"ENGROSS_{name.upper()}"]
            for name in cls.model_fields
            if given.get(f"ENGROSS_{name.upper()}")
        }
        try:
            return cls.model_validate(stated)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            place = "ENGROSS_" + "_".join(str(part).upper() for part in first["loc"])
            raise UnsafeSettings(f"{place}: {first['msg'].removeprefix('Value error, ')}") from None
