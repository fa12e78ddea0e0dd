"""Opening an invitation's link: it shows, it is used once, and who joins is in."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from clinic_portal.contracts.identity import AnothersInvitation, InvitationOver, RegisterInvited, Role
from clinic_portal.foundation.clock import now
from tests.conftest import csrf_of
from tests.identity.staffing import GUEST, Office
from tests.stand.cast import BOTH, DOCTOR, PASSWORD, RECEPTIONIST, STRANGER

Browse = Callable[[str], FlaskClient]
NEW = {"name": "Quirina Paz", "password": "otra frase bien larga", "repeated": "otra frase bien larga"}


@pytest.fixture
def link(office: Office) -> str:
    office.invite()
    return f"/invitations/{office.token()}"


def join(client: FlaskClient, link: str, **fields: str) -> TestResponse:
    token = csrf_of(client.get(link).text)
    return client.post(link, data={"csrf_token": token, **fields})


def test_a_new_person_chooses_name_and_password_and_is_in(app: Flask, link: str, office: Office) -> None:
    guest = app.test_client()
    page = guest.get(link).text
    assert "Clínica Norte" in page
    assert f'value="{GUEST}"' in page
    answer = join(guest, link, **NEW)
    assert (answer.status_code, answer.location) == (303, "/")
    assert guest.get("/").location == "/c/norte/agenda"
    assert "Le damos la bienvenida a Clínica Norte." in guest.get("/c/norte/agenda").text
    member = office.who(GUEST)
    assert (member.name, member.role.key, member.active) == ("Quirina Paz", Role.DOCTOR, True)
    assert office.facts("InvitationAccepted") == [
        {"invitation_id": office.facts("UserInvited")[0]["invitation_id"], "user_id": member.user_id}
    ]


def test_the_link_works_once(app: Flask, link: str) -> None:
    join(app.test_client(), link, **NEW)
    assert app.test_client().get(link).status_code == 410


def test_programs_that_follow_links_use_nothing_up(app: Flask, link: str) -> None:
    for _visit in range(3):
        assert app.test_client().get(link).status_code == 200
        assert app.test_client().head(link).status_code == 200
    assert join(app.test_client(), link, **NEW).status_code == 303


def test_seven_days_later_it_is_too_old(app: Flask, link: str) -> None:
    with time_machine.travel(now() + timedelta(days=7, seconds=1), tick=False):
        assert app.test_client().get(link).status_code == 410


def test_sent_again_the_earlier_link_is_void(app: Flask, link: str, office: Office) -> None:
    with office.at() as identity:
        identity.resend_invitation(int(str(office.facts("UserInvited")[0]["invitation_id"])))
    assert app.test_client().get(link).status_code == 410
    assert app.test_client().get(f"/invitations/{office.token()}").status_code == 200


def test_withdrawn_it_is_void(app: Flask, link: str, office: Office) -> None:
    with office.at() as identity:
        identity.withdraw_invitation(int(str(office.facts("UserInvited")[0]["invitation_id"])))
    answer = app.test_client().get(link)
    assert answer.status_code == 410
    assert GUEST not in answer.text


@pytest.mark.parametrize("token", ["x", "e30.x", "InNvIg.AAAA", "../login"])
def test_a_forged_link_is_none(app: Flask, token: str) -> None:
    assert app.test_client().get(f"/invitations/{token}").status_code in {404, 410}


def test_a_resets_token_is_no_invitation(app: Flask, identity, link: str) -> None:
    token = identity.reset_token("019b0000-0000-7000-8000-000000000000")
    assert app.test_client().get(f"/invitations/{token}").status_code == 410


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"password": "corta", "repeated": "corta"}, "al menos 12 caracteres"),
        ({"password": GUEST, "repeated": GUEST}, "al menos 12 caracteres"),
        ({"repeated": "otra cosa"}, "no coinciden"),
        ({"name": " "}, "Escriba el nombre."),
        ({"password": "", "repeated": ""}, "Escriba una contraseña nueva."),
    ],
)
def test_what_is_wrong_is_said_and_uses_nothing_up(
    app: Flask, link: str, fields: dict[str, str], sentence: str
) -> None:
    guest = app.test_client()
    answer = join(guest, link, **(NEW | fields))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert join(guest, link, **NEW).status_code == 303


def test_a_known_person_proves_who_they_are_and_joins(app: Flask, office: Office, browser_of: Browse) -> None:
    office.invite(STRANGER)
    link, guest = f"/invitations/{office.token()}", app.test_client()
    assert "repeated" not in guest.get(link).text
    wrong = join(guest, link, password="no es la suya")
    assert wrong.status_code == 422
    assert join(guest, link, password=PASSWORD).status_code == 303
    assert [guest.get(f"/c/{slug}/agenda").status_code for slug in ("norte", "sur")] == [200, 200]
    assert office.who(STRANGER).name == "Saúl Recepción"


def test_whoever_is_signed_in_only_says_yes(office: Office, browser_of: Browse) -> None:
    office.invite(STRANGER)
    link, saul = f"/invitations/{office.token()}", browser_of(STRANGER)
    assert saul.get("/c/norte/agenda").status_code == 404
    assert "password" not in saul.get(link).text
    assert join(saul, link).status_code == 303
    assert saul.get("/").location == "/c/norte/agenda"
    assert saul.get("/c/norte/agenda").status_code == 200


def test_another_person_at_the_browser_gives_way(browser_of: Browse, link: str, office: Office) -> None:
    client = browser_of(DOCTOR)
    page = client.get(link).text
    assert "Dolores Doctora" in page
    join(client, link, **NEW)
    assert "Quirina Paz" in client.get("/c/norte/agenda").text
    assert office.who(DOCTOR).active


def test_nobody_takes_an_invitation_of_another_e_mail(office: Office) -> None:
    office.invite()
    token, berta = office.token(), office.who(BOTH)
    with office.at() as identity, pytest.raises(AnothersInvitation):
        identity.accept_invitation(token, berta.user_id)


def test_of_two_who_use_the_link_at_once_one_joins(office: Office) -> None:
    office.invite()
    command = RegisterInvited(token=office.token(), name="Quirina", password=NEW["password"], language="es")
    with office.at() as identity:
        identity.register_invited(command)
        with pytest.raises(InvitationOver):
            identity.register_invited(command)


def test_a_deactivated_persons_old_letter_brings_nobody_back(office: Office) -> None:
    office.invite()
    command = RegisterInvited(token=office.token(), name="Quirina", password=NEW["password"], language="es")
    with office.at() as identity:
        identity.register_invited(command)
        member = office.who(GUEST)
        identity.deactivate_member(member.user_id)
        with pytest.raises(InvitationOver):
            identity.accept_invitation(command.token, member.user_id)
    assert not office.who(GUEST).active


def test_without_its_own_token_nothing_happens(app: Flask, link: str, office: Office) -> None:
    assert app.test_client().post(link, data=NEW).status_code == 400
    with office.at() as identity:
        assert identity.staff(GUEST).rows[0].user_id is None


def test_a_suspended_clinics_link_is_none(app: Flask, link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clinic_portal.contexts.clinics.service.ClinicsService.find_clinic", lambda *_: None)
    assert app.test_client().get(link).status_code == 410


def test_the_page_speaks_the_other_language_too(app: Flask, link: str) -> None:
    guest = app.test_client()
    guest.set_cookie("language", "en")
    assert "Invitation of Clínica Norte" in guest.get(link).text


def test_an_invitation_says_nothing_of_the_clinics_people(app: Flask, link: str) -> None:
    page = app.test_client().get(link).text
    assert not any(email in page for email in (RECEPTIONIST, DOCTOR))
