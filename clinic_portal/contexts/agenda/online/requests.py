"""What the desk does with those who booked by themselves: who waits, who they are, whom it takes them for."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select

from clinic_portal.contexts.agenda import appointment_views
from clinic_portal.contexts.agenda.models import Appointment, PatientCard
from clinic_portal.contexts.agenda.online.models import RequestRow
from clinic_portal.contexts.agenda.open_appointment import open_appointment
from clinic_portal.contexts.agenda.queue.follow import follow_patient
from clinic_portal.contexts.agenda.record import record
from clinic_portal.contracts.agenda import (
    AppointmentIdentified,
    AppointmentStatus,
    IdentifyPatient,
    OnlineRequest,
    UnknownChoice,
)
from clinic_portal.contracts.agenda.online import OnlinePolicy
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

A, R = Appointment, RequestRow
_PENDING = A.status == AppointmentStatus.PENDING.value
_TYPED = ("way", "contact", "given", "family", "phone", "email", "birth_date", "known", "asked_at")
MOST = 200


def online_requests(policy: OnlinePolicy) -> tuple[OnlineRequest, ...]:
    """At most MOST, by time."""
    unseen = R.identified_at.is_(None) & A.holds & (A.starts_at > now())
    rows = current_work().scalars(
        select(R)
        .join(A, (A.clinic_id == R.clinic_id) & (A.id == R.appointment_id))
        .where(or_(_PENDING, unseen))
        .order_by(A.starts_at, A.id)
        .limit(MOST)
    )
    return _views(rows.all(), policy)


def online_request(appointment_id: int, policy: OnlinePolicy) -> OnlineRequest:
    """Raises NotFound."""
    return _views([_row(appointment_id)], policy)[0]


def requests_waiting() -> int:
    return current_work().scalar(select(func.count()).select_from(A).where(_PENDING)) or 0


def identify(command: IdentifyPatient, time_zone: str) -> None:
    """Raises NotFound, Stale or UnknownChoice; to say again who it is changes nothing."""
    request, row = _row(command.appointment_id), open_appointment(command.appointment_id, command.version)
    if current_work().get(PatientCard, (row.clinic_id, command.patient_id)) is None:
        raise UnknownChoice("patient_id")
    if request.identified_at and row.patient_id == command.patient_id:
        return
    row.patient_id, request.identified_at = command.patient_id, now()
    current_work().flush()
    follow_patient(row)
    record(AppointmentIdentified, row, time_zone)


def late_since(policy: OnlinePolicy) -> datetime:
    """Whoever asked before this moment has waited longer than the clinic allows itself."""
    return now() - timedelta(hours=policy.answer_hours)


def _row(appointment_id: int) -> RequestRow:
    row: RequestRow | None = current_work().scalar(select(R).where(R.appointment_id == appointment_id))
    if row is None:
        raise NotFound
    return row


def _views(rows: Sequence[RequestRow], policy: OnlinePolicy) -> tuple[OnlineRequest, ...]:
    seen = appointment_views.appointments([row.appointment_id for row in rows])
    since = late_since(policy)
    return tuple(
        OnlineRequest(
            appointment=seen[row.appointment_id],
            identified=row.identified_at is not None,
            late=seen[row.appointment_id].status is AppointmentStatus.PENDING and row.asked_at < since,
            **{name: getattr(row, name) for name in _TYPED},
        )
        for row in rows
    )
