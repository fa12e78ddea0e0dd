"""A practitioner may be a user of the clinic: chosen on the form, one each, and kept when the user is deactivated."""

import psycopg
import pytest
from flask import Flask

from clinic_portal.contracts.clinics import AddPractitioner, Part, Retire, UnknownUser, UserLinked
from clinic_portal.contracts.identity import IdentityContract
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.tenancy import inside
from tests.budgets.counting import counting
from tests.clinics.arranging import door, edited_practitioner
from tests.clinics.sent import HTMX, SETTINGS, opened
from tests.stand.cast import ADMIN, BOTH, DOCTOR, RECEPTIONIST, STRANGER, House
from tests.stand.first import while_waiting


@pytest.fixture
def desk(browser_of):
    return browser_of(ADMIN)


@pytest.fixture
def user_of(within, norte: House, sur: House):
    """The id of a person, by e-mail."""

    def look_up(email: str) -> int:
        with within(sur if email == STRANGER else norte):
            (row,) = find(IdentityContract).staff(email).rows
        return row.user_id

    return look_up


def form_address(norte: House, which: int = 0) -> str:
    return f"{SETTINGS}/practitioners/{norte.practitioners[which]}/edit"


def link(desk, norte: House, user_id: int, which: int = 0, headers=None):
    address = form_address(norte, which)
    return desk.post(address, data=opened(desk, address, user_id=str(user_id)), headers=headers)


def test_a_practitioner_is_linked_shown_and_found_again(desk, within, norte, user_of):
    doctor = user_of(DOCTOR)
    assert link(desk, norte, doctor).location == SETTINGS
    assert "Usuario: Dolores Doctora" in desk.get(SETTINGS).text
    with within(norte):
        home = door().directory()
    assert home.practitioner_of_user(doctor).name == "Dra. Vega"
    assert home.practitioner_of_user(user_of(ADMIN)) is None
    assert opened(desk, form_address(norte))["user_id"] == str(doctor)


def test_a_link_is_taken_back(desk, within, norte, user_of):
    doctor = user_of(DOCTOR)
    link(desk, norte, doctor)
    link(desk, norte, 0)
    with within(norte):
        assert door().directory().practitioner_of_user(doctor) is None
    assert "Usuario:" not in desk.get(SETTINGS).text
    assert link(desk, norte, doctor, which=1).status_code == 303


def test_a_new_practitioner_is_linked_at_once(desk, within, norte, user_of):
    typed = {"name": "Dra. Mar", "user_id": str(user_of(DOCTOR))}
    data = opened(desk, f"{SETTINGS}/practitioners/new?branch={norte.branch}", **typed)
    assert desk.post(f"{SETTINGS}/practitioners/new", data=data).status_code == 303
    with within(norte):
        assert door().directory().practitioner_of_user(user_of(DOCTOR)).name == "Dra. Mar"


def test_the_form_offers_the_clinics_own_who_are_nobody_else(desk, norte, sur, user_of):
    link(desk, norte, user_of(DOCTOR))
    page = desk.get(form_address(norte, 1)).text
    assert "Ada Admin" in page
    assert "Berta Ambas" in page
    assert "Dolores Doctora" not in page
    assert "Saúl" not in page
    assert "Dolores Doctora" in desk.get(form_address(norte)).text


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "panel"])
def test_whom_the_form_does_not_offer_is_refused_beside_the_field(desk, norte, user_of, headers):
    link(desk, norte, user_of(DOCTOR))
    for wrong in (user_of(STRANGER), user_of(DOCTOR), 10**9):
        answer = link(desk, norte, wrong, which=1, headers=headers)
        assert answer.status_code == 422
        assert 'id="user_id-error"' in answer.text


