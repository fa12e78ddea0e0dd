"""The waiting list's pages: they work, with and without scripts, need the permission, and no stranger finds them."""

import re
from datetime import timedelta

import pytest

from clinic_portal.contracts.agenda import AgendaContract, WaitlistState
from clinic_portal.contracts.identity import ChangeMemberRole, IdentityContract, Permission
from clinic_portal.foundation.directory import find
from tests.agenda.waiting import wait
from tests.agenda.wishes import wish
from tests.conftest import csrf_of
from tests.stand.cast import DOCTOR, RECEPTIONIST, STRANGER
from tests.stand.staff import hire, own_role
from tests.stand.walk import noon

LIST = "/c/norte/agenda/waiting-list"
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://localhost/c/norte/agenda"}


@pytest.fixture
def desk(browser_of):
    return browser_of(RECEPTIONIST)


@pytest.fixture
def waiting(within, norte):
    """Two who come whenever they are called; the second is urgent."""
    with within(norte):
        return [
            wait(norte, number, first_day=noon(0).date(), urgent=number == 1, note="Por la tarde") for number in (0, 1)
        ]


@pytest.fixture
def booked(within, norte):
    with within(norte):
        return find(AgendaContract).book(wish(norte, starts_at=noon(3)))


def send(desk, path="", headers=None, **fields):
    data = {"csrf_token": csrf_of(desk.get(LIST).text), **fields}
    return desk.post(f"{LIST}{path}", data=data, headers=headers)


def gap_of(booked):
    at = {"starts_at": booked.starts_at.isoformat(), "minutes": booked.minutes}
    return {"practitioner_id": booked.practitioner_id, "branch_id": booked.branch_id, **at}


def typed(norte, **changes):
    usual = {"patient_id": norte.patients[0], "type_id": norte.visit, "minutes": 30, "since": 0, "until": 1440}
    return usual | {"first_day": noon(0).date(), "urgent": 0, "practitioner_id": 0, "branch_id": 0} | changes


def test_the_page_shows_who_waits_in_turn_and_says_when_nobody_does(desk, within, norte, sur):
    assert "Nadie está en esta lista" in desk.get(LIST).text
    with within(norte):
        wait(norte), wait(norte, 1, urgent=True, weekdays=(0, 2), since=9 * 60, note="<b>Tarde</b>")
    page = desk.get(LIST).text
    assert page.index("Iñaki García López") < page.index("María José Núñez Álvarez")
    for said in ("Urgente", "lun, mié", "9:00 – 24:00", "&lt;b&gt;Tarde&lt;/b&gt;", "622 22 22 22"):
        assert said in page, said
    assert (
        desk.get(f"{LIST}?practitioner={norte.practitioners[1]}&kind={norte.visit}&over=1&page=99").status_code == 200
    )
    assert desk.get(f"{LIST}?branch={sur.branch + 99}").status_code == 404


@pytest.mark.parametrize(
    ("path", "email", "status"),
    [("", DOCTOR, 200), ("", STRANGER, 404), ("/board", STRANGER, 404), ("/fits", STRANGER, 404)],
)
def test_who_sees_it(browser_of, waiting, path, email, status):
    assert browser_of(email).get(f"{LIST}{path}").status_code == status


def test_without_the_permission_it_is_refused(within, browser_of, norte, waiting):
    with within(norte):
        role = own_role("Archivo", frozenset({Permission.SEE_AGENDA}))
        command = ChangeMemberRole(user_id=hire("archivo@norte.example"), role=role.role.key, version=1)
        find(IdentityContract).change_member_role(command)
    archive = browser_of("archivo@norte.example")
    assert [archive.get(f"{LIST}{path}").status_code for path in ("", "/new", f"/{waiting[0].id}")] == [200, 403, 403]
    assert "Quitar…" not in archive.get(LIST).text


def test_somebody_is_added_and_what_was_typed_wrong_stays(desk, norte, within):
    form = desk.get(f"{LIST}/new", query_string={"patient_id": norte.patients[0]}).text
    key = re.search(r'name="idempotency_key"[^>]*value="([^"]+)"', form)[1]
    wrong = send(desk, **typed(norte, idempotency_key=key, since=600, until=600, patient_id="", note="Tarde"))
    assert (wrong.status_code, "Tarde" in wrong.text, "no cabe" in wrong.text) == (422, True, True)
    for _again in range(2):
        fields = typed(norte, idempotency_key=key, weekdays=[1, 3], since=600, practitioner_id=norte.practitioners[1])
        assert send(desk, **fields).status_code == 303
    with within(norte):
        entry = find(AgendaContract).waitlist_entry(1)
    assert (entry.weekdays, entry.since, entry.until, entry.practitioner_id) == (
        (1, 3),
        600,
        1440,
        norte.practitioners[1],
    )
    assert desk.get(LIST).text.count('id="waiting-') == 1 + 1, "the section and one row"


def test_where_nothing_suits_what_was_typed_into_the_booking_form_is_kept(desk, norte):
    day = noon(5).date()
    booking = {"patient_id": norte.patients[1], "practitioner_id": norte.practitioners[1], "minutes": 40, "day": day}
    page = send(
        desk, "/new", **booking, type_id=norte.visit, note="Dolor", idempotency_key="x", time="10:00", room_id=0
    )
    assert page.status_code == 200
    for kept in ("Iñaki García López", 'value="40"', f'value="{day}"', "Dolor"):
        assert kept in page.text, kept
    assert f'<option selected value="{norte.practitioners[1]}"' in page.text
    assert 'value="x"' not in page.text, "a key of its own"


