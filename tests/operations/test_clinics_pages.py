"""The operators' clinics: a registry to search, a clinic to create, suspend, reopen and equip."""

import pytest

from clinic_portal.contracts.clinics import ClinicsContract, CreateClinic
from clinic_portal.foundation.directory import find
from tests.budgets.counting import counting
from tests.conftest import csrf_of
from tests.stand.cast import BOTH, OPERATOR, RECEPTIONIST

PAGE = "/operator/clinics"
NEW = "/operator/new-clinic"
HTMX = {"HX-Request": "true"}
FILLED = {
    "name": "Clínica Este",
    "slug": "este",
    "language": "es",
    "country": "MX",
    "currency": "MXN",
    "time_zone": "America/Mexico_City",
}


@pytest.fixture
def operator(browser_of):
    return browser_of(OPERATOR)


@pytest.fixture
def send(operator):
    """`send(address, field="…")`: a form as the page sends it."""

    def post(address: str, headers=None, **fields: str):
        token = csrf_of(operator.get(PAGE).text)
        return operator.post(address, data={"csrf_token": token, **fields}, headers=headers)

    return post


def suspend(send, slug: str = "norte"):
    return send(f"{PAGE}/{slug}/suspension", reason="No paga")


def test_operators_arrive_at_their_clinics(operator):
    assert operator.get("/").location == PAGE
    page = operator.get(PAGE).text
    assert 'id="clinic-norte"' in page
    assert 'id="clinic-sur"' in page
    assert ">España<" in page
    assert ">España<" in operator.get(f"{PAGE}/norte").text
    assert '<a href="/operator/clinics" aria-current="page">' in page
    assert '<a href="/operator/record">' in page


def test_the_list_is_searched_in_place(operator):
    fragment = operator.get(f"{PAGE}?q=NORTE", headers=HTMX).text
    assert fragment.startswith('<div class="stack" id="clinic-list"')
    assert 'id="clinic-norte"' in fragment
    assert 'id="clinic-sur"' not in fragment
    assert "Ninguna clínica" in operator.get(f"{PAGE}?q=nada").text


def test_a_page_of_the_list_is_two_statements(app, operator, monkeypatch):
    with app.app_context():
        for number in range(60):
            find(ClinicsContract).create_clinic(CreateClinic(slug=f"clinica-{number:02}", name=f"Clínica {number}"))
    operator.get(PAGE)
    with counting(monkeypatch) as counts:
        page = operator.get(PAGE).text
    assert len(counts.statements) == 2
    assert page.count('<tr id="clinic-') == 50
    assert f"{PAGE}?after=clinica-49" in page
    assert 'id="clinic-sur"' in operator.get(f"{PAGE}?after=clinica-49").text


