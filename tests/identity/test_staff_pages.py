"""The pages of a clinic's users: they work, they need the permission, another clinic's people are not there."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from clinic_portal.contracts.identity import ChangeMemberRole, IdentityContract, Permission, Role
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside
from tests.budgets.counting import counting
from tests.identity.conftest import HTMX
from tests.identity.sent import send
from tests.stand.cast import ADMIN, BOTH, DOCTOR, RECEPTIONIST, STRANGER, SUR_ADMIN, House
from tests.stand.staff import hire, own_role

Browse = Callable[[str], FlaskClient]
UserOf = Callable[[str], int]
PATHS = ["/staff", "/staff/invitations/new", "/roles", "/roles/new"]


@pytest.fixture
def user_of(within, norte: House) -> UserOf:
    """The id of one of Norte's people."""

    def look_up(email: str) -> int:
        with within(norte):
            (row,) = find(IdentityContract).staff(email).rows
        assert row.user_id
        return row.user_id

    return look_up


@pytest.mark.parametrize("path", PATHS)
def test_it_works(admin: FlaskClient, path: str) -> None:
    assert admin.get(f"/c/norte{path}").status_code == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("email", [RECEPTIONIST, DOCTOR])
def test_it_needs_the_permission(browser_of: Browse, path: str, email: str) -> None:
    assert browser_of(email).get(f"/c/norte{path}").status_code == 403


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("email", [STRANGER, SUR_ADMIN])
def test_another_clinic_gets_404(browser_of: Browse, path: str, email: str) -> None:
    assert browser_of(email).get(f"/c/norte{path}").status_code == 404


def test_the_tabs_offer_what_may_be_opened(admin: FlaskClient, browser_of: Browse) -> None:
    assert "/c/norte/staff" in admin.get("/c/norte/settings").text
    assert "/c/norte/staff" not in browser_of(RECEPTIONIST).get("/c/norte/settings").text


def test_the_list_names_the_clinics_own_people_only(admin: FlaskClient) -> None:
    page = admin.get("/c/norte/staff").text
    assert all(name in page for name in ("Ada Admin", "Berta Ambas", "Dolores Doctora", "Rosa Recepción"))
    assert "Saúl" not in page
    assert page.index("Ada Admin") < page.index("Berta Ambas") < page.index("Dolores Doctora")


@pytest.mark.parametrize(
    ("typed", "found"), [("rosa rec", "Rosa"), ("RECEPCION@", "Rosa"), ("recepcion", "Rosa"), ("dólores", "Dolores")]
)
def test_typing_finds_by_name_and_e_mail(admin: FlaskClient, typed: str, found: str) -> None:
    answer = admin.get("/c/norte/staff", query_string={"q": typed}, headers=HTMX)
    assert answer.text.lstrip().startswith('<div class="stack" id="staff">')
    assert answer.text.count('id="member-') == 1
    assert found in answer.text


@pytest.mark.parametrize(
    "typed", ["perez gil", "Perez-Gil", "pérez-gil", "Gil", "marta PEREZ-gil", "gil-perez", "pérez, g"]
)
def test_a_double_name_is_found_however_it_is_typed(admin: FlaskClient, within, norte: House, typed: str) -> None:
    with within(norte):
        hire("m1@norte.example", "Marta Pérez-Gil", Role.DOCTOR)
        hire("m2@norte.example", "Marta Pérez", Role.DOCTOR)
    answer = admin.get("/c/norte/staff", query_string={"q": typed}, headers=HTMX)
    assert answer.text.count('id="member-') == 1
    assert "Marta Pérez-Gil" in answer.text


@pytest.mark.parametrize("typed", ["-", "...", "perez-gal", "-zz"])
def test_signs_alone_and_other_names_find_nobody(admin: FlaskClient, within, norte: House, typed: str) -> None:
    with within(norte):
        hire("m1@norte.example", "Marta Pérez-Gil", Role.DOCTOR)
    page = admin.get("/c/norte/staff", query_string={"q": typed}, headers=HTMX).text
    assert "Pérez-Gil" not in page


def test_nobody_found_says_so(admin: FlaskClient) -> None:
    assert "No se encuentra a nadie con «zzz»" in admin.get("/c/norte/staff?q=zzz").text


