"""What the agenda's other lists cost: as many statements for many rows as for few, each list within its number."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AddCalendar,
    AddException,
    AddRule,
    AddScreen,
    AgendaContract,
    AppointmentStatus as Status,
    Block,
    BookSeries,
    Chosen,
    MarkAppointment,
    PlanSeries,
    Recurrence,
    SwitchHolidays,
    Unit,
    Whose,
)
from clinic_portal.contracts.clinics import AddPractitioner, AddRoom, ClinicsContract
from clinic_portal.contracts.patients import PatientsContract, RegisterPatient
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from tests.agenda.capacity import kind, machine
from tests.agenda.wishes import MORNING, NOW, wish
from tests.budgets.counting import counting, forget_parts
from tests.conftest import csrf_of
from tests.stand.cast import ADMIN, House

HERE = "/c/norte/agenda"
TODAY, DAY, EVENING = MORNING.date(), timedelta(days=1), MORNING + timedelta(hours=9)
FEW, MANY = range(2), range(2, 9)

Row = tuple[str, str]
"""The address of the list, and what it says of one of its rows."""


def door() -> AgendaContract:
    return find(AgendaContract)


def at_the_days_end(house: House, number: int) -> Row:
    """Of one patient: an appointment that nobody closed, one that was missed, and one of tomorrow."""
    names = {"given": f"Paciente {number}", "family": new_id(), "phone": f"6780{number:02}0{number:02}"}
    new = RegisterPatient(idempotency_key=new_id(), email="", birth_date=None, **names)
    at, patient_id = MORNING + number * timedelta(minutes=30), find(PatientsContract).register(new).id
    for when, whom in ((at, 0), (at + DAY, 0), (at, 1)):
        wanted = wish(house, starts_at=when, patient_id=patient_id, practitioner_id=house.practitioners[whom])
        booked = door().book(wanted)
    with time_machine.travel(EVENING):
        door().mark(MarkAppointment(appointment_id=booked.id, version=1, status=Status.NOSHOW))
    return f"{HERE}/end-of-day", names["given"]


def equipment(house: House, number: int) -> Row:
    return f"{HERE}/equipment", machine(house, 1, f"Ecógrafo {number}").name


def types(house: House, number: int) -> Row:
    """With practitioners, rooms, a branch and equipment of its own."""
    of = {"practitioner_ids": house.practitioners, "room_ids": house.rooms, "branch_ids": (house.branch,)}
    scan = machine(house, 1, f"Ecógrafo {number}").id
    return f"{HERE}/types", kind(f"Ecografía {number}", equipment_ids=(scan,), **of).name


def availability(house: House, number: int) -> Row:
    """A week of its own and a congress, of one practitioner."""
    first, reason = TODAY + number * DAY, f"Congreso {number}"
    whose = {"whose": Whose.PRACTITIONER, "resource_id": house.practitioners[0]}
    week = (Block(weekday=1, opens=480, closes=1200),)
    door().add_rule(AddRule(valid_from=first, blocks=week, **whose))
    door().add_exception(AddException(first_day=first, last_day=first, reason=reason, **whose))
    return f"{HERE}/availability?whose=practitioner-{house.practitioners[0]}", reason


def holidays(house: House, number: int) -> Row:
    """The country's close the clinic, and so do the clinic's own."""
    day, reason = TODAY + number * DAY, f"Puente {number}"
    door().switch_holidays(SwitchHolidays(close=True))
    door().add_exception(AddException(whose=Whose.CLINIC, first_day=day, last_day=day, reason=reason))
    return f"{HERE}/availability?whose=clinic", reason


def screens(house: House, number: int) -> Row:
    name = f"Entrada {number}"
    door().add_screen(AddScreen(branch_id=house.branch, name=name))
    return f"{HERE}/links", name


def calendars(house: House, number: int) -> Row:
    clinics, name = find(ClinicsContract), f"Dra. Sol {number}"
    room = clinics.add_room(AddRoom(branch_id=house.branch, name=f"Sala {number}")).id
    whom = clinics.add_practitioner(AddPractitioner(branch_id=house.branch, name=name, hue=1, room_id=room)).id
    return f"{HERE}/links", door().add_calendar(AddCalendar(practitioner_id=whom)).name or name


MOST: dict[Callable[[House, int], Row], tuple[int, int]] = {
    at_the_days_end: (9, 6),
    equipment: (5, 2),
    types: (4, 0),
    availability: (7, 4),
    holidays: (6, 3),
    screens: (5, 2),
    calendars: (5, 2),
}
"""Statements of the first look after rows were added, and of one more."""


@pytest.fixture
def cost(browser_of, monkeypatch) -> Callable[[str, list[str]], tuple[int, int]]:
    """`cost(address, said)`: the statements of a list that says all that; at the first look, and at one more.

    The first look comes after the rows were added: what the portal remembers of a clinic is read anew.
    """

    def measure(address: str, said: list[str]) -> tuple[int, int]:
        with time_machine.travel(EVENING, tick=True):
            desk = browser_of(ADMIN)
            with counting(monkeypatch) as first:
                page = desk.get(address)
            assert page.status_code == 200
            assert [one for one in said if one not in page.text] == []
            forget_parts(desk.application)
            with counting(monkeypatch) as again:
                desk.get(address)
        return len(first.statements), len(again.statements)

    return measure


def within_budget(few: tuple[int, int], many: tuple[int, int], most: tuple[int, int]) -> None:
    """The first look at few may be the process's first as well, and reads more."""
    assert few[1] == many[1] <= most[1]
    assert many[0] <= most[0]


