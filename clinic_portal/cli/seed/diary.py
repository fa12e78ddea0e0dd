"""A clinic's diary, written straight into the tables.

Not through the doors: the agenda books nothing in the past, and every booking would send its patient a message. So this
one file knows tables of the agenda and of notifications, and leaves there what their own code would have left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from clinic_portal.cli.seed.story import Story
from clinic_portal.contracts.agenda import AppointmentStatus, Message
from clinic_portal.contracts.patients import PatientView
from clinic_portal.foundation.bulk import insert_many, insert_many_giving_ids
from clinic_portal.foundation.database.hot import HotWrite
from clinic_portal.foundation.work import current_work, work

_APPOINTMENT = {
    "branch_id": "bigint",
    "practitioner_id": "bigint",
    "room_id": "bigint",
    "patient_id": "bigint",
    "type_id": "bigint",
    "starts_at": "timestamptz",
    "ends_at": "timestamptz",
    "status": "text",
    "confirmed_at": "timestamptz",
    "message": "text",
    "cancellation_reason": "text",
    "note": "text",
    "version": "integer",
    "created_at": "timestamptz",
    "updated_at": "timestamptz",
}
_SEAT = {"session_key": "bigint", "seat": "smallint", "seats": "smallint"}
_PIECES = HotWrite(
    """INSERT INTO agenda.appointment_equipment
           (clinic_id, appointment_id, equipment_id, lane, session_key, during, holds)
       SELECT a.clinic_id, a.id, piece.equipment_id, 1, a.session_key, a.during, a.holds
       FROM agenda.appointment AS a
            JOIN unnest(%(appointments)s::bigint[], %(equipment)s::bigint[]) AS piece (appointment_id, equipment_id)
                ON piece.appointment_id = a.id
       WHERE a.clinic_id = %(clinic_id)s
       RETURNING appointment_id""",
    reviewed="writes the session's own clinic's rows",
)
_CHANGE = {"appointment_id": "bigint", "at": "timestamptz", "user_id": "bigint", "what": "text", "detail": "text"}
_REQUEST = {
    "appointment_id": "bigint",
    "way": "text",
    "contact": "text",
    "given": "text",
    "family": "text",
    "phone": "text",
    "email": "text",
    "birth_date": "date",
    "language": "text",
    "known": "boolean",
    "asked_at": "timestamptz",
}
_NOTICE = {
    "appointment_id": "bigint",
    "tellings": "integer",
    "told_cancelled": "boolean",
    "told_starts_at": "timestamptz",
    "told_practitioner_id": "bigint",
    "told_branch_id": "bigint",
}
_DELIVERY = {
    "appointment_id": "bigint",
    "channel": "text",
    "occasion": "text",
    "language": "text",
    "recipient": "text",
    "sender": "text",
    "subject": "text",
    "text": "text",
    "key": "text",
    "status": "text",
    "attempts": "integer",
    "created_at": "timestamptz",
    "sent_at": "timestamptz",
    "problem": "text",
}


@dataclass(frozen=True)
class Entry:
    """One appointment with its story; `told` is the text that its patient got.

    With `seats` above one those of one doctor, kind and time are one group.
    """

    branch_id: int
    practitioner_id: int
    room_id: int
    patient: PatientView
    type_id: int
    starts: datetime
    ends: datetime
    story: Story
    told: str
    seat: int = 1
    seats: int = 1
    equipment_ids: tuple[int, ...] = ()

    @property
    def group(self) -> tuple[int, int, datetime]:
        """What those of one group share."""
        return self.practitioner_id, self.type_id, self.starts


def write(entries: Sequence[Entry], user_id: int | None) -> None:
    """Write all of a diary in one work; `user_id` is the person who did it all."""
    with work():
        numbered = [*_alone(entries), *_in_groups(entries)]
        pieces = [(number, one) for number, entry in numbered for one in entry.equipment_ids]
        _PIECES.rows(
            current_work(), appointments=[number for number, _ in pieces], equipment=[one for _, one in pieces]
        )
        insert_many("agenda.appointment_change", _CHANGE, _changes(numbered, user_id))
        asked = [one for one in numbered if one[1].story.status is AppointmentStatus.PENDING]
        told = [one for one in numbered if one[1].story.status is not AppointmentStatus.PENDING]
        insert_many("agenda.online_request", _REQUEST, map(_request, asked))
        insert_many("notifications.appointment_notice", _NOTICE, map(_notice, told))
        insert_many("notifications.delivery", _DELIVERY, map(_delivery, told))


def _alone(entries: Sequence[Entry]) -> list[tuple[int, Entry]]:
    """Written, with their ids."""
    alone = [one for one in entries if one.seats == 1]
    ids = insert_many_giving_ids("agenda.appointment", _APPOINTMENT, map(_appointment, alone))
    return list(zip(ids, alone, strict=True))


def _in_groups(entries: Sequence[Entry]) -> list[tuple[int, Entry]]:
    """The same; each group has a session of its own."""
    shared = [one for one in entries if one.seats > 1]
    session = current_work()
    keys = {one: session.scalar(select(func.nextval("agenda.session_key"))) for one in {one.group: 0 for one in shared}}
    rows = ((*_appointment(one), keys[one.group], one.seat, one.seats) for one in shared)
    ids = insert_many_giving_ids("agenda.appointment", _APPOINTMENT | _SEAT, rows)
    return list(zip(ids, shared, strict=True))


def _appointment(entry: Entry) -> tuple[object, ...]:
    steps = entry.story.steps
    return (
        entry.branch_id,
        entry.practitioner_id,
        entry.room_id,
        entry.patient.id,
        entry.type_id,
        entry.starts,
        entry.ends,
        entry.story.status.value,
        entry.story.confirmed_at,
        entry.story.message.value,
        entry.story.reason,
        entry.story.note,
        len(steps),
        steps[0].at,
        steps[-1].at,
    )


def _changes(numbered: Iterable[tuple[int, Entry]], user_id: int | None) -> Iterable[tuple[object, ...]]:
    for number, entry in numbered:
        for step in entry.story.steps:
            yield number, step.at, None if step.what == "requested" else user_id, step.what, step.detail


def _request(numbered: tuple[int, Entry]) -> tuple[object, ...]:
    number, entry = numbered
    one, asked_at = entry.patient, entry.story.steps[0].at
    typed = (one.given, one.family, one.phone, one.email, one.birth_date, one.language)
    return number, "sms", one.phone, *typed, True, asked_at


def _notice(numbered: tuple[int, Entry]) -> tuple[object, ...]:
    number, entry = numbered
    cancelled = entry.story.status is AppointmentStatus.CANCELLED
    return number, 1, cancelled, entry.starts, entry.practitioner_id, entry.branch_id


def _delivery(numbered: tuple[int, Entry]) -> tuple[object, ...]:
    number, entry = numbered
    failed = entry.story.message is Message.FAILED
    cancelled = entry.story.status is AppointmentStatus.CANCELLED
    at = entry.story.steps[-1 if cancelled else 0].at + timedelta(minutes=3)
    return (
        number,
        "sms",
        "cancelled" if cancelled else "booked",
        entry.patient.language,
        entry.patient.phone,
        "",
        "",
        entry.told,
        f"seed-{number}-sms",
        "failed" if failed else "sent",
        3 if failed else 1,
        at,
        None if failed else at,
        "bad_recipient" if failed else None,
    )
