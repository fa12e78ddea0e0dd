"""The agenda's own copies of others' facts: names and phones, schedules, and what became of messages."""

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.agenda import people
from clinic_portal.contexts.agenda.models import Appointment, PatientCard, Schedule
from clinic_portal.contexts.agenda.stamps import touch_after_commit
from clinic_portal.contracts.agenda import Message
from clinic_portal.contracts.clinics import PractitionerAdded, PractitionerEdited, RoomAdded
from clinic_portal.contracts.notifications import ConfirmationFailed, ConfirmationSent
from clinic_portal.contracts.patients import PatientContact, PatientsBrought
from clinic_portal.foundation.bulk import insert_many
from clinic_portal.foundation.clock import local_day
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work, work


def keep_patient(event: PatientContact) -> None:
    """Runs in the transaction in which the patient is registered or edited."""
    card = {"name": event.name, "phone": event.phone}
    current_work().execute(
        insert(PatientCard)
        .values(clinic_id=current_clinic_id(), patient_id=event.patient_id, **card)
        .on_conflict_do_update(index_elements=[PatientCard.clinic_id, PatientCard.patient_id], set_=card)
        .execution_options(**{REVIEWED: "writes the entered clinic's id"})
    )
    people.touch_after_commit()


def keep_patients(event: PatientsBrought) -> None:
    """The same for many who are new."""
    columns = {"patient_id": "bigint", "name": "text", "phone": "text"}
    insert_many("agenda.patient_card", columns, ((one.patient_id, one.name, one.phone) for one in event.patients))
    people.touch_after_commit()


def keep_practitioner(event: PractitionerAdded) -> None:
    current_work().add(Schedule(kind="practitioner", resource_id=event.practitioner_id, branch_id=event.branch_id))


def move_practitioner(event: PractitionerEdited) -> None:
    mine = (Schedule.kind == "practitioner", Schedule.resource_id == event.practitioner_id)
    current_work().execute(update(Schedule).where(*mine).values(branch_id=event.branch_id))


def keep_room(event: RoomAdded) -> None:
    current_work().add(Schedule(kind="room", resource_id=event.room_id, branch_id=event.branch_id))


def note_message(event: ConfirmationSent | ConfirmationFailed, message: Message, time_zone: str) -> None:
    """Show the tick, or that somebody should call; not a change that a person made, so the version stays."""
    with work() as session:
        session.execute(update(Appointment).where(Appointment.id == event.appointment_id).values(message=message.value))
        starts_at = session.scalar(select(Appointment.starts_at).where(Appointment.id == event.appointment_id))
        if starts_at:
            touch_after_commit(local_day(starts_at, time_zone))