def test_a_long_list_has_pages(within, norte: House, admin: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clinic_portal.contexts.identity.roster.SIZE", 3)
    first = admin.get("/c/norte/staff").text
    assert "1–3 de 4" in first
    second = admin.get("/c/norte/staff?page=2").text
    assert "4–4 de 4" in second
    assert "Rosa Recepción" in second
    assert "La lista acaba" in admin.get("/c/norte/staff?page=9").text


def test_a_role_is_given_and_holds_at_once(admin: FlaskClient, browser_of: Browse, user_of: UserOf) -> None:
    rosa, user_id = browser_of(RECEPTIONIST), user_of(RECEPTIONIST)
    assert rosa.get("/c/norte/staff").status_code == 403
    answer = send(admin, f"/staff/{user_id}/role", role="admin", version=1)
    assert answer.location == f"/c/norte/staff/{user_id}"
    assert rosa.get("/c/norte/staff").status_code == 200


def test_whoever_is_later_sees_the_others_choice_and_keeps_their_own(admin: FlaskClient, user_of: UserOf) -> None:
    path = f"/staff/{user_of(RECEPTIONIST)}/role"
    version = version_on(admin.get(f"/c/norte{path.removesuffix('/role')}").text)
    send(admin, path, role="admin", version=version)
    stale = send(admin, path, HTMX, role="doctor", version=version)
    assert stale.status_code == 409
    assert "Su elección: Administrador" in stale.text
    assert '<option selected value="doctor">' in stale.text
    again = send(admin, path, role="doctor", version=version_on(stale.text))
    assert again.status_code == 303


def version_on(page: str) -> str:
    return page.split('name="version"')[1].split('value="')[1].split('"', maxsplit=1)[0]


def test_a_deactivated_member_is_out_at_once_and_back_when_reactivated(
    admin: FlaskClient, browser_of: Browse, user_of: UserOf
) -> None:
    rosa, user_id = browser_of(RECEPTIONIST), user_of(RECEPTIONIST)
    assert rosa.get("/c/norte/agenda").status_code == 200
    assert send(admin, f"/staff/{user_id}/deactivation", HTMX).status_code == 200
    assert rosa.get("/c/norte/agenda").status_code == 404
    assert "Desactivado" in admin.get("/c/norte/staff?status=deactivated").text
    send(admin, f"/staff/{user_id}/reactivation")
    assert rosa.get("/c/norte/agenda").status_code == 200


def test_who_works_in_two_clinics_loses_the_one_only(admin: FlaskClient, browser_of: Browse, user_of: UserOf) -> None:
    berta = browser_of(BOTH)
    send(admin, f"/staff/{user_of(BOTH)}/deactivation")
    assert (berta.get("/c/norte/agenda").status_code, berta.get("/c/sur/agenda").status_code) == (404, 200)


def test_nobody_deactivates_themselves(admin: FlaskClient, user_of: UserOf) -> None:
    answer = send(admin, f"/staff/{user_of(ADMIN)}/deactivation", HTMX)
    assert answer.status_code == 409
    assert "No puede desactivarse" in answer.text


def test_the_last_administrator_stays_one(admin: FlaskClient, user_of: UserOf) -> None:
    answer = send(admin, f"/staff/{user_of(ADMIN)}/role", HTMX, role="doctor", version=1)
    assert answer.status_code == 409
    assert "Debe quedar alguien" in answer.text
    assert admin.get("/c/norte/staff").status_code == 200


def test_another_clinics_person_is_nobody(admin: FlaskClient, app: Flask, sur: House) -> None:
    with app.app_context(), inside(sur.id):
        (row,) = find(IdentityContract).staff(STRANGER).rows
    for path in ("", "/role", "/deactivation", "/reactivation", "/sessions/end"):
        answer = send(admin, f"/staff/{row.user_id}{path}") if path else admin.get(f"/c/norte/staff/{row.user_id}")
        assert answer.status_code == 404, path


def test_the_page_has_few_statements(admin: FlaskClient, within, norte: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with within(norte):
        for number in range(20):
            hire(f"p{number}@norte.example", f"Persona {number}", Role.DOCTOR)
    admin.get("/c/norte/staff")
    with counting(monkeypatch) as counts:
        page = admin.get("/c/norte/staff").text
    assert page.count('id="member-') == 24
    assert len(counts.statements) == 2


def test_who_manages_the_users_and_may_not_see_the_clinic_still_finds_them(
    browser_of: Browse,
    within,
    user_of: UserOf,
    norte: House,
) -> None:
    with within(norte):
        role = own_role("Encargada", frozenset({Permission.MANAGE_STAFF}))
        command = ChangeMemberRole(user_id=user_of(RECEPTIONIST), role=role.role.key, version=1)
        find(IdentityContract).change_member_role(command)
    rosa = browser_of(RECEPTIONIST)
    assert rosa.get("/").location == "/c/norte/staff"
    page = rosa.get("/c/norte/staff").text
    assert page.count('href="/c/norte/staff"') >= 2
    assert not any(f'"/c/norte/{elsewhere}"' in page for elsewhere in ("agenda", "patients", "catalogs", "settings"))
