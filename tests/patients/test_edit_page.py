"""The edit page: both texts side by side when somebody was quicker, and nothing lost."""

import re

import pytest

from tests.conftest import csrf_of
from tests.patients.people import changed, door, register
from tests.stand.cast import RECEPTIONIST

HTMX = {"HX-Request": "true"}


@pytest.fixture
def patient(within, norte):
    with within(norte):
        return register(email="ana@example.com", notes="antes")


@pytest.fixture
def desk(browser_of):
    return browser_of(RECEPTIONIST)


def address(patient) -> str:
    return f"/c/norte/patients/{patient.id}/edit"


def opened(desk, patient, **fields):
    text = desk.get(address(patient)).text
    version = re.search(r'name="version"[^>]*value="(\d+)"', text)
    whole = {"given": "Ana", "family": "Ruiz Peña", "phone": "655 55 55 55", "email": "ana@example.com"}
    rest = {"birth_date": "", "sex": "unknown", "document": "", "language": "es", "notes": "antes"}
    return {"csrf_token": csrf_of(text), "version": version[1], **whole, **rest, **fields}


def save_elsewhere(within, norte, patient, **fields):
    with within(norte):
        door().edit(changed(door().patient(patient.id), **fields))


def test_it_saves(desk, within, norte, patient):
    answer = desk.post(address(patient), data=opened(desk, patient, notes="después", sex="female"))
    assert (answer.status_code, answer.location) == (303, f"/c/norte/patients/{patient.id}")
    with within(norte):
        assert door().patient(patient.id).notes == "después"
    assert "después" in desk.get(answer.location).text


def test_both_texts_stand_side_by_side(desk, within, norte, patient):
    mine = opened(desk, patient, notes="lo mío", family="Ruiz")
    save_elsewhere(within, norte, patient, notes="lo suyo", phone="644 44 44 44")
    for headers in ({}, HTMX):
        stale = desk.post(address(patient), data=mine, headers=headers)
        assert stale.status_code == 409
        assert "lo mío" in stale.text
        assert "lo suyo" in stale.text
        assert "644 44 44 44" in stale.text
        assert set(re.findall(r'name="take" value="(\w+)"', stale.text)) == {"all", "notes", "phone", "family"}
        assert 'id="email-theirs"' not in stale.text
    version = re.search(r'name="version"[^>]*value="(\d+)"', stale.text)[1]
    assert version == "2"
    assert desk.post(address(patient), data={**mine, "version": version}).status_code == 303
    with within(norte):
        assert door().patient(patient.id).notes == "lo mío"


def test_theirs_is_taken_field_by_field_or_whole(desk, within, norte, patient):
    mine = opened(desk, patient, notes="lo mío", family="Ruiz")
    save_elsewhere(within, norte, patient, notes="lo suyo", phone="644 44 44 44")
    one = desk.post(address(patient), data={**mine, "take": "phone"}, headers=HTMX)
    assert one.status_code == 200
    assert 'value="644 44 44 44"' in one.text
    assert "lo mío" in one.text
    assert set(re.findall(r'name="take" value="(\w+)"', one.text)) == {"all", "notes", "family"}
    whole = desk.post(address(patient), data={**mine, "take": "all"})
    assert "lo mío" not in whole.text
    assert 'name="take"' not in whole.text


def test_what_is_wrong_stands_beside_its_field(desk, patient):
    answer = desk.post(address(patient), data=opened(desk, patient, phone="12", notes="sigue"))
    assert answer.status_code == 422
    assert 'id="phone-error"' in answer.text
    assert "sigue" in answer.text


def test_a_form_without_its_version_is_stale(desk, patient):
    for version in ("", "x", "-1"):
        assert desk.post(address(patient), data=opened(desk, patient, version=version)).status_code == 409


def test_a_strangers_id_in_the_address_saves_nothing(desk, within, sur, patient):
    theirs = sur.patients[0]
    answer = desk.post(f"/c/norte/patients/{theirs}/edit", data=opened(desk, patient))
    assert answer.status_code == 404
    with within(sur):
        assert door().patient(theirs).given == "Lucía"
