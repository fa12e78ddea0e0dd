"""The pages of a clinic's roles."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from clinic_portal.blueprints.identity.role_words import AREAS
from clinic_portal.contracts.identity import CLINIC_PERMISSIONS, Permission
from clinic_portal.foundation.ids import new_id
from tests.conftest import csrf_of
from tests.identity.conftest import HTMX
from tests.identity.staffing import Office
from tests.stand.cast import ADMIN, RECEPTIONIST
from tests.stand.staff import own_role

Browse = Callable[[str], FlaskClient]


@pytest.fixture
def role_id(office: Office) -> int:
    with office.at():
        return own_role("Contable").id


def send(client: FlaskClient, path: str, headers: dict[str, str] | None = None, **data: object) -> TestResponse:
    token = csrf_of(client.get("/me/sessions").text)
    return client.post(f"/c/norte/roles{path}", data={"csrf_token": token, **data}, headers=headers)


def version_on(page: str) -> str:
    return page.split('name="version"')[1].split('value="')[1].split('"', maxsplit=1)[0]


def test_every_permission_of_a_clinic_is_said_in_words_once() -> None:
    said = [permission for area in AREAS for permission, _sentence in area.sentences]
    assert sorted(said) == sorted(CLINIC_PERMISSIONS)


def test_the_page_shows_built_in_and_own_roles_with_who_has_them(admin: FlaskClient, role_id: int) -> None:
    page = admin.get("/c/norte/roles").text
    assert all(words in page for words in ("Recepcionista", "Doctor", "Administrador", "Contable", "Rosa Recepción"))
    assert f"/c/norte/roles/{role_id}" in page
    assert "Buscar pacientes y abrir sus fichas" in page


def test_in_english_too(admin: FlaskClient) -> None:
    admin.set_cookie("language", "en")
    page = admin.get("/c/norte/roles").text
    assert "Receptionist" in page
    assert "Find patients and open their records" in page


def test_a_role_is_made_and_used(admin: FlaskClient, browser_of: Browse, office: Office) -> None:
    answer = send(admin, "/new", name="Contable", permissions=["catalogs.edit"], idempotency_key=new_id())
    assert answer.location == "/c/norte/roles"
    with office.at() as identity:
        role = next(role for role in identity.roles() if role.role.name == "Contable")
    assert role.permissions == {Permission.EDIT_CATALOGS, Permission.SEE_CATALOGS}
    rosa = browser_of(RECEPTIONIST)
    office.give(office.who(RECEPTIONIST).user_id, role.role.key)
    assert rosa.get("/").location == "/c/norte/catalogs"
    assert rosa.get("/c/norte/catalogs").status_code == 200
    assert rosa.get("/c/norte/agenda").status_code == 403
    assert "Contable" in rosa.get("/clinics").text


def test_a_double_click_makes_one(admin: FlaskClient, office: Office) -> None:
    key = new_id()
    for _click in range(2):
        assert send(admin, "/new", name="Contable", permissions=["agenda.see"], idempotency_key=key).status_code == 303
    with office.at() as identity:
        assert [role.role.name for role in identity.roles()].count("Contable") == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Escriba el nombre."),
        ({"name": "x" * 61}, "60"),
        ({"permissions": []}, "Elija al menos una cosa"),
        ({"permissions": ["operate", "nonsense"]}, "Elija al menos una cosa"),
        ({"name": "CONTABLE"}, "Otro rol se llama así."),
    ],
)
def test_what_is_wrong_stands_in_the_form_with_all_that_was_typed(
    admin: FlaskClient, role_id: int, fields: dict[str, object], sentence: str
) -> None:
    typed = {"name": "Otra", "permissions": ["catalogs.see"], "idempotency_key": new_id()} | fields
    answer = send(admin, "/new", HTMX, **typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="catalogs.see" checked' in answer.text or "permissions" in fields


def test_whoever_saves_later_sees_both_and_loses_nothing(admin: FlaskClient, role_id: int) -> None:
    path = f"/{role_id}"
    version = version_on(admin.get(f"/c/norte/roles{path}").text)
    send(admin, path, name="Contable jefa", permissions=["clinic.see"], version=version)
    stale = send(admin, path, HTMX, name="Mi nombre", permissions=["patients.see"], version=version)
    assert stale.status_code == 409
    assert all(words in stale.text for words in ("Contable jefa", "Ver sucursales", 'value="Mi nombre"'))
    assert 'value="patients.see" checked' in stale.text
    taken = send(admin, path, HTMX, name="Mi nombre", permissions=["patients.see"], take="all")
    assert 'value="Contable jefa"' in taken.text
    saved = send(admin, path, name="Mi nombre", permissions=["patients.see"], version=version_on(stale.text))
    assert saved.status_code == 303
    assert "Mi nombre" in admin.get("/c/norte/roles").text


def test_a_role_in_use_is_not_retired_and_says_who_has_it(admin: FlaskClient, role_id: int, office: Office) -> None:
    office.give(office.who(RECEPTIONIST).user_id, str(role_id))
    answer = send(admin, f"/{role_id}/retirement")
    assert answer.status_code == 409
    assert "Rosa Recepción" in answer.text


def test_an_unused_role_is_retired_and_offered_no_more(admin: FlaskClient, role_id: int) -> None:
    assert send(admin, f"/{role_id}/retirement").status_code == 303
    assert "Contable" not in admin.get("/c/norte/staff/invitations/new").text
    assert "Roles retirados" in admin.get("/c/norte/roles").text
    assert "está retirado" in admin.get(f"/c/norte/roles/{role_id}").text


def test_what_one_may_not_do_cannot_be_ticked(admin: FlaskClient, browser_of: Browse, office: Office) -> None:
    with office.at():
        manager = own_role("Encargada", frozenset({Permission.MANAGE_STAFF, Permission.SEE_AGENDA}))
    office.give(office.who(RECEPTIONIST).user_id, manager.role.key)
    rosa = browser_of(RECEPTIONIST)
    page = rosa.get("/c/norte/roles/new").text
    assert 'value="catalogs.edit" disabled' in page
    assert 'value="agenda.see">' in page
    assert '<option value="admin">' not in rosa.get("/c/norte/staff/invitations/new").text
    forced = send(rosa, "/new", HTMX, name="Más", permissions=["catalogs.edit"], idempotency_key=new_id())
    assert forced.status_code == 422
    assert "más de lo que usted mismo puede hacer" in forced.text
    member = rosa.get(f"/c/norte/staff/{office.who(ADMIN).user_id}").text
    assert "Ada Admin puede hacer más que usted" in member
    assert "/deactivation" not in member
