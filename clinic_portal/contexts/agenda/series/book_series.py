"""Book all times of a series or none."""

from collections.abc import Iterator

from clinic_portal.contexts.agenda.acts import Act, InSeries
from clinic_portal.contexts.agenda.commands.book_appointment import book_appointment
from clinic_portal.contexts.agenda.kinds import facts
from clinic_portal.contexts.agenda.series.lock import lock_for
from clinic_portal.contexts.agenda.series.models import AppointmentSeries
from clinic_portal.contexts.agenda.series.plan import Slot, Wanted
from clinic_portal.contexts.agenda.told_together import tell_series
from clinic_portal.contracts.agenda import BookAppointment, BookSeries, Chosen
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.work import current_work


def wanted_of(command: BookSeries) -> tuple[Wanted, list[Slot]]:
    """What the chosen times need; raises UnknownChoice."""
    wanted = Wanted(command.practitioner_id, facts.for_offers(command.type_id), command.minutes, command.hold)
    chosen = sorted(command.chosen, key=lambda one: one.starts_at)
    return wanted, [Slot(one.day, one.starts_at, one.room_id) for one in chosen]


def book_series(command: BookSeries, house: ClinicDirectory) -> int:
    """The new series' id; raises UnknownChoice, NotForThisKind, InThePast or Overlapped.

    The patient is told of all in one message.
    """
    session, rule = current_work(), command.recurrence
    row = AppointmentSeries(
        first=rule.first,
        at=rule.at,
        every=rule.every,
        unit=rule.unit.value,
        count=rule.count,
        time_zone=house.clinic.time_zone,
    )
    session.add(row)
    session.flush()
    lock_for(house, *wanted_of(command))
    act, wishes = Act(told_together=True), list(_each(command))
    booked = [
        book_appointment(wish, house, InSeries(row.id, place, len(wishes)), act=act).id
        for place, wish in enumerate(wishes, 1)
    ]
    tell_series(row.id, command.patient_id, booked, notify=command.notify)
    return row.id


def _each(command: BookSeries) -> Iterator[BookAppointment]:
    """In order of time. The first gives up what was held, so that nothing of it is in the way of the others.

    It is also what a recall was for.
    """
    for turn, chosen in enumerate(sorted(command.chosen, key=lambda one: one.starts_at)):
        one = _one(command, chosen)
        yield one if turn else one.model_copy(update={"hold": command.hold, "recall_id": command.recall_id})


def _one(command: BookSeries, chosen: Chosen) -> BookAppointment:
    return BookAppointment(
        idempotency_key=command.idempotency_key,
        patient_id=command.patient_id,
        practitioner_id=command.practitioner_id,
        room_id=chosen.room_id,
        type_id=command.type_id,
        starts_at=chosen.starts_at,
        minutes=command.minutes,
        note=command.note,
        notify=command.notify,
        video_url=command.video_url,
    )
