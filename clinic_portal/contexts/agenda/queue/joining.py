"""Whoever took a ticket without an appointment and turns out to have one keeps that ticket for it."""

from sqlalchemy import select
from sqlalchemy.orm import aliased

from clinic_portal.contexts.agenda.models import Appointment, PatientCard
from clinic_portal.contexts.agenda.queue.models import QueueEntryRow, QueueStepRow
from clinic_portal.contexts.agenda.queue.rules import HERE, state_of
from clinic_portal.contexts.agenda.queue.steps import JOINED, go_back_to, take_step
from clinic_portal.contracts.agenda import AppointmentStatus, QueueState
from clinic_portal.foundation.clock import local_day
from clinic_portal.foundation.work import current_work

E, S = QueueEntryRow, QueueStepRow


def join(row: Appointment, withdrawn: QueueEntryRow | None, time_zone: str) -> bool:
    """Give the locked appointment the open ticket that its patient has without one; False when there is none.

    It keeps number and time of arrival, and takes the place of the one that was `withdrawn`.
    """
    entry = _walk_in(row, time_zone)
    if entry is None:
        return False
    if withdrawn:
        withdrawn.appointment_id = None
        current_work().flush()
    entry.appointment_id = row.id
    entry.practitioner_id, entry.room_id, entry.point_id = row.practitioner_id, row.room_id, None
    take_step(entry, state_of(AppointmentStatus(row.status), QueueState(entry.state)), JOINED)
    return True


def part(entry: QueueEntryRow) -> bool:
    """Who had not come for the appointment after all goes on waiting without it; False for any other ticket."""
    if entry.state not in HERE:
        return False
    before = aliased(S)
    found: QueueStepRow | None = current_work().scalar(
        select(before)
        .join(S, (S.clinic_id == before.clinic_id) & (S.before_id == before.id))
        .where(S.entry_id == entry.id, S.what == JOINED)
        .order_by(S.id.desc())
        .limit(1)
    )
    if found is None:
        return False
    entry.appointment_id = None
    go_back_to(entry, found)
    return True


def _walk_in(row: Appointment, time_zone: str) -> QueueEntryRow | None:
    """Locked; the patient's card, too, so that nobody gives them a ticket meanwhile."""
    session = current_work()
    session.scalar(select(PatientCard.patient_id).where(PatientCard.patient_id == row.patient_id).with_for_update())
    found: QueueEntryRow | None = session.scalar(
        select(E)
        .where(
            E.branch_id == row.branch_id,
            E.day == local_day(row.starts_at, time_zone),
            E.patient_id == row.patient_id,
            E.appointment_id.is_(None),
            E.state.in_(HERE),
        )
        .order_by(E.number)
        .limit(1)
        .with_for_update()
    )
    return found