def test_a_clinic_is_created_and_its_first_administrator_invited(app, operator, send):
    answer = send(NEW, **FILLED, admin_email="eva@este.example", admin_name="Eva Este")
    assert answer.location == f"{PAGE}/este"
    page = operator.get(f"{PAGE}/este").text
    assert "Clínica Este está abierta." in page
    assert "Clínica creada" in page
    assert "Administrador invitado" in page
    assert "eva@este.example" in page
    with app.app_context():
        assert find(ClinicsContract).find_clinic("este").currency == "MXN"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"slug": "norte"}, "Otra clínica ya tiene este nombre corto."),
        ({"slug": "Este!"}, "Solo minúsculas, cifras y guiones, 40 como máximo."),
        ({"name": ""}, "Escriba el nombre."),
        ({"currency": "XQX"}, "error-summary"),
        ({"currency": "ESP"}, "error-summary"),
        ({"country": "EU"}, "error-summary"),
        ({"admin_email": "eva", "admin_name": "Eva"}, "No es una dirección de correo."),
        ({"admin_email": "eva@este.example"}, "Escriba el nombre."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(app, send, change, sentence):
    answer = send(NEW, **{**FILLED, **change})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="Clínica Este"' in answer.text or change.get("name") == ""
    with app.app_context():
        assert find(ClinicsContract).find_clinic("este") is None


def test_a_suspended_clinics_people_read_so_in_their_language(operator, send, browser_of):
    receptionist, both = browser_of(RECEPTIONIST), browser_of(BOTH)
    assert receptionist.get("/c/norte/agenda").status_code == 200
    assert suspend(send).location == f"{PAGE}/norte"
    answer = receptionist.get("/c/norte/agenda")
    assert answer.status_code == 403
    assert "Clínica Norte está suspendida" in answer.text
    assert "No paga" not in answer.text
    assert "Sus otras clínicas" not in answer.text
    receptionist.post("/me/language", data={"language": "en", "csrf_token": csrf_of(answer.text)})
    assert "Clínica Norte is suspended" in receptionist.get("/c/norte/patients").text
    fragment = receptionist.get("/c/norte/agenda/board", headers=HTMX)
    assert (fragment.status_code, fragment.headers["HX-Retarget"]) == (403, "#toasts")
    assert receptionist.get("/").location == "/clinics"
    assert 'href="/c/norte/agenda"' in receptionist.get("/clinics").text
    assert both.get("/").location == "/c/sur/agenda"
    assert both.get("/c/sur/agenda").status_code == 200
    assert "Sus otras clínicas" in both.get("/c/norte/agenda").text


def test_a_suspended_clinic_is_nothing_to_strangers(send, browser_of):
    suspend(send)
    stranger = browser_of("recepcion@sur.example")
    assert stranger.get("/c/norte/agenda").status_code == 404
    assert "suspendida" not in stranger.get("/c/norte/agenda").text


def test_a_clinic_is_reopened(operator, send, browser_of):
    suspend(send)
    page = operator.get(f"{PAGE}/norte").text
    assert "Suspendida" in page
    assert "No paga" in page
    assert 'id="clinic-norte"' in operator.get(f"{PAGE}?state=suspended").text
    assert send(f"{PAGE}/norte/opening").location == f"{PAGE}/norte"
    assert browser_of(RECEPTIONIST).get("/c/norte/agenda").status_code == 200


def test_a_suspension_asks_for_its_reason(operator, send):
    assert "Motivo" in operator.get(f"{PAGE}/norte/suspension").text
    answer = send(f"{PAGE}/norte/suspension", reason="  ")
    assert answer.status_code == 422
    assert "Escriba el motivo." in answer.text
    assert "Suspendida" not in operator.get(f"{PAGE}/norte").text


def test_the_second_operator_is_told(operator, send):
    suspend(send)
    answer = suspend(send)
    assert answer.status_code == 409
    assert "ya está suspendida" in answer.text
    send(f"{PAGE}/norte/opening")
    assert send(f"{PAGE}/norte/opening").status_code == 409


def test_a_feature_is_switched_with_and_without_scripts(operator, send):
    address = f"{PAGE}/norte/flags/agenda.week-strip"
    assert send(address, on="1").location == f"{PAGE}/norte"
    assert "Función cambiada" in operator.get(f"{PAGE}/norte").text
    fragment = send(address, headers=HTMX, on="0")
    assert fragment.text.startswith('<div class="stack" id="clinic"')
    assert "toast" in fragment.headers["HX-Trigger"]
    assert send(f"{PAGE}/norte/flags/nothing", on="1").status_code == 422


def test_the_features_say_how_many_clinics_have_them(operator, send):
    send(f"{PAGE}/norte/flags/agenda.week-strip", on="1")
    page = operator.get("/operator/flags").text
    assert "La agenda muestra" in page
    assert f'href="{PAGE}?flag=agenda.week-strip"' in page
    found = operator.get(f"{PAGE}?flag=agenda.week-strip").text
    assert 'id="clinic-norte"' in found
    assert 'id="clinic-sur"' not in found


def test_an_administrator_is_invited_once_for_a_form_sent_twice(operator, send):
    address = f"{PAGE}/norte/administrators"
    fields = {"email": "eva@norte.example", "name": "Eva Norte", "idempotency_key": "the-same"}
    for _ in range(2):
        assert send(address, **fields).location == f"{PAGE}/norte"
    deeds = operator.get("/operator/record?verb=person.invite").text
    assert deeds.count('<tr id="deed-') == 1
    again = send(address, **{**fields, "idempotency_key": "another"})
    assert again.status_code == 422
    assert "invitación abierta" in again.text
    assert "Escriba el nombre." in send(address, email="e@e.example", name="").text


@pytest.mark.parametrize("path", ["", "/suspension", "/administrators"])
def test_a_clinic_that_is_none_is_not_found(operator, path):
    assert operator.get(f"{PAGE}/nada{path}").status_code == 404
