"""Whatever is sent to whichever route: a plain answer, never a fault."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import csrf_of
from tests.stand.cast import ADMIN, House
from tests.stand.walk import Route, Things, clinic_routes, routes, things_of

_NAMES = """
    given family phone email document notes birth_date sex language q text page size by branch room
    practitioner patient_id practitioner_id room_id type_id branch_id day time minutes note version status
    reason detail at take idempotency_key another_person password next new-given new-family new-phone kept
    cancelled stamp back into name role permissions repeated price percent rounding base seen starred copy_of
"""
FIELDS = tuple(_NAMES.split())
BAD = {
    "nothing": "",
    "NUL": "a\0b",
    "long": "ñ" + "x" * 5_000,
    "number": "99999999999999999999999999",
    "negative": "-1",
    "superscript": "²",
    "date": "2026-02-31",
    "far date": "9999-12-31",
    "first date": "0001-01-01",
    "time": "25:61",
    "markup": "<script>alert(1)</script>{{ 7*7 }}",
    "SQL": "'; DROP TABLE patients.patient; --",
    "path": "../../../../etc/passwd",
    "right to left": "\u202emaría\u0301 👩‍⚕️",
    "surrogate": "%ED%A0%80",
    "percent": "%",
    "address": "//elsewhere.example/",
}
ODD_IDS = ("0", "-1", "abc", "99999999999999999999", "1.5", "%00", "٣", "1%2F..%2F2")


@pytest.fixture
def admin(app: Flask, browser_of: Callable[[str], FlaskClient]) -> FlaskClient:
    return browser_of(ADMIN)


@pytest.fixture
def things(app: Flask, norte: House) -> Things:
    with app.app_context():
        return things_of(norte)


def open_routes(app: Flask) -> list[Route]:
    return [
        route for route in routes(app) if not route.of_clinic and not route.ids and "filename" not in str(route.rule)
    ]


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
def test_no_value_brings_a_route_down(
    app: Flask, admin: FlaskClient, things: Things, bad: str, headers: dict[str, str]
) -> None:
    token = csrf_of(admin.get("/c/norte/agenda").text)
    fields, wrong = dict.fromkeys(FIELDS, BAD[bad]), []
    for route in (route for route in clinic_routes(app) if route.covered):
        address = route.address(app, "norte", things)
        sent = {"query_string": fields} if route.method == "GET" else {"data": fields | {"csrf_token": token}}
        answer = admin.open(address, method=route.method, headers=headers, **sent)
        body = answer.data.decode(errors="replace")  # a spreadsheet is no text
        if answer.status_code >= 500 or "<script>alert(1)" in body or "Traceback" in body:
            wrong.append((route.name, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("bad", BAD)
def test_no_value_brings_the_entrance_down(app: Flask, bad: str) -> None:
    fields, wrong = dict.fromkeys([*FIELDS, "again-email", "again-password"], BAD[bad]), []
    for route in open_routes(app):
        nobody = app.test_client()
        token = csrf_of(nobody.get("/login").text)
        sent = {"query_string": fields} if route.method == "GET" else {"data": fields | {"csrf_token": token}}
        answer = nobody.open(route.rule.rule, method=route.method, **sent)
        if answer.status_code >= 500 and route.rule.rule != "/readyz":
            wrong.append((route.name, answer.status_code))
        if "elsewhere" in urlsplit(answer.headers.get("Location", "")).netloc:
            wrong.append((route.name, answer.headers["Location"]))
    assert wrong == []


def test_odd_ids_are_not_there(app: Flask, admin: FlaskClient, things: Things) -> None:
    wrong, token = [], csrf_of(admin.get("/c/norte/agenda").text)
    for route in (route for route in clinic_routes(app) if route.ids):
        for odd in ODD_IDS:
            address = route.rule.rule.replace("<clinic>", "norte")
            for name in route.ids:
                address = address.replace(f"<int:{name}>", odd).replace(f"<{name}>", odd)
            data = None if route.method == "GET" else {"csrf_token": token}
            if (status := admin.open(address, method=route.method, data=data).status_code) not in {400, 404, 405, 308}:
                wrong.append((address, status))
    assert wrong == []


@pytest.mark.parametrize("token", ["", "forged", "foreign"])
def test_nothing_is_done_without_the_visitors_own_token(
    app: Flask, admin: FlaskClient, things: Things, browser_of: Callable[[str], FlaskClient], token: str
) -> None:
    if token == "foreign":
        token = csrf_of(browser_of("recepcion@sur.example").get("/c/sur/agenda").text)
    wrong = []
    for route in (route for route in clinic_routes(app) if route.covered and route.method != "GET"):
        answer = admin.open(route.address(app, "norte", things), method=route.method, data={"csrf_token": token})
        if answer.status_code != 400:
            wrong.append((route.name, answer.status_code))
    assert wrong == []


def test_the_wrong_method_is_refused_plainly(app: Flask, admin: FlaskClient, things: Things) -> None:
    posts = [route for route in clinic_routes(app) if route.covered and route.method == "POST"]
    gets = {route.rule.rule for route in clinic_routes(app) if route.method == "GET"}
    wrong = []
    for route in (route for route in posts if route.rule.rule not in gets):
        status = admin.get(route.address(app, "norte", things)).status_code
        if status not in {404, 405}:
            wrong.append((route.name, status))
    for method, route in ((method, route) for method in ("PUT", "DELETE", "PATCH") for route in posts):
        if (status := admin.open(route.address(app, "norte", things), method=method).status_code) != 405:
            wrong.append((f"{method} {route.rule.rule}", status))
    assert wrong == []


def test_too_much_is_refused(app: Flask, admin: FlaskClient) -> None:
    token = csrf_of(admin.get("/c/norte/agenda").text)
    answer = admin.post("/c/norte/patients/new", data={"csrf_token": token, "notes": "x" * 3_000_000})
    assert answer.status_code == 413
