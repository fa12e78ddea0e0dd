"""The URL map walked by a stranger: whatever another clinic has, it is not there; new routes are walked unasked."""

import re
from collections.abc import Callable
from itertools import count

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import csrf_of
from tests.stand.cast import PATIENTS, SUR_ADMIN, Cast, House
from tests.stand.walk import EXAMPLES, NOBODYS, Things, clinic_routes, routes, things_of

NOT_FOUND = 404
HTMX = {"HX-Request": "true"}
_CHANGES = re.compile(r'name="csrf_token"[^>]*value="[^"]*"|content="[^"]*"|value="[0-9a-f-]{36}"|\?v=[0-9a-f]+')
_OWN_HEADERS = {"X-Request-Id", "Date", "Set-Cookie", "Content-Length"}


@pytest.fixture
def norte_things(app: Flask, norte: House) -> Things:
    with app.app_context():
        return things_of(norte)


@pytest.fixture
def stranger(browser_of: Callable[[str], FlaskClient]) -> FlaskClient:
    """Sur's administrator: whoever may do everything at home is refused nothing for want of a permission."""
    return browser_of(SUR_ADMIN)


@pytest.fixture
def token(stranger: FlaskClient, sur: House) -> str:
    return csrf_of(stranger.get(f"/c/{sur.slug}/agenda").text)


def normalised(answer: TestResponse, *own: object) -> tuple[int, str, dict[str, str]]:
    """Status, body and headers without what differs from one request to the next."""
    body = _CHANGES.sub("", answer.text)
    for part in own:
        body = re.sub(rf"(?<!\w){re.escape(str(part))}(?!\w)", "·", body)
    return answer.status_code, body, {k: v for k, v in answer.headers.items() if k not in _OWN_HEADERS}


def send(
    client: FlaskClient, method: str, address: str, token: str, fields: dict[str, str], headers: dict[str, str]
) -> TestResponse:
    """A request as a signed-in page would send it."""
    if method == "GET":
        return client.get(address, query_string=fields, headers=headers)
    return client.open(address, method=method, data={**fields, "csrf_token": token}, headers=headers)


def test_every_route_can_be_walked_or_says_why_not(app: Flask) -> None:
    unsaid = [
        route.name for route in clinic_routes(app) if not route.covered and not (route.need and route.need.stranger)
    ]
    assert unsaid == [], f"add the parameter to tests/stand/walk.py, or say in the URL table why: {unsaid}"


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_a_clinic_is_not_there_for_strangers(
    app: Flask, stranger: FlaskClient, token: str, norte_things: Things, headers: dict[str, str]
) -> None:
    """Norte's own addresses, asked by Sur's administrator, are answered as those of a clinic that does not exist."""
    wrong = []
    for route in (route for route in clinic_routes(app) if route.covered):
        here = send(stranger, route.method, route.address(app, "norte", norte_things), token, {}, headers)
        nowhere = send(stranger, route.method, route.address(app, "nowhere", norte_things), token, {}, headers)
        if here.status_code != NOT_FOUND or normalised(here, "norte") != normalised(nowhere, "nowhere"):
            wrong.append((route.name, here.status_code))
    assert wrong == []


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_another_clinics_thing_is_no_thing(
    app: Flask, stranger: FlaskClient, token: str, norte_things: Things, headers: dict[str, str]
) -> None:
    """Norte's ids under /c/sur/… are 404, and told apart by nothing from ids that nobody has."""
    wrong = []
    for route in (route for route in clinic_routes(app) if route.covered and route.ids):
        for fields in ({}, FILLED):
            theirs = send(stranger, route.method, route.address(app, "sur", norte_things), token, fields, headers)
            nobodys = send(stranger, route.method, route.address(app, "sur", None), token, fields, headers)
            # Both without both: an id such as 8 stands in every page's `utf-8` too.
            ids = [NOBODYS, *(EXAMPLES[name](norte_things) for name in route.ids)]
            if theirs.status_code != NOT_FOUND or normalised(theirs, *ids) != normalised(nobodys, *ids):
                wrong.append((route.name, fields, theirs.status_code, nobodys.status_code))
    assert wrong == []


def named_in_fields(things: Things | None) -> dict[str, str]:
    """Every id that a form or a query might name, under each name that it might have."""
    ids = {name: str(example(things) if things else NOBODYS) for name, example in EXAMPLES.items()}
    short = {name.removesuffix("_id"): value for name, value in ids.items()}
    return {**ids, **short, "id": ids["patient_id"], "another_person": ids["patient_id"], "chosen": ids["patient_id"]}


def test_ids_in_forms_and_queries_bring_nothing_across(
    app: Flask, cast: Cast, stranger: FlaskClient, token: str, norte_things: Things
) -> None:
    wrong, days_ahead = [], count(1)
    for route in (route for route in clinic_routes(app) if route.covered):
        answers = []
        for things in (norte_things, None):
            with app.app_context():
                own = things_of(cast.sur, next(days_ahead))
            fields = {**named_in_fields(things), **FILLED}
            answers.append(send(stranger, route.method, route.address(app, "sur", own), token, fields, {}))
        body = answers[0].data.decode(errors="replace")  # a spreadsheet is no text
        told = [name for given, family, _ in PATIENTS["norte"] for name in (given, family) if name in body]
        statuses = {answer.status_code for answer in answers}
        if told or len(statuses) > 1 or max(statuses) >= 500:
            wrong.append((route.name, statuses, told))
    assert wrong == []


FILLED = {
    "day": "2031-03-03",
    "time": "10:00",
    "minutes": "30",
    "version": "77",
    "reason": "patient_asked",
    "status": "arrived",
    "given": "Ana",
    "family": "Prueba",
    "phone": "655555555",
}


def test_a_switch_of_clinics_needs_no_new_sign_in_and_mixes_nothing(app: Flask, browser_of, cast: Cast) -> None:
    """One person, two clinics, two tabs: each address shows its own clinic's patients."""
    both = browser_of("ambas@norte.example")
    for _ in range(2):
        for slug, other in (("norte", "sur"), ("sur", "norte")):
            page = both.get(f"/c/{slug}/patients").text
            assert all(family in page for _, family, _ in PATIENTS[slug])
            assert not any(family in page for _, family, _ in PATIENTS[other])


def test_every_route_is_in_the_walk(app: Flask) -> None:
    assert len(list(routes(app))) >= 30
