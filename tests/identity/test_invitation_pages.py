"""The pages on which people are invited: asked, sent again, withdrawn and throttled."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient

from clinic_portal.foundation.clock import now
from clinic_portal.foundation.ids import new_id
from tests.identity.conftest import HTMX
from tests.identity.sent import NEW, invite, send
from tests.stand.cast import ADMIN, RECEPTIONIST, STRANGER

Browse = Callable[[str], FlaskClient]


def test_an_invitation_is_pending_until_it_is_withdrawn(admin: FlaskClient) -> None:
    assert invite(admin).location == "/c/norte/staff"
    page = admin.get("/c/norte/staff?status=invited").text
    assert NEW in page
    assert "Invitado" in page
    path = page.split('action="/c/norte')[1:]
    withdrawal = next(part.split('"')[0] for part in path if "/withdrawal" in part).split("?")[0]
    answer = send(admin, withdrawal, HTMX)
    assert answer.status_code == 200
    assert NEW not in answer.text
    assert send(admin, withdrawal).status_code == 410


def test_seven_days_later_it_has_expired_and_can_be_sent_again(admin: FlaskClient, browser_of: Browse) -> None:
    invite(admin)
    with time_machine.travel(now() + timedelta(days=7, minutes=1), tick=False):
        later = browser_of(ADMIN)
        page = later.get("/c/norte/staff?status=expired").text
        assert NEW in page
        letters = next(part.split('"')[0] for part in page.split('action="/c/norte')[1:] if "/letters" in part)
        assert send(later, letters.split("?")[0]).status_code == 303
        assert NEW in later.get("/c/norte/staff?status=invited").text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"email": ""}, "Escriba el correo."),
        ({"email": "no es un correo"}, "No es una dirección de correo."),
        ({"email": "a@b"}, "No es una dirección de correo."),
        ({"name": " "}, "Escriba el nombre."),
        ({"role": "operate"}, "Elija uno de los roles."),
        ({"role": ""}, "Elija uno de los roles."),
        ({"email": RECEPTIONIST.upper()}, "Ya trabaja aquí alguien con este correo."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(admin: FlaskClient, fields: dict[str, str], sentence: str) -> None:
    answer = invite(admin, HTMX, **fields)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Quirina Paz" in answer.text or "name" in fields


def test_of_an_e_mail_that_is_known_elsewhere_nothing_is_said(admin: FlaskClient) -> None:
    """Sur's receptionist and somebody whom nobody knows look the same to Norte's administrator."""
    answers, lists = [], []
    for email in (STRANGER, "nadie@correo.example"):
        answers.append(invite(admin, email=email, name="Quien Sea"))
        page = admin.get(f"/c/norte/staff?q={email}&status=invited", headers=HTMX).text
        lists.append([line for line in page.replace(email, "E-MAIL").split() if not any(map(str.isdigit, line))])
    assert [(one.status_code, one.location) for one in answers] == [(303, "/c/norte/staff")] * 2
    assert lists[0] == lists[1]
    assert "Saúl" not in admin.get("/c/norte/staff").text


def test_a_second_invitation_to_the_same_e_mail_is_refused_and_a_resent_form_is_not(admin: FlaskClient) -> None:
    key = new_id()
    assert [invite(admin, idempotency_key=key).status_code for _click in range(2)] == [303, 303]
    answer = invite(admin)
    assert answer.status_code == 422
    assert "tiene una invitación abierta" in answer.text


def test_a_flood_of_letters_is_throttled(admin: FlaskClient) -> None:
    statuses = [invite(admin, email=f"p{number}@correo.example").status_code for number in range(41)]
    assert statuses == [303] * 40 + [429]


def test_letters_to_one_e_mail_are_throttled(admin: FlaskClient) -> None:
    invite(admin)
    page = admin.get("/c/norte/staff?status=invited").text
    letters = next(part.split('"')[0] for part in page.split('action="/c/norte')[1:] if "/letters" in part)
    statuses = [send(admin, letters.split("?")[0]).status_code for _click in range(3)]
    assert statuses == [303, 303, 429]
