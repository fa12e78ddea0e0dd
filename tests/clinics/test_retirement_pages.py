"""Taking a part of the house out of use: asked with what is still to come, and undone."""

import pytest

from clinic_portal.contracts.agenda import AgendaContract, BookAppointment
from clinic_portal.contracts.clinics import AddBranch, EditRoom, Part, Retire
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from tests.clinics.arranging import door
from tests.clinics.sent import HTMX, SETTINGS, form_of
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN, RECEPTIONIST
from tests.stand.walk import noon, things_of


@pytest.fixture
def desk(browser_of):
    return browser_of(ADMIN)


@pytest.fixture
def booked(app, norte):
    """An appointment of tomorrow, with the first practitioner in the first room."""
    with app.app_context():
        return things_of(norte).appointment


def addresses(house) -> dict[str, str]:
    parts = {"branches": house.branch, "rooms": house.rooms[0], "practitioners": house.practitioners[0]}
    return {word: f"{SETTINGS}/{word}/{part_id}/retirement" for word, part_id in parts.items()}


@pytest.mark.parametrize("word", ["branches", "rooms", "practitioners"])
def test_it_says_what_is_still_to_come_and_retires_all_the_same(desk, within, norte, booked, word):
    with within(norte):
        door().add_branch(AddBranch(name="Puerto"))
    address = addresses(norte)[word]
    asked = desk.get(address)
    assert "Queda 1 cita por venir" in asked.text
    answer = desk.post(address, data=form_of(asked.text))
    assert (answer.status_code, answer.location) == (303, SETTINGS)
    with within(norte):
        home, name = door().directory(), find(AgendaContract).appointment(booked)
        assert len(getattr(home.past, word)) >= 1
        assert home.practitioner(name.practitioner_id).name == "Dra. Vega"
    page = desk.get(SETTINGS).text
    assert f'id="reopen-{word}-' in page


def test_with_nothing_to_come_it_only_asks(desk, norte):
    assert "por venir" not in desk.get(addresses(norte)["rooms"]).text


def test_more_appointments_than_were_shown_are_asked_about_again(desk, within, norte, booked):
    address = addresses(norte)["rooms"]
    data = form_of(desk.get(address).text)
    with within(norte):
        find(AgendaContract).book(
            BookAppointment(
                idempotency_key=new_id(),
                patient_id=norte.patients[1],
                practitioner_id=norte.practitioners[0],
                room_id=norte.rooms[0],
                type_id=norte.visit,
                starts_at=noon(2),
                minutes=30,
            )
        )
    again = desk.post(address, data=data, headers=HTMX)
    assert again.status_code == 422
    assert "Entretanto se han agendado más citas." in again.text
    assert "Quedan 2 citas por venir" in again.text
    with within(norte):
        assert len(door().directory().rooms) == 2


def test_what_somebody_else_changed_meanwhile_is_asked_about_again(desk, within, norte):
    address = addresses(norte)["rooms"]
    data = form_of(desk.get(address).text)
    with within(norte):
        door().edit_room(EditRoom(room_id=norte.rooms[0], version=1, name="Sala azul"))
    again = desk.post(address, data=data)
    assert again.status_code == 409
    assert "Sala azul" in again.text
    assert desk.post(address, data=form_of(again.text)).status_code == 303


def test_the_only_branch_stays(desk, within, norte):
    address = addresses(norte)["branches"]
    answer = desk.post(address, data=form_of(desk.get(address).text), headers=HTMX)
    assert answer.status_code == 409
    assert "única sucursal" in answer.text
    with within(norte):
        assert len(door().directory().branches) == 1


def test_it_is_taken_into_use_again(desk, within, norte):
    with within(norte):
        door().retire(Retire(part=Part.ROOM, id=norte.rooms[0], version=1))
    address, token = f"{SETTINGS}/rooms/{norte.rooms[0]}/reopening", csrf_of(desk.get(SETTINGS).text)
    assert desk.post(address, data={"csrf_token": token, "version": "1"}).status_code == 409
    answer = desk.post(address, data={"csrf_token": token, "version": "2"}, headers=HTMX)
    assert answer.status_code == 200
    assert 'id="past"' not in answer.text
    with within(norte):
        assert len(door().directory().rooms) == 2


@pytest.mark.parametrize("word", ["rooms", "practitioners"])
def test_another_clinics_parts_are_not_there(desk, sur, word):
    token = csrf_of(desk.get(SETTINGS).text)
    part_id = sur.rooms[0] if word == "rooms" else sur.practitioners[0]
    for way in ("retirement", "reopening"):
        data = {"csrf_token": token, "version": "1"}
        assert desk.post(f"{SETTINGS}/{word}/{part_id}/{way}", data=data).status_code == 404
    assert desk.get(f"{SETTINGS}/{word}/{part_id}/retirement").status_code == 404
    assert desk.get(f"{SETTINGS}/cellars/{part_id}/retirement").status_code == 404


def test_who_is_retired_is_offered_to_nobody_and_their_day_still_stands(desk, browser_of, within, norte, booked):
    with within(norte):
        door().retire(Retire(part=Part.PRACTITIONER, id=norte.practitioners[0], version=1))
    reception, day = browser_of(RECEPTIONIST), noon(1).date()
    form = reception.get(f"/c/norte/agenda/appointments/new?day={day}").text
    assert "Dra. Vega" not in form
    assert "Dr. Soto" in form
    shown = reception.get(f"/c/norte/agenda?day={day}").text
    assert f'id="appointment-{booked}"' in shown
    assert f"practitioner_id={norte.practitioners[0]}&" not in shown
    assert f'id="column-{norte.practitioners[0]}"' not in reception.get(f"/c/norte/agenda?day={noon(3).date()}").text
    moving = reception.get(f"/c/norte/agenda/appointments/{booked}/move").text
    assert "Dra. Vega, ya no atiende" in moving
