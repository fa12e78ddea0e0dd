"""Portals that send: by the dev mail box, or by a provider that the test plays."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from pydantic import SecretStr

from clinic_portal.app import create_app
from clinic_portal.foundation.database import db
from tests.notifications.desk import Desk
from tests.notifications.sms_provider import ACCOUNT, SENDER, TOKEN, SmsProvider

Portal = Callable[..., Flask]


@pytest.fixture(scope="session")
def listening() -> Iterator[SmsProvider]:
    provider = SmsProvider()
    provider.start()
    yield provider
    provider.stop()


@pytest.fixture
def provider(listening: SmsProvider) -> SmsProvider:
    """An SMS provider that answers, and has heard nothing yet."""
    listening.forget()
    return listening


@pytest.fixture(scope="session")
def made_portals() -> dict[str, Flask]:
    return {}


@pytest.fixture
def portal(app: Flask, made_portals: dict[str, Flask], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """`portal(notify_debounce_seconds=0)`: a portal in demo mode on the test's database, with an empty mail box."""
    used = []

    def make(**others: object) -> Flask:
        key = repr(sorted(others.items()))
        if key not in made_portals:
            usual = {"demo": True, "clinic_portal_home": tmp_path_factory.mktemp("home"), "notify_debounce_seconds": 0}
            made_portals[key] = create_app(app.config["SETTINGS"].model_copy(update=usual | others))
            made_portals[key].testing = True
        used.append(portal := made_portals[key])
        shutil.rmtree(portal.config["SETTINGS"].clinic_portal_home / "mailbox", ignore_errors=True)
        return portal

    yield make
    for portal in used:
        with portal.app_context():
            db.engine.dispose()


@pytest.fixture
def desk(portal: Portal, norte) -> Desk:
    """The desk of Clínica Norte in a portal whose messages lie in the dev mail box."""
    return Desk(portal(), norte)


@pytest.fixture
def sms_desk(portal: Portal, provider: SmsProvider, norte) -> Desk:
    """The same, with SMS through the provider."""
    settings = {
        "sms_url": provider.url,
        "sms_account": ACCOUNT,
        "sms_token": SecretStr(TOKEN),
        "sms_from": SENDER,
        "sms_timeout": 1.0,
    }
    return Desk(portal(**settings), norte)
