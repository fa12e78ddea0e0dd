"""The turn of an appointment follows what happens to it on the day's board, in the same transaction."""

from collections.abc import Sequence

from sqlalchemy import select

from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contexts.agenda.queue.joining import join, part
from clinic_portal.contexts.agenda.queue.models import QueueEntryRow
from clinic_portal.contexts.agenda.queue.rules import ENTERS, state_of
from clinic_portal.contexts.agenda.queue.steps import TRANSFERRED, belongs, new_entry, take_step
from clinic_portal.contexts.agenda.stamps import QUEUE, touch_after_commit
from clinic_portal.contracts.agenda import AppointmentStatus, QueueState
from clinic_portal.foundation.clock import local_day, today
from clinic_portal.foundation.work import current_work

_OUT = frozenset({QueueState.DONE, QueueState.WITHDRAWN})


def follow(row: Appointment, time_zone: str) -> None:
    """Bring the turn to where the locked appointment stands; who comes today takes a ticket."""
    status, entry = AppointmentStatus(row.status), _turn(row, time_zone)
    comes = status in ENTERS and local_day(row.starts_at, time_zone) == today(time_zone)
    if comes and (entry is None or entry.state == QueueState.WITHDRAWN) and join(row, entry, time_zone):
        return
    if entry is None:
        if comes:
            _new(row, state_of(status, None), time_zone)
        return
    state = state_of(status, QueueState(entry.state))
    if state != entry.state and not (status is AppointmentStatus.BOOKED and part(entry)):
        take_step(entry, state)


def follow_move(row: Appointment, time_zone: str) -> None:
    """Whoever waits, waits for the appointment's new practitioner and room; on another day or branch no more."""
    for entry in _tickets(row.id):
        if not belongs(entry, row, time_zone):
            if entry.state not in _OUT:
                take_step(entry, QueueState.WITHDRAWN)
        elif (entry.practitioner_id, entry.room_id) != (row.practitioner_id, row.room_id):
            entry.practitioner_id, entry.room_id, entry.point_id = row.practitioner_id, row.room_id, None
            take_step(entry, QueueState(entry.state), TRANSFERRED)


def follow_patient(row: Appointment) -> None:
    """The tickets name whom the appointment is taken for; that is no step of a turn, but open rooms show it."""
    for entry in _tickets(row.id):
        entry.patient_id = row.patient_id
        current_work().flush()
        touch_after_commit(entry.day, of=QUEUE)


def _new(row: Appointment, state: QueueState, time_zone: str) -> None:
    new_entry(
        row.branch_id,
        today(time_zone),
        row.patient_id,
        state=state,
        appointment_id=row.id,
        practitioner_id=row.practitioner_id,
        room_id=row.room_id,
    )


def _turn(row: Appointment, time_zone: str) -> QueueEntryRow | None:
    return next((entry for entry in _tickets(row.id) if belongs(entry, row, time_zone)), None)


def _tickets(appointment_id: int) -> Sequence[QueueEntryRow]:
    """Of all days and branches, locked."""
    wanted = select(QueueEntryRow).where(QueueEntryRow.appointment_id == appointment_id)
    return current_work().scalars(wanted.order_by(QueueEntryRow.id).with_for_update()).all()
