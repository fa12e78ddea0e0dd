"""Book an appointment: practitioner, room and equipment are free, or the refusal says who is in the way."""

from collections.abc import Callable

from clinic_portal.contexts.agenda.acts import Act, InSeries
from clinic_portal.contexts.agenda.asked import count_anew
from clinic_portal.contexts.agenda.capacity import take_place
from clinic_portal.contexts.agenda.holds.giving_up import give_up
from clinic_portal.contexts.agenda.insert import insert, new_view
from clinic_portal.contexts.agenda.kinds.facts import Chosen, chosen_soon
from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contexts.agenda.occupied import named
from clinic_portal.contexts.agenda.pieces import hold_pieces
from clinic_portal.contexts.agenda.recalls.follow import link_recall
from clinic_portal.contexts.agenda.record import note_hours, note_overruled, record
from clinic_portal.contexts.agenda.settle import settle
from clinic_portal.contexts.agenda.standing import NOT_THERE, Standing
from clinic_portal.contexts.agenda.whereabouts import practitioner_at
from clinic_portal.contexts.agenda.wishes import wish_of
from clinic_portal.contracts.agenda import (
    AppointmentBooked,
    AppointmentRequested,
    AppointmentStatus,
    AppointmentView,
    BookAppointment,
    InThePast,
)
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import local_day, today


def book_appointment(
    command: BookAppointment,
    house: ClinicDirectory,
    series: InSeries | None = None,
    *,
    requested: bool = False,
    asked: Callable[[], Chosen] | None = None,
    act: Act | None = None,
) -> AppointmentView:
    """The new appointment; raises UnknownChoice, NotForThisKind, InThePast, OutsideHours, Overlapped, or RecallSettled.

    `asked` is `chosen_soon` of the command, where it has joined an earlier flight.
    """
    zone = house.clinic.time_zone
    practitioner = practitioner_at(house, command.practitioner_id, command.starts_at, room_id=command.room_id)
    chosen = (asked or chosen_soon(command.type_id, command.patient_id))()
    if local_day(command.starts_at, zone) < today(zone):
        raise InThePast
    wish = wish_of(house, practitioner, chosen.kind, room_id=command.room_id, minutes=command.minutes)
    place = take_place(house, practitioner, wish, command.starts_at, anyway=command.anyway, hold=command.hold)
    clash = named(place.conflict) if place.conflict else None
    row = _row(command, series, AppointmentStatus.PENDING if requested else AppointmentStatus.BOOKED)
    settle(row, practitioner, place, wish, command.starts_at)
    insert(row, wish)
    hold_pieces(row, place, wish)
    _record(command, row, zone, act)
    note_overruled(row, clash, zone)
    note_hours(row, zone, overruled=place.outside_hours)
    _follow(command, row, zone)
    return new_view(row, chosen, [equipment_id for equipment_id, _ in place.equipment])


def _follow(command: BookAppointment, row: Appointment, zone: str) -> None:
    """The place is held no longer, and the recall that it was for is booked."""
    if command.hold:
        give_up(command.hold, zone)
    if command.recall_id:
        link_recall(command.recall_id, row)


def _record(command: BookAppointment, row: Appointment, zone: str, act: Act | None) -> None:
    if row.status == AppointmentStatus.PENDING.value:
        count_anew()
        record(AppointmentRequested, row, zone)
    else:
        record(AppointmentBooked, row, zone, before=Standing(status=NOT_THERE), act=act, notify=command.notify)


def _row(command: BookAppointment, series: InSeries | None, status: AppointmentStatus) -> Appointment:
    return Appointment(
        patient_id=command.patient_id,
        type_id=command.type_id,
        status=status.value,
        note=command.note,
        video_url=command.video_url,
        series_id=series.series_id if series else None,
        series_place=series.place if series else 0,
        series_size=series.size if series else 0,
    )
