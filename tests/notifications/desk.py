"""What a receptionist does at the desk, and the outbox worked off by hand, so that tests see each step."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import psycopg
from flask import Flask

from clinic_portal.contracts.agenda import (
    AgendaContract,
    AppointmentView,
    BookAppointment,
    CancelAppointment,
    MoveAppointment,
    UndoDeed,
)
from clinic_portal.contracts.notifications import DeliveryView, MailboxMessage, NotificationsContract
from clinic_portal.contracts.patients import EditPatient, PatientsContract, PatientView, RegisterPatient
from clinic_portal.foundation.clock import at_local, today
from clinic_portal.foundation.directory import find
from clinic_portal.foundation.events.consume import consume
from clinic_portal.foundation.events.relay import claim
from clinic_portal.foundation.ids import new_id
from clinic_portal.foundation.tenancy import inside
from tests.stand.cast import House

MADRID = "Europe/Madrid"


def in_days(days: int, hour: int, minute: int = 0) -> datetime:
    """A moment on the clinic's wall clock, that many days from today."""
    return at_local(today(MADRID) + timedelta(days=days), hour * 60 + minute, MADRID)


@dataclass(frozen=True)
class Desk:
    """A clinic's desk in the portal `app`; the words are those of the doors."""

    app: Flask
    house: House

    def register(
        self,
        email: str = "maria@example.com",
        language: str = "es",
        phone: str = "655555555",
        name: tuple[str, str] = ("Marta", "Ibáñez Ruiz"),
    ) -> PatientView:
        with self.app.app_context(), inside(self.house.id):
            return find(PatientsContract).register(
                RegisterPatient(
                    idempotency_key=new_id(),
                    given=name[0],
                    family=name[1],
                    phone=phone,
                    email=email,
                    language=language,
                )
            )

    def edit(self, patient: PatientView, **changes: object) -> PatientView:
        fields = patient.model_dump(exclude={"id"}) | changes
        with self.app.app_context(), inside(self.house.id):
            return find(PatientsContract).edit(EditPatient(patient_id=patient.id, **fields))

    def book(self, patient: PatientView, starts_at: datetime, practitioner: int = 0, **more: int) -> AppointmentView:
        with self.app.app_context(), inside(self.house.id):
            return find(AgendaContract).book(
                BookAppointment(
                    idempotency_key=new_id(),
                    patient_id=patient.id,
                    practitioner_id=self.house.practitioners[practitioner],
                    starts_at=starts_at,
                    minutes=30,
                    **({"type_id": self.house.visit} | more),
                )
            )

    def move(
        self, appointment: AppointmentView, starts_at: datetime, practitioner: int = 0, **more: bool
    ) -> AppointmentView:
        with self.app.app_context(), inside(self.house.id):
            return find(AgendaContract).move(
                MoveAppointment(
                    appointment_id=appointment.id,
                    version=appointment.version,
                    practitioner_id=self.house.practitioners[practitioner],
                    starts_at=starts_at,
                    minutes=30,
                    **more,
                )
            )

    def cancel(self, appointment: AppointmentView, **more: bool) -> AppointmentView:
        with self.app.app_context(), inside(self.house.id):
            return find(AgendaContract).cancel(
                CancelAppointment(appointment_id=appointment.id, version=appointment.version, reason="viaje", **more)
            )

    def undo(self, appointment: AppointmentView) -> AppointmentView:
        with self.app.app_context(), inside(self.house.id):
            return find(AgendaContract).undo(UndoDeed(appointment_id=appointment.id, version=appointment.version))

    def appointment(self, appointment: AppointmentView) -> AppointmentView:
        with self.app.app_context(), inside(self.house.id):
            return find(AgendaContract).appointment(appointment.id)

    def deliveries(self, appointment: AppointmentView) -> tuple[DeliveryView, ...]:
        with self.app.app_context(), inside(self.house.id):
            return find(NotificationsContract).deliveries(appointment.id)

    def due_at(self, appointment: AppointmentView) -> datetime | None:
        with self.app.app_context(), inside(self.house.id):
            return find(NotificationsContract).due_at(appointment.id)

    def mailbox(self) -> tuple[MailboxMessage, ...]:
        with self.app.app_context():
            return find(NotificationsContract).mailbox()

    def work_off(self, *, hurry: bool = False, rounds: int = 50) -> int:
        """Hand out and consume what is due; with `hurry` also what would wait. How many entries were handed out."""
        handed = 0
        for _ in range(rounds):
            claims = self._claims(hurry)
            for one in claims:
                if not one.dead:
                    with self.app.app_context():
                        consume(one.clinic_id, one.id)
            handed += len(claims)
            if not claims:
                break
        return handed

    def _claims(self, hurry: bool):
        settings = self.app.config["SETTINGS"]
        with psycopg.connect(settings.database_relay_url) as link:
            if hurry:
                link.execute("UPDATE events.outbox SET next_at = now() WHERE done_at IS NULL AND dead_at IS NULL")
            return claim(link, settings.outbox_lease_seconds, settings.outbox_max_attempts, room=500)
