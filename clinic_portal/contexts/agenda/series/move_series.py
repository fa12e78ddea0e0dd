"""Move the appointments of a series together, all or none."""

from collections.abc import Sequence

from clinic_portal.contexts.agenda.acts import Act
from clinic_portal.contexts.agenda.commands.move_appointment import move_appointment
from clinic_portal.contexts.agenda.kinds import facts
from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contexts.agenda.series.calendar import exists, moved_with
from clinic_portal.contexts.agenda.series.lock import lock_for
from clinic_portal.contexts.agenda.series.members import in_step, opened, seen
from clinic_portal.contexts.agenda.series.plan import Slot, Wanted
from clinic_portal.contexts.agenda.told_together import tell_series
from clinic_portal.contracts.agenda import MoveAppointment, MoveSeries
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import local_day, local_minutes


def wanted_by(command: MoveSeries, house: ClinicDirectory) -> tuple[Wanted, list[Slot]]:
    """Where each would go; raises NotFound, NoSeries."""
    kind, _ = facts.of_appointment(command.appointment_id)
    slots = _slots(command, seen(command.appointment_id, command.scope), house.clinic.time_zone)
    return Wanted(command.practitioner_id, kind, command.minutes), slots


def move_series(command: MoveSeries, house: ClinicDirectory) -> None:
    """Raises UnknownChoice, NotForThisKind, InThePast, NotFound, Stale, NotThatStep, NoSeries or Overlapped."""
    zone = house.clinic.time_zone
    lock_for(house, *wanted_by(command, house))
    members = opened(command.appointment_id, command.version, command.scope)
    stands = {one.id: (one.starts_at, one.version) for one in members}
    # The one that is moved away first makes room for the next of its own series.
    slots = sorted(_slots(command, members, zone), key=lambda one: one.starts_at)
    act, series_id, patient_id = Act(told_together=True), members[0].series_id, members[0].patient_id
    later = any(slot.starts_at > stands[slot.appointment_id or 0][0] for slot in slots)
    for slot in reversed(slots) if later else slots:
        move_appointment(_one(command, slot, stands[slot.appointment_id or 0][1]), house, act)
    moved = [slot.appointment_id for slot in slots if slot.appointment_id]
    tell_series(series_id or 0, patient_id, moved, notify=command.notify)


def _slots(command: MoveSeries, members: Sequence[Appointment], time_zone: str) -> list[Slot]:
    this = next(one for one in members if one.id == command.appointment_id)
    elsewhere = {one.appointment_id: one for one in command.reslotted}
    minutes = local_minutes(command.starts_at, time_zone)
    slots = []
    for one in in_step(members, this, time_zone):
        if one.id in command.left:
            continue
        starts_at, room_id = moved_with(one.starts_at, this.starts_at, command.starts_at, time_zone), command.room_id
        real = exists(starts_at, minutes, time_zone)
        if found := elsewhere.get(one.id):
            starts_at, room_id, real = found.starts_at, found.room_id, True
        slots.append(Slot(local_day(starts_at, time_zone), starts_at, room_id, real, one.id))
    return slots


def _one(command: MoveSeries, slot: Slot, version: int) -> MoveAppointment:
    return MoveAppointment(
        appointment_id=slot.appointment_id or 0,
        version=version,
        practitioner_id=command.practitioner_id,
        room_id=slot.room_id,
        starts_at=slot.starts_at,
        minutes=command.minutes,
        notify=command.notify,
    )
