"""Move all who share a session as one, each with their seat: every one of them, or nobody."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, select, update

from clinic_portal.contexts.agenda.acts import Act
from clinic_portal.contexts.agenda.capacity import take_place
from clinic_portal.contexts.agenda.elsewhere import Target, put
from clinic_portal.contexts.agenda.holds.giving_up import give_up
from clinic_portal.contexts.agenda.kinds import facts
from clinic_portal.contexts.agenda.locks import lock_branches
from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contexts.agenda.occupied import named
from clinic_portal.contexts.agenda.open_appointment import open_unfinished
from clinic_portal.contexts.agenda.whereabouts import practitioner_at
from clinic_portal.contexts.agenda.wishes import wish_of
from clinic_portal.contracts.agenda import InThePast, MoveAppointment
from clinic_portal.contracts.clinics import ClinicDirectory, PractitionerView
from clinic_portal.foundation.clock import local_day, today
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

A = Appointment


def move_group(command: MoveAppointment, house: ClinicDirectory) -> None:
    """Raises as `move_appointment` does; what one of them cannot do, none does."""
    zone = house.clinic.time_zone
    practitioner = practitioner_at(house, command.practitioner_id, command.starts_at, room_id=command.room_id)
    if local_day(command.starts_at, zone) < today(zone):
        raise InThePast
    kind, equipped = facts.of_appointment(command.appointment_id)
    wish = wish_of(house, practitioner, kind, room_id=command.room_id, minutes=command.minutes)
    members = _members(command.appointment_id, practitioner, house)
    # With one seat it joins no other group: it wants the place for itself.
    place = take_place(
        house,
        practitioner,
        replace(wish, seats=1),
        command.starts_at,
        ignoring=command.appointment_id,
        with_it=members,
        anyway=command.anyway,
        hold=command.hold,
    )
    clash = named(place.conflict) if place.conflict else None
    rows = _opened(command, members)
    _leave_behind(rows)
    act = Act(told_together=False)
    for row in rows:
        seated = replace(place, session=row.session_key, seat=row.seat)
        to = Target(practitioner, seated, replace(wish, seats=row.seats), clash, equipped)
        put(row, to, command, zone, act)
    if command.hold:
        give_up(command.hold, zone)


def _members(appointment_id: int, practitioner: PractitionerView, house: ClinicDirectory) -> list[int]:
    """Who holds a seat, by id; nobody joins while the schedules of both practitioners are locked."""
    session = current_work()
    this: Appointment | None = session.scalar(select(A).where(A.id == appointment_id))
    if this is None:
        raise NotFound
    lock_branches(house, {this.practitioner_id, practitioner.id}, {this.branch_id, practitioner.branch_id})
    wanted = (A.session_key == this.session_key, A.holds)
    others = session.scalars(select(A.id).where(*wanted).order_by(A.id)).all()
    return sorted({appointment_id, *others})


def _opened(command: MoveAppointment, members: Sequence[int]) -> list[Appointment]:
    """Locked in the order of their ids; the one that was seen is still the version that was."""
    session = current_work()
    found = session.execute(select(A.id, A.version).where(A.id.in_(members)).order_by(A.id).with_for_update()).all()
    versions = {row.id: row.version for row in found} | {command.appointment_id: command.version}
    session.expire_all()
    return [open_unfinished(one, versions[one]) for one in members]


def _leave_behind(rows: Sequence[Appointment]) -> None:
    """Whoever was cancelled or missed stays where they were, and is of this session no more."""
    ids = [row.id for row in rows]
    gone = update(A).where(A.session_key == rows[0].session_key, A.id.not_in(ids))
    current_work().execute(
        gone.values(session_key=func.nextval("agenda.session_key")).execution_options(synchronize_session=False)
    )
