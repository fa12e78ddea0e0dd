"""What the agenda makes of a house that is arranged: hours of their own, retirement, and what is still to come."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentStatus,
    CancelAppointment,
    FindFree,
    MarkAppointment,
    MoveAppointment,
    UnknownChoice,
)
from clinic_portal.contracts.clinics import (
    AddBranch,
    ClinicsContract,
    EditPractitioner,
    Part,
    Retire,
    Shift,
)
from clinic_portal.foundation.directory import find
from tests.agenda.wishes import MORNING, NOW, wish

TUESDAY = 1


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


def retire(part: Part, part_id: int) -> None:
    find(ClinicsContract).retire(Retire(part=part, id=part_id, version=1))


def test_free_times_are_offered_in_the_practitioners_own_hours(within, norte):
    shift = Shift(branch_id=norte.branch, weekday=TUESDAY, opens=time(12), closes=time(14))
    with within(norte):
        find(ClinicsContract).edit_practitioner(
            EditPractitioner(
                practitioner_id=norte.practitioners[0],
                version=1,
                name="Dra. Vega",
                branch_id=norte.branch,
                shifts=(shift,),
            )
        )
        query = FindFree(practitioner_id=norte.practitioners[0], near=MORNING, minutes=60, limit=10)
        found = find(AgendaContract).free_times(query)
    hours = sorted({free.starts_at.strftime("%d %H:%M") for free in found})
    assert hours[:5] == ["01 11:00", "01 11:15", "01 11:30", "01 11:45", "01 12:00"], "12:00 to 14:00 in Madrid, in UTC"
    assert hours[5].startswith("08 ")


def test_what_is_retired_cannot_be_booked_and_what_was_booked_goes_on(within, norte):
    with within(norte):
        agenda = find(AgendaContract)
        booked = agenda.book(wish(norte))
        retire(Part.PRACTITIONER, norte.practitioners[0])
        retire(Part.ROOM, norte.rooms[1])
        for refused in (
            lambda: agenda.book(wish(norte)),
            lambda: agenda.book(wish(norte, practitioner_id=norte.practitioners[1], room_id=norte.rooms[1])),
            lambda: agenda.move(
                MoveAppointment(
                    appointment_id=booked.id,
                    version=1,
                    practitioner_id=norte.practitioners[0],
                    starts_at=MORNING + timedelta(hours=2),
                    minutes=30,
                )
            ),
        ):
            with pytest.raises(UnknownChoice):
                refused()
        come = agenda.mark(MarkAppointment(appointment_id=booked.id, version=1, status=AppointmentStatus.ARRIVED))
        assert come.status is AppointmentStatus.ARRIVED
        moved = agenda.move(
            MoveAppointment(
                appointment_id=booked.id,
                version=2,
                practitioner_id=norte.practitioners[1],
                starts_at=MORNING,
                minutes=30,
            )
        )
        assert moved.practitioner_id == norte.practitioners[1]


def test_what_is_still_to_come_is_counted(within, norte, sur):
    with within(norte):
        agenda = find(AgendaContract)
        first = agenda.book(wish(norte))
        agenda.book(wish(norte, practitioner_id=norte.practitioners[1], starts_at=MORNING + timedelta(days=40)))
        counts = [
            agenda.coming_count(branch_id=norte.branch),
            agenda.coming_count(room_id=first.room_id),
            agenda.coming_count(practitioner_id=norte.practitioners[1]),
            agenda.coming_count(branch_id=sur.branch),
        ]
        assert counts == [2, 1, 1, 0]
        agenda.cancel(CancelAppointment(appointment_id=first.id, version=1, reason="patient"))
        assert agenda.coming_count(branch_id=norte.branch) == 1
    with time_machine.travel(datetime(2027, 2, 1, tzinfo=UTC)), within(norte):
        assert agenda.coming_count(branch_id=norte.branch) == 0


def test_who_moves_to_another_branch_is_booked_there(within, norte):
    with within(norte):
        clinics = find(ClinicsContract)
        port = clinics.add_branch(AddBranch(name="Puerto"))
        clinics.edit_practitioner(
            EditPractitioner(
                practitioner_id=norte.practitioners[0], version=1, name="Dra. Vega", branch_id=port.id, hue=1
            )
        )
        with pytest.raises(UnknownChoice):
            find(AgendaContract).book(wish(norte, room_id=norte.rooms[0]))
