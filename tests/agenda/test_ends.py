"""The end of a day: what is open, who did not come, whom nothing reached, and who tends not to come."""

from datetime import timedelta

import pytest
import time_machine

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentStatus as Status,
    ConfirmAppointment,
    MarkAppointment,
)
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.refusals import NotFound
from tests.agenda.wishes import MORNING, NOW, wish
from tests.stand.cast import RECEPTIONIST

DAY = MORNING.date()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


def test_a_day_leaves_open_what_has_no_final_state(within, norte, sur):
    with within(norte):
        agenda = find(AgendaContract)
        late, early, tomorrow, sure = (
            agenda.book(wish(norte, starts_at=MORNING + timedelta(hours=hours))) for hours in (6, 0, 24, 25)
        )
        agenda.confirm(ConfirmAppointment(appointment_id=sure.id, version=1))
        with pytest.raises(NotFound):
            agenda.day_end(sur.branch, DAY)
    with time_machine.travel(MORNING + timedelta(hours=3)), within(norte):
        end = agenda.day_end(norte.branch, DAY)
        assert [one.id for one in end.unfinished] == [early.id], "what has not ended is not late"
        assert [one.id for one in end.unreached] == [tomorrow.id]
        agenda.mark(MarkAppointment(appointment_id=early.id, version=1, status=Status.NOSHOW))
        end = agenda.day_end(norte.branch, DAY)
        assert ([one.id for one in end.unfinished], [one.id for one in end.missed]) == ([], [early.id])
    with time_machine.travel(MORNING + timedelta(hours=12)), within(norte):
        assert [one.id for one in agenda.day_end(norte.branch, DAY).unfinished] == [late.id]


def test_whoever_often_did_not_come_is_marked_where_they_are_booked(within, norte, browser_of):
    patient = norte.patients[0]
    with within(norte):
        agenda = find(AgendaContract)
        booked = [agenda.book(wish(norte, starts_at=MORNING + timedelta(hours=hours))) for hours in (0, 1)]
    with time_machine.travel(MORNING + timedelta(hours=3)):
        with within(norte):
            for one in booked:
                agenda.mark(MarkAppointment(appointment_id=one.id, version=1, status=Status.NOSHOW))
        desk = browser_of(RECEPTIONIST)
        for page in (
            f"/c/norte/agenda/appointments/new?patient_id={patient}",
            f"/c/norte/agenda/appointments/{booked[0].id}",
        ):
            assert "No vino 2 veces" in desk.get(page).text
        assert "No vino" not in desk.get(f"/c/norte/agenda/appointments/new?patient_id={norte.patients[1]}").text


def test_no_shows_are_counted_and_warn_at_the_clinics_limit(within, norte):
    patient = norte.patients[0]
    with within(norte):
        agenda = find(AgendaContract)
        booked = [agenda.book(wish(norte, starts_at=MORNING + timedelta(hours=hours))) for hours in (0, 1)]
        assert agenda.attendance(patient).noshows == 0
    with time_machine.travel(MORNING + timedelta(hours=3)), within(norte):
        agenda.mark(MarkAppointment(appointment_id=booked[0].id, version=1, status=Status.NOSHOW))
        assert (agenda.attendance(patient).noshows, agenda.attendance(patient).warns) == (1, False)
        agenda.mark(MarkAppointment(appointment_id=booked[1].id, version=1, status=Status.NOSHOW))
        assert agenda.attendance(patient).warns
        agenda.mark(MarkAppointment(appointment_id=booked[1].id, version=2, status=Status.ARRIVED))
        assert agenda.attendance(patient).noshows == 1
