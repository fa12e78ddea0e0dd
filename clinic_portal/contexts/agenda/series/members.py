"""The appointments of a series that a change is about; whoever changes several opens them in the order of their ids."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contexts.agenda.open_appointment import open_unfinished
from clinic_portal.contracts.agenda import AppointmentStatus, NoSeries, Scope
from clinic_portal.foundation.clock import local_minutes, now
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

A = Appointment


def seen(appointment_id: int, scope: Scope) -> list[Appointment]:
    """This one and all of the scope that are booked and to come, by time; raises NotFound or NoSeries."""
    session = current_work()
    this: Appointment | None = session.scalar(select(A).where(A.id == appointment_id))
    if this is None:
        raise NotFound
    if this.series_id is None:
        raise NoSeries
    booked = (A.series_id == this.series_id, A.status == AppointmentStatus.BOOKED.value)
    others = session.scalars(select(A).where(*booked, A.id != this.id, A.starts_at >= _first(this.starts_at, scope)))
    return sorted([this, *others], key=lambda one: (one.starts_at, one.id))


def _first(this: datetime, scope: Scope) -> datetime:
    return this if scope is Scope.FOLLOWING else now()


def opened(appointment_id: int, version: int, scope: Scope) -> list[Appointment]:
    """The same, locked and as they stand now; raises Stale and NotThatStep besides."""
    session = current_work()
    ids = sorted(one.id for one in seen(appointment_id, scope))
    session.execute(select(A.id).where(A.id.in_(ids)).order_by(A.id).with_for_update())
    session.expire_all()
    open_unfinished(appointment_id, version)
    return [one for one in seen(appointment_id, scope) if one.id in ids]


def in_step(members: Sequence[Appointment], this: Appointment, time_zone: str) -> list[Appointment]:
    """Those at the same clock with the same practitioner; whoever was put elsewhere alone stays there."""
    clock = local_minutes(this.starts_at, time_zone)
    return [
        one
        for one in members
        if one.practitioner_id == this.practitioner_id and local_minutes(one.starts_at, time_zone) == clock
    ]
