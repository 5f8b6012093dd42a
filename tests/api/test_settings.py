from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import Settings, UnsafeSettings

STRONG = "0123456789abcdef0123456789abcdef"


def test_the_environment_states_the_settings() -> None:
    settings = Settings.from_environment(
        {"ENGROSS_DATA": "/srv/engross", "ENGROSS_PEPPER": STRONG, "ENGROSS_MAX_BATCH": "10", "PATH": "/bin"}
    )
    assert (settings.data, settings.max_batch, settings.max_upload_bytes) == (
        Path("/srv/engross"),
        10,
        50 * 1024 * 1024,
    )


def test_the_pepper_does_not_show() -> None:
    settings = Settings.from_environment({"ENGROSS_PEPPER": STRONG})
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
def test_unsafe_settings_are_refused_by_name_without_their_value(name: str, value: str) -> None:
    with pytest.raises(UnsafeSettings) as refusal:
        Settings.from_environment({name: value})
    assert name in str(refusal.value)
    assert value not in str(refusal.value) or value == "0"
