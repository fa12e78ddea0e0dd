"""Two people at the same moment: one is first, and the other acts on what the first has left."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from clinic_portal.contracts.identity import InvitationOver, MoreThanOwn, Role, RoleNameTaken, StaffStatus
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.refusals import Refusal
from tests.conftest import csrf_of
from tests.identity.staffing import GUEST, MANAGER, Office, create, edit
from tests.stand.cast import ADMIN, DOCTOR, RECEPTIONIST
from tests.stand.first import while_waiting

Act = Callable[[], object]
Raced = Callable[[str, Act], object]


@pytest.fixture
def after(app: Flask, office: Office) -> Raced:
    """`after(statement, act)`: what the act came to that had to wait for the statement."""
    address = app.config["SETTINGS"].database_owner_url

    def race(statement: str, act: Act) -> object:
        def run() -> object:
            try:
                return act()
            except Refusal as refusal:
                return type(refusal)

        return while_waiting(address, office.house.id, statement, run)

    return race


def test_who_is_deactivated_a_moment_before_is_reactivated(office: Office, after: Raced) -> None:
    doctor = office.who(DOCTOR).user_id

    def reactivate() -> None:
        with office.at() as identity:
            identity.reactivate_member(doctor)

    after(f"UPDATE identity.membership SET deactivated_at = now() WHERE user_id = {doctor}", reactivate)
    assert office.who(DOCTOR).active
    assert office.facts("MemberReactivated") == [{"user_id": doctor}]


def test_who_is_reactivated_a_moment_before_is_deactivated(office: Office, after: Raced) -> None:
    doctor = office.who(DOCTOR).user_id
    with office.at() as identity:
        identity.deactivate_member(doctor)

    def deactivate() -> None:
        with office.at() as identity:
            identity.deactivate_member(doctor)

    after(f"UPDATE identity.membership SET deactivated_at = NULL WHERE user_id = {doctor}", deactivate)
    assert not office.who(DOCTOR).active
    assert len(office.facts("MemberDeactivated")) == 2


def test_of_two_who_make_a_role_of_one_name_the_second_reads_so(
    office: Office, after: Raced, admin: FlaskClient
) -> None:
    token = csrf_of(admin.get("/me/sessions").text)
    data = {"csrf_token": token, "name": "contable", "permissions": ["agenda.see"], "idempotency_key": new_id()}
    answer = after(taken(office, "Contable"), lambda: admin.post("/c/norte/roles/new", data=data))
    assert isinstance(answer, TestResponse)
    assert answer.status_code == 422
    assert "Otro rol se llama así" in answer.text[answer.text.index('id="name-error"') :]
    with office.at() as identity:
        assert [role.role.name.lower() for role in identity.roles()].count("contable") == 1


def test_a_role_is_not_renamed_to_what_another_has_just_taken(office: Office, after: Raced) -> None:
    role = create(office, MANAGER, None)
    renamed = role.model_copy(update={"role": role.role.model_copy(update={"name": "Contable"})})
    assert after(taken(office, "Contable"), lambda: edit(office, renamed, MANAGER)) is RoleNameTaken


def taken(office: Office, name: str) -> str:
    return f"""INSERT INTO identity.own_role (clinic_id, name, permissions, version)
        VALUES ({office.house.id}, '{name}', '{{agenda.see}}', 1)"""


def test_who_is_deactivated_a_moment_before_invites_nobody(office: Office, after: Raced) -> None:
    rosa = office.give(office.who(RECEPTIONIST).user_id, Role.ADMIN).user_id
    gone = f"UPDATE identity.membership SET deactivated_at = now() WHERE user_id = {rosa}"
    assert after(gone, lambda: office.invite(GUEST, Role.DOCTOR, by=rosa)) is MoreThanOwn
    assert invited(office) == []


def test_who_is_deactivated_a_moment_before_sends_no_letter_again(office: Office, after: Raced) -> None:
    rosa = office.give(office.who(RECEPTIONIST).user_id, Role.ADMIN).user_id
    letter = office.invite(GUEST, Role.DOCTOR, by=office.who(ADMIN).user_id)

    def resend() -> None:
        with office.at(rosa) as identity:
            identity.resend_invitation(letter.id)

    gone = f"UPDATE identity.membership SET deactivated_at = now() WHERE user_id = {rosa}"
    assert after(gone, resend) is MoreThanOwn


def test_a_letter_withdrawn_a_moment_before_is_not_sent_again(office: Office, after: Raced) -> None:
    letter = office.invite()

    def resend() -> None:
        with office.at() as identity:
            identity.resend_invitation(letter.id)

    assert (
        after(f"UPDATE identity.invitation SET withdrawn_at = now() WHERE id = {letter.id}", resend) is InvitationOver
    )
    assert len(office.facts("UserInvited")) == 1


def invited(office: Office) -> list[str]:
    with office.at() as identity:
        return [row.email for row in identity.staff(status=StaffStatus.INVITED).rows]
