"""Move an appointment in time, to another practitioner or to another room."""

from clinic_portal.contexts.agenda.acts import Act
from clinic_portal.contexts.agenda.capacity import take_place
from clinic_portal.contexts.agenda.elsewhere import Target, put
from clinic_portal.contexts.agenda.holds.giving_up import give_up
from clinic_portal.contexts.agenda.kinds import facts
from clinic_portal.contexts.agenda.occupied import named
from clinic_portal.contexts.agenda.open_appointment import open_unfinished
from clinic_portal.contexts.agenda.whereabouts import practitioner_at
from clinic_portal.contexts.agenda.wishes import wish_of
from clinic_portal.contracts.agenda import InThePast, MoveAppointment
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import local_day, today


def move_appointment(command: MoveAppointment, house: ClinicDirectory, act: Act | None = None) -> None:
    """Raises UnknownChoice, NotForThisKind, InThePast, NotFound, Stale, NotThatStep, OutsideHours or Overlapped."""
    zone, moved = house.clinic.time_zone, command.appointment_id
    practitioner = practitioner_at(house, command.practitioner_id, command.starts_at, room_id=command.room_id)
    if local_day(command.starts_at, zone) < today(zone):
        raise InThePast
    kind, equipped = facts.of_appointment(moved)
    wish = wish_of(house, practitioner, kind, room_id=command.room_id, minutes=command.minutes)
    place = take_place(
        house, practitioner, wish, command.starts_at, ignoring=moved, anyway=command.anyway, hold=command.hold
    )
    clash = named(place.conflict) if place.conflict else None
    row = open_unfinished(moved, command.version)
    put(row, Target(practitioner, place, wish, clash, equipped), command, zone, act)
    if command.hold:
        give_up(command.hold, zone)
