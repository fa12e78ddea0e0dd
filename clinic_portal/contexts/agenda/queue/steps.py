"""Every step of a turn is written down with who took it, and open pages hear of it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contexts.agenda.queue import queries
from clinic_portal.contexts.agenda.queue.models import QueueCounter, QueueEntryRow, QueueStepRow
from clinic_portal.contexts.agenda.stamps import QUEUE, touch_after_commit
from clinic_portal.contracts.agenda import QueueState, TurnTaken
from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.clock import local_day, now
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work

UNDONE, TRANSFERRED, JOINED = "undone", "transferred", "joined"


def new_entry(
    branch_id: int,
    day: date,
    patient_id: int,
    *,
    state: QueueState,
    appointment_id: int | None = None,
    **place: int | None,
) -> QueueEntryRow:
    """A turn with the next ticket of the branch's day; `place` names practitioner, room or point."""
    moment = now()
    row = QueueEntryRow(
        branch_id=branch_id,
        day=day,
        number=_next_number(branch_id, day),
        patient_id=patient_id,
        appointment_id=appointment_id,
        state=state.value,
        arrived_at=moment,
        since=moment,
        **place,
    )
    session = current_work()
    session.add(row)
    session.flush()
    take_step(row, state)
    return row


def take_step(row: QueueEntryRow, state: QueueState, what: str = "") -> None:
    """Bring the turn to a state; its practitioner and place are what the row says by now."""
    _write(row, what or state.value, state, before_id=row.step_id)


def take_back(row: QueueEntryRow) -> bool:
    """Back to the step before the last one, or out of the queue where there is none; False when it is out already."""
    session = current_work()
    last = session.scalars(select(QueueStepRow).where(QueueStepRow.id == row.step_id)).one()
    if last.before_id is None:
        if row.state == QueueState.WITHDRAWN:
            return False
        _write(row, UNDONE, QueueState.WITHDRAWN, before_id=None)
        return True
    if last.what == JOINED:
        row.appointment_id = None
    go_back_to(row, session.scalars(select(QueueStepRow).where(QueueStepRow.id == last.before_id)).one())
    return True


def go_back_to(row: QueueEntryRow, before: QueueStepRow) -> None:
    """The turn stands as that step left it."""
    row.practitioner_id, row.room_id, row.point_id = before.practitioner_id, before.room_id, before.point_id
    _write(row, UNDONE, QueueState(before.state), before_id=before.before_id)


def belongs(row: QueueEntryRow, appointment: Appointment, time_zone: str) -> bool:
    """A ticket is good for one day at one branch: of an appointment that was moved away from there it is none."""
    there = (appointment.branch_id, local_day(appointment.starts_at, time_zone))
    return (row.branch_id, row.day) == there


def open_entry(entry_id: int, version: int) -> tuple[QueueEntryRow, Appointment | None]:
    """A turn with its appointment, both locked, the appointment first as the day's board does.

    Raises NotFound, or TurnTaken when somebody else was first.
    """
    session = current_work()
    row: QueueEntryRow | None = session.scalar(select(QueueEntryRow).where(QueueEntryRow.id == entry_id))
    if row is None:
        raise NotFound
    appointment = None
    if row.appointment_id is not None:
        appointment = session.scalars(
            select(Appointment).where(Appointment.id == row.appointment_id).with_for_update()
        ).one()
    session.refresh(row, with_for_update=True)
    if row.version != version:
        raise TurnTaken(queries.entry(entry_id))
    return row, appointment


def _write(row: QueueEntryRow, what: str, state: QueueState, *, before_id: int | None) -> None:
    session, moment = current_work(), now()
    step = QueueStepRow(
        entry_id=row.id,
        before_id=before_id,
        at=moment,
        user_id=current_actor_id(),
        what=what,
        state=state.value,
        practitioner_id=row.practitioner_id,
        room_id=row.room_id,
        point_id=row.point_id,
    )
    session.add(step)
    session.flush()
    row.state, row.since, row.step_id = state.value, moment, step.id
    session.flush()
    touch_after_commit(row.day, of=QUEUE)


def _next_number(branch_id: int, day: date) -> int:
    number: int | None = current_work().scalar(
        insert(QueueCounter)
        .values(clinic_id=current_clinic_id(), branch_id=branch_id, day=day, last=1)
        .on_conflict_do_update(
            index_elements=[QueueCounter.clinic_id, QueueCounter.branch_id, QueueCounter.day],
            set_={"last": QueueCounter.last + 1},
        )
        .returning(QueueCounter.last)
        .execution_options(**{REVIEWED: "writes the entered clinic's id"})
    )
    return number or 0
