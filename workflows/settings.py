"""Settings of both doors, from the ENGROSS_* variables; unsafe ones are refused with what to do instead."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.errors import UnsafeSettings
from store import Store

MIB = 1024 * 1024
PREFIX = "ENGROSS_"
SHORTEST_PEPPER = 32
GUESSABLE = frozenset({"change-me", "changeme", "secret", "password", "pepper"})


class Settings(BaseSettings):
    """Where things are kept, and how much one request may ask.

    Attributes:
        database_url: Where contracts are stored: SQLite, or PostgreSQL.
        data: The folder of documents, keys and reports.
        pepper: The secret that API keys are hashed with; the store makes and keeps one in `data` if absent.
        max_upload_bytes: The largest file.
        max_json_bytes: The largest JSON body.
        max_batch: The most events or disputes in one request.
        llm_url: The endpoint of the optional language model; with `llm_model` and `llm_key`, for `--assist`.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    database_url: str = "sqlite:///./var/engross.db"
    data: Path = Path("./var")
    pepper: SecretStr | None = None
    max_upload_bytes: Annotated[int, Field(ge=1)] = 50 * MIB
    max_json_bytes: Annotated[int, Field(ge=1)] = 5 * MIB
    max_batch: Annotated[int, Field(ge=1)] = 1_000
    llm_url: str = ""
    llm_model: str = ""
    llm_key: SecretStr = SecretStr("")

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

    def open_store(self, *, migrate: bool = True) -> Store:
        """The store of these settings."""
        pepper = self.pepper.get_secret_value().encode() if self.pepper else None
        return Store(self.database_url, self.data, pepper=pepper, migrate=migrate)


def read_settings() -> Settings:
    """The settings that the environment states, defaults for the others.

    Raises:
        UnsafeSettings: A value that must not be started with.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = PREFIX + "_".join(str(part).upper() for part in first["loc"]).removeprefix(PREFIX)
        raise UnsafeSettings(f"{name}: {first['msg'].removeprefix('Value error, ')}") from None
