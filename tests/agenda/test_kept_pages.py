"""A day, an appointment's panel and found patients are kept while nothing they show changes, no moment longer."""

import time
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from clinic_portal.blueprints.agenda import doors
from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contracts.agenda import AgendaContract, AppointmentStatus, MarkAppointment, SaveView, ViewFields
from clinic_portal.contracts.clinics import ClinicsContract, EditProfile
from clinic_portal.contracts.identity import ChangeMemberRole, IdentityContract, Permission
from clinic_portal.contracts.patients import EditPatient, PatientsContract, RegisterPatient
from clinic_portal.foundation.actor import acting_as
from clinic_portal.foundation.database import db
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.web import drawn
from clinic_portal.foundation.work import work
from tests.agenda.wishes import wish
from tests.budgets.counting import counting
from tests.stand.cast import ADMIN, BOTH, DOCTOR, RECEPTIONIST, STRANGER
from tests.stand.staff import own_role
from tests.stand.walk import noon

HTMX = {"HX-Request": "true"}
DAY = f"/c/norte/agenda?day={noon(1).date()}&by=practitioner"
SEARCH = "/c/norte/patients/search?link=1&q=nun"


@pytest.fixture
def booked(within, norte) -> int:
    with within(norte):
        return find(AgendaContract).book(wish(norte, starts_at=noon(1), notify=False)).id


@pytest.fixture
def panel(booked) -> str:
    return f"/c/norte/agenda/appointments/{booked}"


def seen(browser: FlaskClient, path: str) -> str:
    answer = browser.get(path, headers={} if path == DAY else HTMX)
    assert answer.status_code == 200
    return answer.text


@pytest.fixture
def desk(browser_of, woken, panel) -> FlaskClient:
    """A receptionist who has just looked at the day, at an appointment and for a patient."""
    browser = browser_of(RECEPTIONIST)
    for _ in range(3):
        for path in (DAY, panel, SEARCH):
            seen(browser, path)
    woken.clear()
    return browser


@pytest.mark.parametrize("which", ["day", "panel", "search"])
def test_what_is_kept_wakes_no_page_and_is_one_command(desk, woken, panel, monkeypatch, which):
    path = {"day": DAY, "panel": panel, "search": SEARCH}[which]
    with counting(monkeypatch) as counts:
        page = seen(desk, path)
    assert (woken, counts.statements, counts.commands) == ([], [], ["MGET"])
    assert "María José Núñez Álvarez" in page


def test_a_kept_day_is_told_like_any_request(desk, caplog):
    with caplog.at_level("INFO"):
        desk.get(DAY, headers={"X-Request-Id": "given-by-the-proxy"})
    (line,) = (record.msg for record in caplog.records if record.name == "request")
    assert (line["route"], line["request_id"]) == ("/c/<clinic>/agenda", "given-by-the-proxy")
    assert all(line[name] for name in ("clinic_id", "user_id", "trace_id"))


def test_another_booking_shows_at_once(desk, within, norte):
    with within(norte):
        find(AgendaContract).book(wish(norte, patient_id=norte.patients[1], starts_at=noon(1) + timedelta(hours=2)))
    assert seen(desk, DAY).count('<article class="appointment') == 2


def test_a_state_shows_at_once(desk, within, norte, booked, panel):
    with time_machine.travel(noon(1)), within(norte):
        door = find(AgendaContract)
        version = door.appointment(booked).version
        door.mark(MarkAppointment(appointment_id=booked, version=version, status=AppointmentStatus.ARRIVED))
    assert "is-arrived hue" in seen(desk, DAY)
    assert 'class="status is-arrived"' in seen(desk, panel)


def test_a_patient_who_did_not_come_elsewhere_shows_at_once(desk, within, norte, panel):
    assert "noshows" not in seen(desk, panel)
    with within(norte):
        door = find(AgendaContract)
        other = door.book(wish(norte, starts_at=noon(8)))
        with work() as session:
            row = session.scalars(select(Appointment).where(Appointment.id == other.id)).one()
            row.starts_at, row.ends_at = noon(-6), noon(-6) + timedelta(minutes=30)
        other = door.appointment(other.id)
        door.mark(MarkAppointment(appointment_id=other.id, version=other.version, status=AppointmentStatus.NOSHOW))
    assert "noshows" in seen(desk, panel)


def edit(norte, **changes) -> None:
    door = find(PatientsContract)
    known = door.patient(norte.patients[0])
    told = {name: getattr(known, name) for name in EditPatient.model_fields if hasattr(known, name)}
    door.edit(EditPatient.model_validate({**told, "patient_id": known.id, **changes}))


def test_a_patients_new_name_shows_at_once(desk, within, norte, panel):
    with within(norte):
        edit(norte, given="Maripepa")
    assert all("Maripepa" in seen(desk, path) for path in (DAY, panel, SEARCH))


