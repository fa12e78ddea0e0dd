"""The agenda's own copies of others' facts: names and phones, schedules, and what became of messages."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.agenda import people
from clinic_portal.contexts.agenda.models import PatientCard, Schedule
from clinic_portal.contexts.agenda.stamps import touch_after_commit
from clinic_portal.contracts.agenda import Message
from clinic_portal.contracts.clinics import PractitionerAdded, PractitionerEdited, RoomAdded
from clinic_portal.contracts.notifications import ConfirmationFailed, ConfirmationSent
from clinic_portal.contracts.patients import PatientChanged, PatientContact, PatientsBrought
from clinic_portal.foundation.bulk import insert_many
from clinic_portal.foundation.clock import local_day, now
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.database.hot import HotWrite
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work, work

_MARK = HotWrite(
    """UPDATE agenda.appointment SET message = %(message)s, updated_at = %(at)s
       WHERE clinic_id = %(clinic_id)s AND id = %(appointment_id)s RETURNING starts_at""",
    reviewed="marks the session's own clinic's row",
)


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


def correct_patient(event: PatientChanged, day: date, branches: Sequence[int]) -> None:
    """The same, and the open lists of the day on which the patient stands are asked for anew."""
    keep_patient(event)
    for of in people.listed(event.patient_id, day, branches):
        touch_after_commit(day, of=of)


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
        marked = _MARK.rows(session, appointment_id=event.appointment_id, message=message.value, at=now())
        for (starts_at,) in marked:
            touch_after_commit(local_day(starts_at, time_zone))
