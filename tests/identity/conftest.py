"""What these tests share: the door, a client's form, and Redis gone."""

from collections.abc import Callable
from typing import Any, cast

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from clinic_portal.contracts.identity import IdentityContract, SignedIn, SignIn
from clinic_portal.foundation.directory import find
from tests.conftest import csrf_of
from tests.identity.staffing import Office
from tests.stand.cast import ADMIN, PASSWORD, House

HTMX = {"HX-Request": "true"}
Enter = Callable[..., SignedIn]
Post = Callable[..., TestResponse]


class Door:
    """Identity's door; each promise is asked for in a context of its own, as each request does."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def ask(*arguments: Any, **named: Any) -> Any:
            with self._app.app_context():
                return getattr(find(IdentityContract), name)(*arguments, **named)

        return ask


@pytest.fixture
def identity(app: Flask) -> IdentityContract:
    return cast(IdentityContract, Door(app))


@pytest.fixture
def enter(identity: IdentityContract) -> Enter:
    """Sign in at the door; what is not named is right."""

    def sign_in(email: str, password: str = PASSWORD, address: str = "192.0.2.1") -> SignedIn:
        return identity.sign_in(SignIn(email=email, password=password, address=address, agent="Firefox/140.0 Linux"))

    return sign_in


@pytest.fixture
def post() -> Post:
    """Send a form with the token of the page it stands on."""

    def send(client: FlaskClient, address: str, token_of: str = "/login", **options: object) -> TestResponse:
        data = {"csrf_token": csrf_of(client.get(token_of).text), **options.pop("data", {})}
        return client.post(address, data=data, **options)

    return send


@pytest.fixture
def office(app: Flask, norte: House) -> Office:
    """Clínica Norte's."""
    return Office(app, norte)


@pytest.fixture
def admin(browser_of: Callable[[str], FlaskClient]) -> FlaskClient:
    """Norte's administrator at a browser."""
    return browser_of(ADMIN)
