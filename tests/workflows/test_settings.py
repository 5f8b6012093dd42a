from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import UnsafeSettings
from workflows.settings import Settings, read_settings

STRONG = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def stated(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ENGROSS_{name.upper()}", raising=False)
    return monkeypatch


def test_the_environment_states_the_settings(stated: pytest.MonkeyPatch) -> None:
    stated.setenv("ENGROSS_DATA", "/srv/engross")
    stated.setenv("ENGROSS_MAX_BATCH", "10")
    stated.setenv("ENGROSS_DATABASE_URL", "")
    settings = read_settings()
    assert (settings.data, settings.max_batch, settings.max_upload_bytes, settings.database_url) == (
        Path("/srv/engross"),
        10,
        50 * 1024 * 1024,
        "sqlite:///./var/engross.db",
    )


def test_secrets_do_not_show(stated: pytest.MonkeyPatch) -> None:
    stated.setenv("ENGROSS_PEPPER", STRONG)
    stated.setenv("ENGROSS_LLM_KEY", STRONG)
    settings = read_settings()
    assert STRONG not in repr(settings)
    assert settings.pepper is not None
    assert settings.pepper.get_secret_value() == STRONG


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENGROSS_PEPPER", "change-me"),
        ("ENGROSS_PEPPER", "a" * 64),
        ("ENGROSS_PEPPER", "short"),
        ("ENGROSS_MAX_BATCH", "0"),
        ("ENGROSS_MAX_UPLOAD_BYTES", "many"),
    ],
)
def test_unsafe_settings_are_refused_by_name_without_their_value(
    stated: pytest.MonkeyPatch, name: str, value: str
) -> None:
    stated.setenv(name, value)
    with pytest.raises(UnsafeSettings) as refusal:
        read_settings()
    assert name in str(refusal.value)
    assert value not in str(refusal.value) or value == "0"
