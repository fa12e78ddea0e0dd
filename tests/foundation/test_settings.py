"""Settings come from the environment or from files, and a start without a secret refuses."""

import pytest
from pydantic import ValidationError

from clinic_portal.foundation import settings
from clinic_portal.foundation.settings import Settings

LONG = "a-secret-of-more-than-thirty-two-characters"


@pytest.mark.parametrize("secret", ["", "demo", "short"])
def test_outside_of_demo_mode_a_missing_or_default_secret_is_refused_with_the_reason(secret: str) -> None:
    with pytest.raises(ValidationError, match="SECRET_KEY is missing or shorter than 32 characters"):
        Settings(secret_key=secret)


def test_demo_mode_starts_without_one() -> None:
    assert Settings(demo=True).secret_key.get_secret_value() == ""


@pytest.mark.parametrize("minutes", ["9", "0", "-60", "10081", "1.5", "an hour"])
def test_a_session_that_ends_at_once_or_hardly_ever_is_refused(monkeypatch: pytest.MonkeyPatch, minutes: str) -> None:
    monkeypatch.setenv("SECRET_KEY", LONG)
    monkeypatch.setenv("SESSION_IDLE_MINUTES", minutes)
    with pytest.raises(ValidationError, match="session_idle_minutes"):
        settings.load()


@pytest.mark.parametrize("minutes", [10, 10_080])
def test_ten_minutes_and_a_week_are_the_ends_of_what_is_allowed(monkeypatch: pytest.MonkeyPatch, minutes: int) -> None:
    monkeypatch.setenv("SECRET_KEY", LONG)
    monkeypatch.setenv("SESSION_IDLE_MINUTES", str(minutes))
    assert settings.load().session_idle_minutes == minutes


def test_a_secret_may_stand_in_a_file_and_is_never_printed(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    (tmp_path / "secret").write_text(f"{LONG}\n")
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "secret"))
    loaded = settings.load()
    assert loaded.secret_key.get_secret_value() == LONG
    assert LONG not in repr(loaded)
