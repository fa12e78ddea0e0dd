"""Registering on the page and inside another form: errors beside fields, the warning that must be answered."""

import re

import pytest

from clinic_portal.contracts.patients import PatientView
from tests.conftest import csrf_of
from tests.patients.people import door, register
from tests.stand.cast import RECEPTIONIST

HTMX = {"HX-Request": "true"}
NEW = "/c/norte/patients/new"
ANA = {"given": "Ana", "family": "Ruiz Peña", "phone": "655 55 55 55", "sex": "unknown", "language": "es"}


@pytest.fixture
def desk(browser_of):
    return browser_of(RECEPTIONIST)


def form(desk, address=NEW, **fields):
    """What the browser would send: the hidden fields of the page, and what is typed."""
    text = desk.get(address).text
    hidden = dict(re.findall(r'<input[^>]*name="([^"]*idempotency_key)"[^>]*value="([^"]+)"', text))
    assert hidden, text
    return {"csrf_token": csrf_of(desk.get(NEW).text), **hidden, **fields}


def found(within, norte, text) -> list[PatientView]:
    with within(norte):
        return [door().patient(one.id) for one in door().search(text)]


def test_name_and_phone_suffice(desk, within, norte):
    answer = desk.post(NEW, data=form(desk, **ANA))
    patient = found(within, norte, "ruiz pena")[0]
    assert (answer.status_code, answer.location) == (303, f"/c/norte/patients/{patient.id}")
    assert (patient.phone, patient.language) == ("+34655555555", "es")


def test_with_htmx_the_page_moves_on(desk):
    answer = desk.post(NEW, data=form(desk, **ANA), headers=HTMX)
    assert answer.headers["HX-Redirect"].startswith("/c/norte/patients/")


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(desk):
    wrong = {**ANA, "family": "  ", "phone": "12", "email": "ana", "birth_date": "2999-01-01", "notes": "sigue aquí"}
    answer = desk.post(NEW, data=form(desk, **wrong), headers=HTMX)
    assert answer.status_code == 422
    for name in ("family", "email", "birth_date"):
        assert f'id="{name}-error"' in answer.text, name
    assert "sigue aquí" in answer.text
    assert 'value="12"' in answer.text
    bad_phone = desk.post(NEW, data=form(desk, **{**ANA, "phone": "12"}))
    assert bad_phone.status_code == 422
    assert 'id="phone-error"' in bad_phone.text


def test_the_warning_must_be_answered(desk, within, norte):
    with within(norte):
        known = register(**{**{name: ANA[name] for name in ("family", "phone")}, "given": "Ana"})
    sent = form(desk, **{**ANA, "given": "Anna"})
    warned = desk.post(NEW, data=sent, headers=HTMX)
    assert warned.status_code == 409
    assert f'href="/c/norte/patients/{known.id}"' in warned.text
    assert f'name="another_person" value="{known.id}"' in warned.text
    assert 'value="Anna"' in warned.text
    assert desk.post(NEW, data=sent).status_code == 409, "sending it again is no answer"
    assert desk.post(NEW, data={**sent, "another_person": "0 x"}).status_code == 409
    answered = {**sent, "another_person": str(known.id)}
    assert desk.post(NEW, data=answered).status_code == 303
    assert desk.post(NEW, data=answered).status_code == 303, "a double click"
    assert len(found(within, norte, "ruiz pena")) == 2


def test_it_warns_while_one_types(desk, within, norte):
    with within(norte):
        known = register()
    token = csrf_of(desk.get(NEW).text)
    address = "/c/norte/patients/duplicates"
    warned = desk.post(address, data={"csrf_token": token, "phone": "655555555"}, headers=HTMX)
    assert warned.status_code == 200
    assert f"/c/norte/patients/{known.id}" in warned.text
    inline = desk.post(f"{address}?inline=1", data={"csrf_token": token, "new-phone": "655555555"}, headers=HTMX)
    assert f'hx-get="/c/norte/patients/{known.id}/choice"' in inline.text
    quiet = desk.post(address, data={"csrf_token": token, "phone": "6", "birth_date": "x"}, headers=HTMX)
    assert quiet.status_code == 200
    assert "<section" not in quiet.text


def test_inside_another_form(desk, within, norte):
    address = f"{NEW}?inline=1"
    sent = form(desk, address, **{"new-given": "Ana", "new-family": "Ruiz", "new-phone": "12", "note": "de la cita"})
    assert desk.post(address, data=sent, headers=HTMX).status_code == 422
    chosen = desk.post(address, data={**sent, "new-phone": "655555555"}, headers=HTMX)
    patient = found(within, norte, "ruiz")[0]
    assert chosen.status_code == 200
    assert 'id="chosen-patient"' in chosen.text
    assert f'name="patient_id" value="{patient.id}"' in chosen.text
    other = form(desk, address, **{"new-given": "Ana", "new-family": "Ruiz", "new-phone": "655555555"})
    warned = desk.post(address, data=other, headers=HTMX)
    assert warned.status_code == 409
    assert f'hx-vals=\'{{"another_person": "{patient.id}"}}\'' in warned.text


def test_messages_are_in_the_clinics_language_unless_told_otherwise(desk):
    assert '<option selected value="es">' in desk.get(NEW).text


def test_the_words_that_found_nobody_begin_the_form(desk):
    text = desk.get(f"{NEW}?q=ana+ruiz+peña").text
    assert 'value="ana"' in text
    assert 'value="ruiz peña"' in text
    assert 'value="655 55"' in desk.get(f"{NEW}?inline=1&q=655+55").text
