"""How a patient kept their appointments."""

from datetime import timedelta

import time_machine

from clinic_portal.contracts.agenda import AgendaContract, AppointmentStatus as Status, MarkAppointment
from clinic_portal.foundation.directory import find
from tests.agenda.wishes import MORNING, NOW, wish


def test_the_last_visit_and_the_missed_ones_before_a_moment(within, norte, sur):
    with time_machine.travel(NOW, tick=True), within(norte):
        agenda = find(AgendaContract)
        ids = [agenda.book(wish(norte, starts_at=MORNING + timedelta(days=days))).id for days in range(4)]
        for one, status, day in ((0, Status.FULFILLED, 1), (1, Status.NOSHOW, 2), (2, Status.FULFILLED, 3)):
            with time_machine.travel(NOW + timedelta(days=day)):
                agenda.mark(MarkAppointment(appointment_id=ids[one], version=1, status=status))
        past = agenda.patient_past(norte.patients[0], MORNING + timedelta(days=3))
        before = agenda.patient_past(norte.patients[0], MORNING + timedelta(days=2))
        nobody = agenda.patient_past(sur.patients[0] + 1000, MORNING)
    assert (past.last_visit, past.noshows) == (MORNING + timedelta(days=2), 1)
    assert (before.last_visit, before.noshows) == (MORNING, 1)
    assert (nobody.last_visit, nobody.noshows) == (None, 0)
