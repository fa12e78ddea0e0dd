"""What a day leaves open, read when it is over."""

from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from clinic_portal.contexts.agenda import appointment_views
from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contracts.agenda import AppointmentStatus as Status, AppointmentView, DayEnd, Message
from clinic_portal.foundation.clock import at_local, now
from clinic_portal.foundation.work import current_work

A = Appointment
_OPEN = (Status.BOOKED, Status.ARRIVED, Status.CHECKED_IN)
_UNTOLD = or_(A.message == Message.FAILED.value, (A.message == Message.NONE.value) & A.confirmed_at.is_(None))


def day_end(branch_id: int, day: date, time_zone: str, asked_before: datetime) -> DayEnd:
    first, after, beyond = (at_local(day + timedelta(days=days), 0, time_zone) for days in range(3))
    ids = {
        "unfinished": _ids(branch_id, first, after, A.status.in_(_OPEN), A.ends_at <= now()),
        "missed": _ids(branch_id, first, after, A.status == Status.NOSHOW.value),
        "unanswered": _unanswered(branch_id, asked_before),
        "unreached": _ids(branch_id, after, beyond, A.status == Status.BOOKED.value, _UNTOLD),
    }
    seen = appointment_views.appointments([one for some in ids.values() for one in some])
    lists: dict[str, tuple[AppointmentView, ...]] = {
        name: tuple(seen[one] for one in some) for name, some in ids.items()
    }
    return DayEnd(day=day, branch_id=branch_id, **lists)


def noshow_count(patient_id: int) -> int:
    found = select(func.count()).select_from(A).where(A.patient_id == patient_id, A.status == Status.NOSHOW.value)
    return current_work().scalar(found) or 0


def _unanswered(branch_id: int, asked_before: datetime) -> list[int]:
    """Of every day: the patient waits, whichever day it is for."""
    late = or_(A.created_at < asked_before, A.ends_at <= now())
    rows = current_work().scalars(
        select(A.id).where(A.branch_id == branch_id, A.status == Status.PENDING.value, late).order_by(A.starts_at, A.id)
    )
    return list(rows)


def _ids(branch_id: int, first: datetime, after: datetime, *wanted: ColumnElement[bool]) -> list[int]:
    rows = current_work().scalars(
        select(A.id)
        .where(A.branch_id == branch_id, A.starts_at >= first, A.starts_at < after, *wanted)
        .order_by(A.starts_at, A.id)
    )
    return list(rows)
