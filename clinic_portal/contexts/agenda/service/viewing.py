"""What can be seen in the agenda; each opens its work once the clinic's directory is known."""

from datetime import date, datetime

from clinic_portal.contexts.agenda import appointment_views, asked, capacity, people, queries, stamps
from clinic_portal.contexts.agenda.availability import remembered
from clinic_portal.contexts.agenda.availability.day_hours import hours_of
from clinic_portal.contexts.agenda.service.housed import Housed
from clinic_portal.contracts.agenda import AppointmentView, Change, DayView, FindFree, FreeTime, PatientPast
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import work


class Viewing(Housed):
    """Days, appointments, their history, and what is free."""

    def day(self, branch_id: int, day: date) -> DayView:
        house = self._clinics.directory()
        if house.branch(branch_id) is None:
            raise NotFound
        with work():
            entries, held = queries.day_entries(branch_id, day, house.clinic.time_zone)
        hours = hours_of(house, remembered.calendar_of(day), branch_id, day)
        return DayView.model_construct(day=day, branch_id=branch_id, entries=entries, held=held, hours=hours)

    def day_stamp(self, day: date) -> str:
        return f"{stamps.stamp(day)}.{remembered.stamp()}.{people.stamp()}.{asked.stamp()}"

    def appointment(self, appointment_id: int) -> AppointmentView:
        # Read first: whoever keeps the answer keeps what it stands under.
        stamps.any_stamp(), people.stamp()
        with work():
            return appointment_views.appointment(appointment_id)

    def group(self, appointment_id: int) -> tuple[AppointmentView, ...]:
        with work():
            return appointment_views.group(appointment_id)

    def history(self, appointment_id: int) -> tuple[Change, ...]:
        with work():
            return queries.history(appointment_id)

    def patient_appointments(self, patient_id: int, limit: int = 20) -> tuple[AppointmentView, ...]:
        with work():
            return appointment_views.patient_appointments(patient_id, limit)

    def patient_past(self, patient_id: int, before: datetime) -> PatientPast:
        with work():
            return queries.patient_past(patient_id, before)

    def free_times(self, query: FindFree) -> tuple[FreeTime, ...]:
        house = self._clinics.directory()
        with work():
            return capacity.free_times(house, query)

    def day_counts(self, branch_id: int, first: date, days: int) -> tuple[int, ...]:
        zone = self._zone()
        with work():
            return queries.day_counts(branch_id, first, days, zone)

    def coming_count(
        self, *, branch_id: int | None = None, room_id: int | None = None, practitioner_id: int | None = None
    ) -> int:
        with work():
            return queries.coming_count(branch_id, room_id, practitioner_id)
