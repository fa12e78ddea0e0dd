"""The pages of patients work, need their permission, and do not exist for another clinic."""

import pytest

from clinic_portal.contracts.clinics import ClinicsContract, CreateClinic
from clinic_portal.contracts.identity import CreateUser, IdentityContract, JoinClinic, Role
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.tenancy import inside
from tests.conftest import csrf_of
from tests.patients.people import register
from tests.stand.cast import DOCTOR, PASSWORD, RECEPTIONIST, STRANGER

HTMX = {"HX-Request": "true"}
ALL = "/c/norte/patients"


def pages(patient_id: int) -> tuple[str, ...]:
    seen = (
        ALL,
        f"{ALL}/search?q=a",
        f"{ALL}/search",
        f"{ALL}/picker",
        f"{ALL}/{patient_id}",
        f"{ALL}/{patient_id}/choice",
    )
    return (*seen, f"{ALL}/new", f"{ALL}/new?inline=1", f"{ALL}/{patient_id}/edit")


@pytest.fixture
def desk(browser_of):
    return browser_of(RECEPTIONIST)


def test_they_work(desk, norte):
    for address in pages(norte.patients[0]):
        for headers in ({}, HTMX):
            answer = desk.get(address, headers=headers)
            assert answer.status_code == 200, address
            assert not headers or "<html" not in answer.text, address


def test_they_need_the_permission(browser_of, norte):
    doctor = browser_of(DOCTOR)
    for address in pages(norte.patients[0]):
        expected = 403 if "/new" in address or "/edit" in address else 200
        assert doctor.get(address).status_code == expected, address


def test_another_clinics_patient_is_not_there(browser_of, desk, norte, sur):
    stranger = browser_of(STRANGER)
    for address in pages(norte.patients[0]):
        assert stranger.get(address).status_code == 404, address
        assert desk.get(address.replace("norte", "sur")).status_code == 404, address
    for address in pages(sur.patients[0]):
        expected = 404 if str(sur.patients[0]) in address else 200
        assert desk.get(address).status_code == expected, address


def test_the_list_finds_and_says_when_it_does_not(desk):
    assert "Núñez Álvarez" in desk.get(f"{ALL}?q=alvarez+nun").text
    nobody = desk.get(f"{ALL}?q=<b>zzz", headers=HTMX)
    assert nobody.text.lstrip().startswith('<div class="stack" id="patient-list">')
    assert "&lt;b&gt;zzz" in nobody.text
    assert f"{ALL}/new?q=" in nobody.text
    for page in ("0", "-3", "x", "99999999999999999999"):
        assert desk.get(f"{ALL}?page={page}").status_code == 200


def test_an_empty_clinic_has_a_designed_list(app, browser_of):
    with app.app_context():
        clinic = find(ClinicsContract).create_clinic(CreateClinic(slug="nueva", name="Nueva"))
        person = CreateUser(email="ana@nueva.example", name="Ana", password=PASSWORD)
        with inside(clinic.id):
            member = JoinClinic(user_id=find(IdentityContract).create_user(person), role=Role.RECEPTIONIST)
            find(IdentityContract).join_clinic(member)
    text = browser_of("ana@nueva.example").get("/c/nueva/patients").text
    assert 'class="empty"' in text
    assert 'href="/c/nueva/patients/new"' in text


def test_the_recent_ones_come_before_one_types(desk, norte):
    assert "option-" not in desk.get(f"{ALL}/search?link=1").text
    desk.get(f"{ALL}/{norte.patients[1]}")
    recent = desk.get(f"{ALL}/search?link=1").text
    assert f'id="option-{norte.patients[1]}"' in recent
    assert f'href="{ALL}/{norte.patients[1]}"' in recent
    assert f'{ALL}/{norte.patients[1]}"' in desk.get(ALL).text


def test_an_option_leads_to_the_record_or_goes_into_a_form(desk, norte):
    one = norte.patients[0]
    assert f'href="{ALL}/{one}"' in desk.get(f"{ALL}/search?q=nunez&link=1").text
    assert f'hx-get="{ALL}/{one}/choice"' in desk.get(f"{ALL}/search?q=nunez&pick=1").text
    assert f'data-value="{one}"' in desk.get(f"{ALL}/search?q=nunez").text


def test_the_record_shows_the_patient_and_escapes_them(desk, within, norte):
    with within(norte):
        patient = register(given="<script>", family="Ruiz", notes="<b>x</b>\nsegunda", email="a@example.com")
    text = desk.get(f"{ALL}/{patient.id}").text
    assert "&lt;script&gt; Ruiz" in text
    assert "<b>x</b>" not in text
    assert "655 55 55 55" in text
    assert f"/c/norte/agenda/appointments/new?patient_id={patient.id}" in text


def test_a_form_needs_its_token(desk):
    assert desk.post(f"{ALL}/new", data={"given": "Ana", "family": "Ruiz", "phone": "655555555"}).status_code == 400
    assert csrf_of(desk.get(f"{ALL}/new").text)