def test_a_stale_change_shows_both_and_loses_nothing(desk, norte, waiting):
    here = f"/{waiting[0].id}"
    assert "Por la tarde" in desk.get(LIST + here).text
    change = typed(norte, version=1, note="Solo martes")
    assert send(desk, here, **change).status_code == 303
    late = send(desk, here, **typed(norte, version=1, note="Solo jueves", urgent=1))
    assert (late.status_code, "Solo jueves" in late.text, "Solo martes" in late.text) == (409, True, True)
    taken = send(desk, here, **typed(norte, version=1, note="Solo jueves", take="note"))
    assert (taken.status_code, taken.text.count("Solo martes")) == (200, 1)


def test_somebody_is_taken_off_with_a_reason(desk, within, norte, waiting):
    here = f"/{waiting[0].id}/withdrawal"
    assert desk.get(LIST + here).status_code == 200
    assert send(desk, here, version=1, reason=" ").status_code == 422
    assert send(desk, here, version=7, reason="Se fue").status_code == 409
    assert send(desk, here, version=1, reason="Se fue").status_code == 303
    assert "Se fue" in desk.get(f"{LIST}?over=1").text
    with within(norte):
        assert find(AgendaContract).waitlist_entry(waiting[0].id).state is WaitlistState.WITHDRAWN
    assert send(desk, here, version=2, reason="Otra vez").status_code == 409


def test_cancelling_shows_who_fits_and_one_press_books(desk, waiting, booked, within, norte):
    cancel = f"/c/norte/agenda/appointments/{booked.id}/cancellation"
    data = {"csrf_token": csrf_of(desk.get(LIST).text), "version": 1, "reason": "patient"}
    done = desk.post(cancel, data=data, headers=HTMX)
    assert done.status_code == 200
    assert "2 de la lista de espera pueden venir" in done.text
    panel = done.text.partition("2 de la lista de espera pueden venir")[2]
    assert panel.index("Iñaki") < panel.index("María José"), "urgent first"
    key = re.search(r'name="idempotency_key"[^>]*value="([^"]+)"', done.text)[1]
    fields = gap_of(booked) | {"idempotency_key": key, "book": f"{waiting[1].id}.1"}
    assert send(desk, "/fits/booking", **fields).status_code == 303
    assert send(desk, "/fits/booking", **fields).status_code == 303, "a second press is the first"
    with within(norte):
        assert find(AgendaContract).waitlist_entry(waiting[1].id).state is WaitlistState.BOOKED
    taken = send(desk, "/fits/booking", **fields | {"idempotency_key": "other", "book": f"{waiting[0].id}.1"})
    assert (taken.status_code, "ocupada" in taken.text) == (409, True)


def test_without_scripts_cancelling_leads_to_who_fits_and_a_free_time_tells_how_many(desk, waiting, booked, norte):
    cancel = f"/c/norte/agenda/appointments/{booked.id}/cancellation"
    data = {"csrf_token": csrf_of(desk.get(LIST).text), "version": 1, "reason": "patient"}
    done = desk.post(cancel, data=data)
    assert (done.status_code, "/waiting-list/fits?" in done.location) == (303, True)
    assert "Iñaki" in desk.get(done.location).text
    day, time = booked.starts_at.date(), "12:00"
    about = {"day": day, "time": time, "practitioner_id": norte.practitioners[0]}
    form = desk.get("/c/norte/agenda/appointments/new", query_string=about).text
    assert "2 de la lista de espera pueden venir" in form


def test_some_are_asked_and_the_page_shows_their_answers_as_they_come(desk, waiting, booked, within, norte):
    later = gap_of(booked) | {"starts_at": (booked.starts_at + timedelta(hours=1)).isoformat()}
    fields = later | {"idempotency_key": "k", "hours": 2}
    assert send(desk, "/fits/offer", **fields).status_code == 422
    assert send(desk, "/fits/offer", **fields, entries=[one.id for one in waiting]).status_code == 303
    page = desk.get(LIST)
    assert page.text.count("Sin respuesta todavía") == 2
    first = desk.get(f"{LIST}/board")
    tag = {"If-None-Match": first.headers["ETag"], "X-Live": "1"}
    assert desk.get(f"{LIST}/board", headers=tag).status_code == 304
    with within(norte):
        offers = find(AgendaContract).gap_offers(norte.branch)
        token = find(AgendaContract).offer_token(offers[0].asks[0].id)
    assert desk.post(f"/c/norte/offer/{token}/refusal").status_code == 200
    now_ = desk.get(f"{LIST}/board", headers=tag)
    assert (now_.status_code, "Ha dicho que no" in now_.text) == (200, True)


@pytest.mark.parametrize(
    "wrong", [{"starts_at": "ayer"}, {"practitioner_id": "9" * 30}, {"minutes": 0}, {"branch_id": ""}]
)
def test_what_names_no_gap_is_nothing(desk, booked, wrong):
    fields = gap_of(booked) | wrong
    assert desk.get(f"{LIST}/fits", query_string=fields).status_code == 404
    assert send(desk, "/fits/booking", **fields, book="1.1").status_code == 404
