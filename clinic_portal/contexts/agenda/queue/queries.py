"""What the waiting room reads."""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select

from clinic_portal.contexts.agenda.models import PatientCard
from clinic_portal.contexts.agenda.queries import OWN_PREDICATE
from clinic_portal.contexts.agenda.queue.models import QueueEntryRow, QueueStepRow, ServicePointRow
from clinic_portal.contracts.agenda import QueueEntry, QueueState, QueueStep, ServicePoint
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

E, P, S, R = QueueEntryRow, PatientCard, ServicePointRow, QueueStepRow
_ENTRY = (
    select(
        E.id,
        E.version,
        E.branch_id,
        E.day,
        E.number,
        E.patient_id,
        P.name.label("patient_name"),
        E.appointment_id,
        E.practitioner_id,
        E.room_id,
        E.point_id,
        E.state,
        E.arrived_at,
        E.since,
    )
    .join(P, (P.clinic_id == E.clinic_id) & (P.patient_id == E.patient_id))
    .where(E.clinic_id == bindparam("clinic_id"))
    .execution_options(**OWN_PREDICATE)
)
_VIEW = tuple(column.key for column in _ENTRY.selected_columns)
_ONE = HotRead(_ENTRY.where(E.id == bindparam("entry_id")))
_DAY = HotRead(_ENTRY.where(E.branch_id == bindparam("branch_id"), E.day == bindparam("day")).order_by(E.number))


def entries(branch_id: int, day: date) -> tuple[QueueEntry, ...]:
    """A branch's turns of a day, by ticket."""
    return tuple(map(_entry, _DAY.rows(current_work(), branch_id=branch_id, day=day)))


def entry(entry_id: int) -> QueueEntry:
    rows = _ONE.rows(current_work(), entry_id=entry_id)
    if not rows:
        raise NotFound
    return _entry(rows[0])


def _entry(row: tuple[Any, ...]) -> QueueEntry:
    return QueueEntry.model_validate(dict(zip(_VIEW, row, strict=True)))


def steps(entry_id: int) -> tuple[QueueStep, ...]:
    rows = current_work().execute(
        select(R.at, R.user_id, R.what, R.state, R.practitioner_id, R.room_id, R.point_id)
        .where(R.entry_id == entry_id)
        .order_by(R.id)
    )
    found = tuple(QueueStep.model_validate(row._asdict()) for row in rows)
    if not found:
        raise NotFound
    return found


def waited(branch_id: int, day: date) -> int | None:
    """Mean minutes from arrival until service first began, of those for whom it did."""
    began = (
        select(R.entry_id, func.min(R.at).label("at"))
        .where(R.state == QueueState.IN_SERVICE.value, R.what != "undone")
        .group_by(R.entry_id)
        .subquery()
    )
    seconds = current_work().scalar(
        select(func.avg(func.extract("epoch", began.c.at - E.arrived_at)))
        .select_from(E)
        .join(began, began.c.entry_id == E.id)
        .where(E.branch_id == branch_id, E.day == day, E.state.in_((QueueState.IN_SERVICE, QueueState.DONE)))
    )
    return None if seconds is None else int(seconds) // 60


def points() -> tuple[ServicePoint, ...]:
    """Retired ones too, which old turns still name."""
    rows = current_work().execute(
        select(S.id, S.branch_id, S.name, S.version, S.retired_at.is_not(None).label("retired")).order_by(S.name)
    )
    return tuple(ServicePoint.model_validate(row._asdict()) for row in rows)