def test_a_new_patient_is_found_at_once(desk, within, norte):
    with within(norte):
        fields = {"given": "Nuria", "family": "Nunes", "phone": "+34911000222"}
        find(PatientsContract).register(RegisterPatient(idempotency_key=new_id(), **fields))
    assert "Nuria Nunes" in seen(desk, SEARCH)


def test_a_changed_house_shows_at_once(desk, within, norte, panel):
    with within(norte):
        door = find(ClinicsContract)
        clinic = door.directory().clinic
        told = {name: getattr(clinic, name) for name in EditProfile.model_fields if hasattr(clinic, name)}
        door.edit_profile(EditProfile.model_validate({**told, "name": "Clínica del Norte"}))
    assert "Clínica del Norte" in seen(desk, DAY)


def test_a_saved_view_shows_at_once(desk, within, norte):
    with within(norte), acting_as(1):
        find(AgendaContract).save_view(SaveView(name="Mi vista", fields=ViewFields(branch_id=norte.branch)))
    assert "Mi vista" in seen(desk, DAY)


def test_the_line_of_now_moves(desk, monkeypatch, woken):
    moment = doors.moment
    monkeypatch.setattr("clinic_portal.blueprints.agenda.routes.spans.moment", lambda home: (*moment(home)[:1], -1))
    late = time.monotonic() + 6
    monkeypatch.setattr(time, "monotonic", lambda: late)
    monkeypatch.setattr("clinic_portal.blueprints.agenda.routes.spans.board_of", lambda shown: 1 / 0)
    assert desk.get(DAY).status_code == 500


def test_after_some_seconds_one_is_admitted_anew_and_nothing_is_drawn(desk, monkeypatch, woken):
    late = time.monotonic() + 6
    monkeypatch.setattr(time, "monotonic", lambda: late)
    with counting(monkeypatch) as counts:
        seen(desk, DAY)
    assert (woken, counts.statements) == (["page"], [])


def test_how_one_likes_it_is_ones_own(desk):
    desk.set_cookie("theme", "dark")
    assert 'data-theme="dark"' in seen(desk, DAY)
    desk.set_cookie("theme", "light")
    assert 'data-theme="light"' in seen(desk, DAY)


def test_nobody_is_given_anothers_page(desk, browser_of, panel):
    colleague, doctor = browser_of(BOTH), browser_of(DOCTOR)
    for _ in range(2):
        assert "Berta Ambas" in seen(colleague, DAY)
        assert "Rosa Recepción" in seen(desk, DAY)
        assert "Dolores Doctora" in seen(doctor, DAY)
    tokens = [page.split('name="csrf_token" value="')[1].split('"')[0] for page in (seen(desk, DAY), seen(doctor, DAY))]
    assert tokens[0] != tokens[1]


def test_who_may_not_register_is_not_offered_it(desk, browser_of):
    assert "option-new" in seen(desk, SEARCH)
    assert "option-new" not in seen(browser_of(DOCTOR), SEARCH)
    assert seen(browser_of(ADMIN), SEARCH) == seen(desk, SEARCH)


def test_a_role_without_the_agenda_holds_at_once(within, norte, desk, panel):
    with within(norte):
        door = find(IdentityContract)
        role = own_role(permissions=frozenset({Permission.SEE_CATALOGS}))
        version = door.member(1).version
        door.change_member_role(ChangeMemberRole(user_id=1, role=str(role.role.key), version=version))
    assert [desk.get(path, headers=HTMX).status_code for path in (DAY, panel, SEARCH)] == [403, 403, 403]


def test_strangers_and_the_signed_out_are_refused_what_is_warm(app, desk, browser_of, panel):
    stranger, nobody = browser_of(STRANGER), app.test_client()
    for path in (DAY, panel, SEARCH):
        assert stranger.get(path, headers=HTMX).status_code == 404
        assert nobody.get(path, headers=HTMX).status_code == 401


def test_whoever_is_signed_out_is_asked_to_sign_in_at_once(app, desk, panel):
    with app.app_context():
        identity = find(IdentityContract)
        (session,) = identity.sessions(1, "")
        identity.end_other_session(1, session.handle)
    assert [desk.get(path, headers=HTMX).status_code for path in (DAY, panel, SEARCH)] == [401, 401, 401]


def test_without_redis_all_is_asked_anew(desk, panel, woken, without_redis):
    assert all("Núñez" in seen(desk, path) for path in (DAY, panel, SEARCH))
    assert woken == ["page"] * 3


def test_the_database_is_not_needed_for_a_kept_day(app, desk, woken):
    with app.app_context():
        db.engine.dispose()
    seen(desk, DAY)
    assert woken == []


def test_what_ran_out_rests_in_no_process(app, desk, monkeypatch):
    late = time.monotonic() + drawn.SECONDS + 1
    remembered = (app.extensions["shared"].parts, app.extensions["drawn"])
    assert all(one._kept for one in remembered)
    monkeypatch.setattr(time, "monotonic", lambda: late)
    app.test_client().get("/healthz")
    assert not any(one._kept for one in remembered)
