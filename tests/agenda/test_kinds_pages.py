"""Types of appointment, equipment and the places of rooms: added, changed and retired by whoever may."""

import re

import pytest

from clinic_portal.contracts.agenda import AgendaContract, EditAppointmentType, EditEquipment
from clinic_portal.foundation.directory import find
from tests.agenda.capacity import book, kind, machine
from tests.agenda.test_pages import HTMX, form_of
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN, DOCTOR, RECEPTIONIST, STRANGER, SUR_ADMIN

TYPES, EQUIPMENT = "/c/norte/agenda/types", "/c/norte/agenda/equipment"


@pytest.fixture
def office(browser_of):
    return browser_of(ADMIN)


@pytest.fixture
def scan(within, norte):
    with within(norte):
        return machine(norte, 2)


def sent(page: str, **other: object) -> dict[str, object]:
    """What the form on a page would send, the ticked boxes included."""
    fields: dict[str, object] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and (('type="checkbox"' not in tag and 'type="radio"' not in tag) or " checked" in tag):
            fields[name[1]] = value[1] if value else ""
    return fields | other


@pytest.mark.parametrize("address", [TYPES, f"{TYPES}/new", EQUIPMENT, f"{EQUIPMENT}/new"])
def test_it_works_needs_the_permission_and_is_not_a_strangers(browser_of, norte, address):
    assert browser_of(ADMIN).get(address).status_code == 200
    assert browser_of(RECEPTIONIST).get(address).status_code == 403
    assert browser_of(DOCTOR).get(address).status_code == 403
    assert browser_of(STRANGER).get(address).status_code == 404


def test_another_clinics_kind_machine_and_room_are_nowhere(browser_of, sur, norte, scan):
    other = browser_of(SUR_ADMIN)
    for path in (f"types/{norte.visit}/edit", f"equipment/{scan.id}/edit", f"rooms/{norte.rooms[0]}/capacity"):
        assert other.get(f"/c/sur/agenda/{path}").status_code == 404
        assert (
            other.post(
                f"/c/sur/agenda/{path}", data={"csrf_token": csrf_of(other.get("/c/sur/agenda").text)}
            ).status_code
            == 404
        )


def test_a_type_is_added_with_all_it_says(office, norte, within, scan):
    page = office.get(f"{TYPES}/new").text
    data = sent(
        page, name="Ecografía", minutes=40, hue=4, buffer_before=5, buffer_after=10, grid=20, seats=2,
        notice_minutes=120, horizon_days=60,
        practitioner_ids=[norte.practitioners[0]], room_ids=[norte.rooms[1]], equipment_ids=[scan.id],
    )  # fmt: skip
    assert office.post(f"{TYPES}/new", data=data).status_code == 303
    with within(norte):
        made = next(one for one in find(AgendaContract).types() if one.name == "Ecografía")
    assert (made.minutes, made.hue, made.buffer_before, made.buffer_after, made.grid, made.seats) == (
        40,
        4,
        5,
        10,
        20,
        2,
    )
    assert (made.notice_minutes, made.horizon_days) == (120, 60)
    assert (made.practitioner_ids, made.room_ids, made.branch_ids) == ((norte.practitioners[0],), (norte.rooms[1],), ())
    assert made.equipment_ids == (scan.id,)
    assert "grupo de 2" in office.get(TYPES).text


def test_a_types_colour_has_a_name_and_never_stands_alone(office, browser_of, norte, within):
    page = office.get(f"{TYPES}/new").text
    assert re.findall(r"kind-(\d+)", page) == [str(number) for number in range(1, 13)]
    assert "Terracota" in page
    with within(norte):
        one = kind(name="Ecografía", hue=7)
        one_booked = book(norte, type_id=one.id)
    desk = browser_of(RECEPTIONIST)
    board = desk.get(f"/c/norte/agenda?day={one_booked.starts_at.date()}").text
    card = board[board.index("<article ") : board.index("</article>")]
    assert " kind-7 " in card
    assert "Ecografía ·" in card
    peek = desk.get(f"/c/norte/agenda/appointments/{one_booked.id}/peek").text
    assert re.search(r'kind-7" aria-hidden="true"></span>Ecografía', peek)


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "x" * 81), ("minutes", "3"), ("seats", "0"), ("grid", "x"), ("buffer_after", "500")],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(office, norte, field, value):
    data = sent(office.get(f"{TYPES}/new").text, **{"name": "Curas", "minutes": 20, field: value})
    answer = office.post(f"{TYPES}/new", data=data, headers=HTMX)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert f'value="{value}"' in answer.text


def test_a_name_that_there_is_is_refused(office, norte):
    answer = office.post(f"{TYPES}/new", data=sent(office.get(f"{TYPES}/new").text, name="Consulta"), headers=HTMX)
    assert answer.status_code == 409
    assert "Este nombre ya existe" in answer.text


