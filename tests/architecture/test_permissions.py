"""The URL map walked by each role: 403 exactly where the role lacks what the table asks, and nothing for nobody."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from clinic_portal.contracts.identity import (
    ROLE_PERMISSIONS,
    ChangeMemberRole,
    IdentityContract,
    Permission,
    Permissions,
    Role,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN, DOCTOR, OPERATOR, PATIENTS, RECEPTIONIST, House
from tests.stand.staff import hire, own_role
from tests.stand.walk import Route, Things, clinic_routes, routes, things_of

OWN_ROLES: tuple[Permissions, ...] = (
    frozenset({Permission.SEE_CATALOGS}),
    frozenset({Permission.SEE_AGENDA, Permission.SEE_CLINIC, Permission.MANAGE_STAFF}),
    frozenset({Permission.SEE_PATIENTS, Permission.EDIT_PATIENTS, Permission.SEE_CATALOGS, Permission.EDIT_CATALOGS}),
)
PEOPLE = {Role.RECEPTIONIST: RECEPTIONIST, Role.DOCTOR: DOCTOR, Role.ADMIN: ADMIN}
FORBIDDEN, NOT_FOUND, SERVER_FAULT = 403, 404, 500
ASKED_TO_SIGN_IN = {303, 401}


@pytest.fixture
def things(app: Flask, norte: House) -> Things:
    with app.app_context():
        return things_of(norte)


def send(client: FlaskClient, app: Flask, route: Route, things: Things, token: str) -> int:
    data = {"csrf_token": token} if route.method != "GET" else None
    return client.open(route.address(app, "norte", things), method=route.method, data=data).status_code


def test_every_endpoint_says_what_it_needs(app: Flask) -> None:
    assert [route.name for route in routes(app) if route.need is None] == []


def test_every_open_route_says_why(app: Flask) -> None:
    assert [route.name for route in routes(app) if not route.need.signed_in and not route.need.reason] == []


def test_every_route_of_a_clinic_needs_a_permission(app: Flask) -> None:
    assert [route.name for route in clinic_routes(app) if route.need.permission not in set(Permission)] == []


def test_only_reading_is_done_by_get(app: Flask) -> None:
    """A mail scanner or a prefetch that follows every link changes nothing: what acts has its method in the table."""
    acting = ("create", "update", "save", "change", "end", "delete", "retry", "start", "ask")
    wrong = [
        route.name
        for route in routes(app)
        if route.method == "GET" and route.rule.endpoint.rsplit("_", 1)[-1] in acting
    ]
    assert wrong == []


@pytest.mark.parametrize("role", Role)
def test_role_is_refused_exactly_what_it_lacks(
    app: Flask, browser_of: Callable[[str], FlaskClient], things: Things, role: Role
) -> None:
    assert wrongly_answered(app, browser_of(PEOPLE[role]), things, ROLE_PERMISSIONS[role]) == []


@pytest.mark.parametrize("granted", OWN_ROLES, ids=lambda granted: "+".join(sorted(granted)))
def test_a_clinics_own_role_is_refused_exactly_what_it_lacks(
    app: Flask, browser_of: Callable[[str], FlaskClient], things: Things, norte: House, granted: Permissions
) -> None:
    with app.app_context(), inside(norte.id):
        role = own_role("Propio", granted)
        user_id = hire("propia@norte.example")
        command = ChangeMemberRole(user_id=user_id, role=role.role.key, version=1)
        find(IdentityContract).change_member_role(command)
    assert role.permissions == granted
    assert wrongly_answered(app, browser_of("propia@norte.example"), things, granted) == []


def wrongly_answered(app: Flask, person: FlaskClient, things: Things, granted: Permissions) -> list[tuple[str, int]]:
    """The routes that refuse what is granted, or give what is not."""
    token = csrf_of(person.get("/me/sessions").text)
    wrong = []
    for route in (route for route in clinic_routes(app) if route.covered):
        status = send(person, app, route, things, token)
        lacks = route.need.permission not in granted
        if (status == FORBIDDEN) != lacks or status >= SERVER_FAULT or (route.ids and status == NOT_FOUND):
            wrong.append((route.name, status))
    return wrong


def test_somebody_lacks_something(app: Flask) -> None:
    """The test above can fail: at least one role lacks what at least one route asks."""
    asked = {route.need.permission for route in clinic_routes(app)}
    assert asked - set.intersection(*(set(granted) for granted in ROLE_PERMISSIONS.values()))


def test_an_operator_is_a_stranger_in_every_clinic(app: Flask, browser_of, things: Things) -> None:
    operator = browser_of(OPERATOR)
    token = csrf_of(operator.get("/me/sessions").text)
    found = {route.name: send(operator, app, route, things, token) for route in clinic_routes(app) if route.covered}
    assert {name: status for name, status in found.items() if status != NOT_FOUND} == {}


@pytest.mark.parametrize("email", PEOPLE.values())
def test_operators_pages_are_not_there_for_others(app: Flask, browser_of, email: str) -> None:
    person = browser_of(email)
    token = csrf_of(person.get("/c/norte/agenda").text)
    pages = [route for route in routes(app) if not route.of_clinic and route.need.permission]
    assert pages
    for route in pages:
        address = app.url_map.bind("localhost").build(route.rule.endpoint, dict.fromkeys(route.ids, 1), route.method)
        data = {"csrf_token": token} if route.method != "GET" else None
        assert person.open(address, method=route.method, data=data).status_code == NOT_FOUND, route.name


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
def test_nobody_gets_content(app: Flask, things: Things, headers: dict[str, str]) -> None:
    """Without a sign-in each route asks for one, and its answer holds no patient's name."""
    nobody, wrong = app.test_client(), []
    names = [name for given, family, _ in PATIENTS["norte"] for name in (given, family)]
    for route in (route for route in clinic_routes(app) if route.covered):
        answer = nobody.open(route.address(app, "norte", things), method=route.method, headers=headers)
        if answer.status_code not in ASKED_TO_SIGN_IN or any(name in answer.text for name in names):
            wrong.append((route.name, answer.status_code))
    assert wrong == []