@pytest.mark.parametrize("add", MOST, ids=lambda add: add.__name__)
def test_a_list_costs_the_same_however_long_it_is(cost, within, norte, add) -> None:
    costs, said = [], []
    for numbers in (FEW, MANY):
        with time_machine.travel(NOW, tick=True), within(norte):
            rows = [add(norte, number) for number in numbers]
        said += [name for _, name in rows]
        costs.append(cost(rows[0][0], said))
    within_budget(*costs, MOST[add])


def test_a_series_costs_the_same_however_often_it_comes(cost, within, norte) -> None:
    costs = []
    for whom, count in zip(norte.practitioners, (2, 9), strict=True):
        with time_machine.travel(NOW, tick=True), within(norte):
            rule = Recurrence(first=TODAY + DAY, at=time(10), every=1, unit=Unit.WEEK, count=count)
            wanted = {"practitioner_id": whom, "type_id": norte.visit, "minutes": 30, "recurrence": rule}
            plan = door().plan_series(PlanSeries(**wanted))
            chosen = tuple(Chosen(day=one.day, starts_at=one.starts_at) for one in plan.occurrences)
            wanted |= {"idempotency_key": new_id(), "patient_id": norte.patients[0], "chosen": chosen}
            ids = [one.id for one in door().book_series(BookSeries(**wanted)).appointments]
        said = [f"/appointments/{one}" for one in ids]
        costs.append(cost(f"{HERE}/appointments/{ids[0]}/series", said))
    within_budget(*costs, (6, 3))


def test_saved_views_cost_the_same_however_many_there_are(cost, browser_of, norte) -> None:
    costs, said = [], []
    for numbers in (FEW, MANY):
        with time_machine.travel(EVENING, tick=True):
            desk = browser_of(ADMIN)
            token = csrf_of(desk.get(f"{HERE}?by=practitioner").text)
            for number in numbers:
                said.append(f"Vista {number}")
                fields = {"csrf_token": token, "name": said[-1], "branch": norte.branch, "day": TODAY.isoformat()}
                assert desk.post(f"{HERE}/views", data=fields).status_code in (200, 303)
        costs.append(cost(f"{HERE}/views", said))
    within_budget(*costs, (4, 0))