def test_nobody_is_two_practitioners_retired_ones_included(within, norte, user_of):
    doctor = user_of(DOCTOR)
    with within(norte):
        vega, soto = door().directory().practitioners
        door().edit_practitioner(edited_practitioner(vega, user_id=doctor))
        door().retire(Retire(part=Part.PRACTITIONER, id=vega.id, version=2))
        assert door().directory().practitioner_of_user(doctor) is None
        for twice in (
            lambda: door().edit_practitioner(edited_practitioner(soto, user_id=doctor)),
            lambda: door().add_practitioner(AddPractitioner(branch_id=norte.branch, name="X", user_id=doctor)),
        ):
            with pytest.raises(UserLinked) as refused:
                twice()
            assert set(refused.value.fields) == {"user_id"}


def test_another_clinics_user_is_no_user(within, norte, user_of):
    with within(norte):
        soto = door().directory().practitioners[1]
        for nobody in (user_of(STRANGER), 10**9):
            with pytest.raises(UnknownUser):
                door().edit_practitioner(edited_practitioner(soto, user_id=nobody))


def test_one_person_is_a_practitioner_in_each_of_two_clinics(within, norte, sur, user_of):
    for house in (norte, sur):
        with within(house):
            door().edit_practitioner(edited_practitioner(door().directory().practitioners[0], user_id=user_of(BOTH)))
            assert door().directory().practitioner_of_user(user_of(BOTH)).id == house.practitioners[0]


def test_a_deactivated_users_link_stays_and_says_so(desk, within, norte, user_of):
    doctor = user_of(DOCTOR)
    link(desk, norte, doctor)
    with within(norte):
        find(IdentityContract).deactivate_member(doctor)
    assert "Usuario: Dolores Doctora, desactivado" in desk.get(SETTINGS).text
    page = desk.get(form_address(norte)).text
    assert "Dolores Doctora, desactivado" in page
    kept = desk.post(form_address(norte), data=opened(desk, form_address(norte), name="Dra. Vega Ruiz"))
    assert kept.status_code == 303
    with within(norte):
        assert door().directory().practitioner_of_user(doctor).name == "Dra. Vega Ruiz"


def test_two_who_link_one_user_at_once_do_not_both(app: Flask, norte: House, user_of):
    doctor = user_of(DOCTOR)
    first = f"UPDATE clinics.practitioner SET user_id = {doctor} WHERE id = {norte.practitioners[0]}"

    def second() -> type[Refusal] | None:
        with app.app_context(), inside(norte.id):
            soto = door().directory().practitioners[1]
            try:
                door().edit_practitioner(edited_practitioner(soto, user_id=doctor))
            except Refusal as refusal:
                return type(refusal)
            return None

    assert while_waiting(app.config["SETTINGS"].database_owner_url, norte.id, first, second) is UserLinked


def test_a_link_cannot_point_across_clinics(app: Flask, norte: House, user_of):
    statement = "UPDATE clinics.practitioner SET user_id = %s WHERE id = %s"
    with psycopg.connect(app.config["SETTINGS"].database_owner_url) as owner:
        owner.execute(f"SET LOCAL app.clinic_id = '{norte.id}'")
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            owner.execute(statement, [user_of(STRANGER), norte.practitioners[0]])


def test_a_stale_link_is_compared_and_may_be_taken(desk, within, norte, user_of):
    address = form_address(norte)
    mine = opened(desk, address, user_id=str(user_of(RECEPTIONIST)))
    link(desk, norte, user_of(DOCTOR))
    answer = desk.post(address, data=mine)
    assert answer.status_code == 409
    assert "Dolores Doctora" in answer.text
    assert "Rosa Recepción" in answer.text


def test_who_the_practitioners_are_costs_the_page_one_statement(desk, norte, user_of, monkeypatch):
    desk.get(SETTINGS)
    with counting(monkeypatch) as without:
        desk.get(SETTINGS)
    for which, email in enumerate((DOCTOR, BOTH)):
        link(desk, norte, user_of(email), which)
    desk.get(SETTINGS)
    with counting(monkeypatch) as linked:
        desk.get(SETTINGS)
    assert len(linked.statements) <= len(without.statements) + 2, "the statement and the clinic that it is in"
