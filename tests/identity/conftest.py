"""What these tests share: the door, a client's form, and Redis gone."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from clinic_portal.contexts.identity.throttle import Throttle
from clinic_portal.contracts.identity import IdentityContract, SignedIn, SignIn
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.redis_client import connect, redis_breaker
from tests.conftest import csrf_of
from tests.stand.cast import PASSWORD

HTMX = {"HX-Request": "true"}
Enter = Callable[..., SignedIn]
Post = Callable[..., TestResponse]


@pytest.fixture
def identity(app: Flask) -> Iterator[IdentityContract]:
    with app.app_context():
        yield find(IdentityContract)


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
def without_redis(app: Flask) -> Iterator[None]:
    """Nobody answers where Redis was."""
    there = app.extensions["redis_client"]
    app.extensions["redis_client"] = connect("redis://127.0.0.1:1/0")
    yield
    app.extensions["redis_client"] = there
    redis_breaker.close()
    with app.app_context():
        find(IdentityContract)._throttle = Throttle()  # type: ignore[attr-defined]  # what this process has counted