def test_somebody_was_quicker_and_both_texts_are_shown(office, norte, within):
    address = f"{TYPES}/{norte.visit}/edit"
    mine = sent(office.get(address).text, name="Lo mío")
    with within(norte):
        find(AgendaContract).edit_type(EditAppointmentType(type_id=norte.visit, version=1, name="Lo suyo", minutes=45))
    stale = office.post(address, data=mine, headers=HTMX)
    assert stale.status_code == 409
    assert "Lo mío" in stale.text
    assert "Lo suyo" in stale.text
    taken = office.post(address, data=sent(stale.text, take="minutes"), headers=HTMX)
    assert taken.status_code == 200
    assert office.post(address, data=sent(taken.text)).status_code == 303
    with within(norte):
        (kept,) = find(AgendaContract).types()
    assert (kept.name, kept.minutes) == ("Lo mío", 45)


def test_a_type_out_of_use_is_not_offered_and_comes_back(office, norte, within):
    with within(norte):
        kind("Curas")
    token = csrf_of(office.get(TYPES).text)
    where = f"{TYPES}/{norte.visit}/retirement"
    assert office.post(where, data={"csrf_token": token, "version": 1, "retired": 1}).status_code == 303
    assert f'<option value="{norte.visit}"' not in office.get("/c/norte/agenda/appointments/new").text
    stale = office.post(where, data={"csrf_token": token, "version": 1, "retired": 0}, headers=HTMX)
    assert stale.status_code == 409
    assert office.post(where, data={"csrf_token": token, "version": 2, "retired": 0}).status_code == 303
    assert f'<option value="{norte.visit}"' in office.get("/c/norte/agenda/appointments/new").text


def test_equipment_is_added_changed_and_retired(office, norte, within):
    page = office.get(f"{EQUIPMENT}/new").text
    assert (
        office.post(
            f"{EQUIPMENT}/new", data=sent(page, name="Ecógrafo", capacity=2, branch_id=norte.branch)
        ).status_code
        == 303
    )
    with within(norte):
        (one,) = find(AgendaContract).equipment()
    address = f"{EQUIPMENT}/{one.id}/edit"
    mine = sent(office.get(address).text, capacity=4)
    with within(norte):
        find(AgendaContract).edit_equipment(EditEquipment(equipment_id=one.id, version=1, name="Ecógrafo", capacity=3))
    stale = office.post(address, data=mine, headers=HTMX)
    assert stale.status_code == 409
    assert 'id="capacity-theirs"' in stale.text
    assert office.post(address, data=sent(stale.text, capacity=4)).status_code == 303
    token = csrf_of(office.get(EQUIPMENT).text)
    assert (
        office.post(
            f"{EQUIPMENT}/{one.id}/retirement", data={"csrf_token": token, "version": 3, "retired": 1}
        ).status_code
        == 303
    )
    with within(norte):
        (one,) = find(AgendaContract).equipment()
    assert (one.capacity, one.retired) == (4, True)


def test_a_room_takes_two_and_the_stale_are_told(office, norte):
    address = f"/c/norte/agenda/rooms/{norte.rooms[0]}/capacity"
    mine = sent(office.get(address).text, capacity=2)
    assert office.post(address, data=mine).status_code == 303
    assert "2 citas a la vez" in office.get(EQUIPMENT).text
    assert office.post(address, data=mine | {"capacity": 3}, headers=HTMX).status_code == 409


def test_the_clash_names_the_machine_and_the_panel_shows_it(office, norte, within, scan):
    with within(norte):
        find(AgendaContract).edit_equipment(EditEquipment(equipment_id=scan.id, version=1, name="Ecógrafo", capacity=1))
        echo = kind(equipment_ids=(scan.id,)).id
    assert office.post("/c/norte/agenda/appointments", data=form_of(office, norte, type_id=echo)).status_code == 303
    other = form_of(office, norte, type_id=echo, practitioner_id=norte.practitioners[1], room_id=norte.rooms[1])
    clash = office.post("/c/norte/agenda/appointments", data=other, headers=HTMX)
    assert clash.status_code == 409
    assert "Ecógrafo" in clash.text
    assert "Ecógrafo" in office.get("/c/norte/agenda/appointments/1").text


def test_whoever_books_sooner_than_patients_may_is_told(office, norte, within):
    with within(norte):
        strict = kind(notice_minutes=60 * 24 * 60).id
    answer = office.post("/c/norte/agenda/appointments", data=form_of(office, norte, type_id=strict), headers=HTMX)
    assert answer.status_code == 200
    assert "antes de lo que" in answer.headers["HX-Trigger"].encode().decode("unicode_escape")
