"""What a receptionist does with a series at the desk, in the words of the door."""

from datetime import timedelta

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentView,
    BookSeries,
    CancelSeries,
    Chosen,
    MoveSeries,
    Recurrence,
    Scope,
    Unit,
)
from clinic_portal.contracts.patients import PatientView
from clinic_portal.foundation.clock import local_day, local_minutes
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from tests.notifications.desk import MADRID, Desk, in_days

WEEK = timedelta(days=7)
Series = tuple[AppointmentView, ...]


def book(desk: Desk, patient: PatientView, count: int = 4, **more: bool) -> Series:
    """Weekly at 10:30 from the day after tomorrow on, with the first practitioner."""
    first = in_days(2, 10, 30)
    days = [local_day(first, MADRID) + turn * WEEK for turn in range(count)]
    chosen = tuple(Chosen(day=day, starts_at=in_days(2 + 7 * turn, 10, 30)) for turn, day in enumerate(days))
    with desk.app.app_context(), inside(desk.house.id):
        return (
            find(AgendaContract)
            .book_series(
                BookSeries(
                    idempotency_key=new_id(),
                    patient_id=patient.id,
                    practitioner_id=desk.house.practitioners[0],
                    type_id=desk.house.visit,
                    minutes=30,
                    recurrence=Recurrence(
                        first=days[0],
                        at=f"{local_minutes(first, MADRID) // 60}:30",
                        every=1,
                        unit=Unit.WEEK,
                        count=count,
                    ),
                    chosen=chosen,
                    **more,
                )
            )
            .appointments
        )


def move(desk: Desk, this: AppointmentView, by: timedelta, scope: Scope = Scope.ALL, **more: bool) -> Series:
    with desk.app.app_context(), inside(desk.house.id):
        wished = MoveSeries(
            appointment_id=this.id,
            version=this.version,
            scope=scope,
            practitioner_id=this.practitioner_id,
            starts_at=this.starts_at + by,
            minutes=30,
            **more,
        )
        return find(AgendaContract).move_series(wished).appointments


def cancel(desk: Desk, this: AppointmentView, scope: Scope = Scope.FOLLOWING) -> Series:
    with desk.app.app_context(), inside(desk.house.id):
        wished = CancelSeries(appointment_id=this.id, version=this.version, scope=scope, reason="viaje")
        return find(AgendaContract).cancel_series(wished).appointments
