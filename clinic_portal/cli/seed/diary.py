"""A clinic's diary, written straight into the tables.

Not through the doors: the agenda books nothing in the past, and every booking would send its patient a message. So this
one file knows tables of the agenda and of notifications, and leaves there what their own code would have left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from clinic_portal.cli.seed.story import Story
from clinic_portal.contracts.agenda import AppointmentStatus, Message
from clinic_portal.contracts.patients import PatientView
from clinic_portal.foundation.bulk import insert_many, insert_many_giving_ids
from clinic_portal.foundation.work import work

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
    """One appointment with its story; `told` is the text that its patient got."""

    branch_id: int
    practitioner_id: int
    room_id: int
    patient: PatientView
    type_id: int
    starts: datetime
    ends: datetime
    story: Story
    told: str


def write(entries: Sequence[Entry], user_id: int | None) -> None:
    """Write all of a diary in one work; `user_id` is the person who did it all."""
    with work():
        ids = list(insert_many_giving_ids("agenda.appointment", _APPOINTMENT, map(_appointment, entries)))
        numbered = list(zip(ids, entries, strict=True))
        insert_many("agenda.appointment_change", _CHANGE, _changes(numbered, user_id))
        asked = [one for one in numbered if one[1].story.status is AppointmentStatus.PENDING]
        told = [one for one in numbered if one[1].story.status is not AppointmentStatus.PENDING]
        insert_many("agenda.online_request", _REQUEST, map(_request, asked))
        insert_many("notifications.appointment_notice", _NOTICE, map(_notice, told))
        insert_many("notifications.delivery", _DELIVERY, map(_delivery, told))


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
