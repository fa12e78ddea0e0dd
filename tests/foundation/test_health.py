"""Signs of life: alive, ready with the names of what is missing, and metrics behind a token."""

import pytest
from pydantic import SecretStr

from clinic_portal.app import create_app
from tests.stand.settings import portal_settings


@pytest.fixture
def portal_with(addresses, process_number, app):
    """A portal whose settings are a little different."""
    return lambda **other: create_app(
        portal_settings(addresses, f"test_{process_number}", process_number).model_copy(update=other)
    ).test_client()


def test_alive_asks_nobody(portal_with) -> None:
    deaf = portal_with(redis_url="redis://127.0.0.1:9", database_url="postgresql://x@127.0.0.1:9/x")
    assert deaf.get("/healthz").json == {"status": "alive"}


def test_ready_when_database_redis_and_migrations_are_there(app) -> None:
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"status": "ready", "missing": []})


def test_what_is_missing_is_named(portal_with) -> None:
    answer = portal_with(redis_url="redis://127.0.0.1:9", database_url="postgresql://x@127.0.0.1:9/x").get("/readyz")
    assert answer.status_code == 503
    assert answer.json["missing"] == ["database: unreachable", "redis: unreachable"]


def test_metrics_are_nowhere_without_the_token(portal_with) -> None:
    assert portal_with().get("/metrics").status_code == 404
    guarded = portal_with(metrics_token=SecretStr("a-token"))
    from_nobody = guarded.get("/metrics", headers={"Authorization": "Bearer another"})
    assert from_nobody.status_code == 404
    told = guarded.get("/metrics", headers={"Authorization": "Bearer a-token"})
    assert told.status_code == 200
    assert "portal_request_seconds_bucket" in told.text
