"""A new appointment as the database takes it, and as the door tells it, without reading it again."""

from collections.abc import Iterable
from datetime import UTC

from clinic_portal.contexts.agenda.capacity import last_word
from clinic_portal.contexts.agenda.kinds.facts import Chosen
from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contexts.agenda.places import Wish
from clinic_portal.contracts.agenda import AppointmentStatus, AppointmentView, Message
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database.hot import HotWrite
from clinic_portal.foundation.work import current_work

_COLUMNS = (
    "branch_id",
    "practitioner_id",
    "room_id",
    "room_lane",
    "patient_id",
    "type_id",
    "series_id",
    "series_place",
    "series_size",
    "starts_at",
    "ends_at",
    "busy_from",
    "busy_until",
    "status",
    "overbooked",
    "seat",
    "seats",
    "note",
    "video_url",
)
_INSERT = HotWrite(
    """
    INSERT INTO agenda.appointment (
        clinic_id, session_key, created_at, updated_at, branch_id, practitioner_id, room_id, room_lane, patient_id,
        type_id, series_id, series_place, series_size, starts_at, ends_at, busy_from, busy_until, status, overbooked,
        seat, seats, note, video_url)
    VALUES (
        %(clinic_id)s, coalesce(%(session_key)s, nextval('agenda.session_key')), %(created_at)s, %(created_at)s,
        %(branch_id)s, %(practitioner_id)s, %(room_id)s, %(room_lane)s, %(patient_id)s, %(type_id)s, %(series_id)s,
        %(series_place)s, %(series_size)s, %(starts_at)s, %(ends_at)s, %(busy_from)s, %(busy_until)s, %(status)s,
        %(overbooked)s, %(seat)s, %(seats)s, %(note)s, %(video_url)s)
    RETURNING id, session_key""",
    reviewed="writes the session's own clinic's row",
)


def insert(row: Appointment, wish: Wish) -> None:
    """Give the row its id and session; the database's constraints have the last word: raises Overlapped."""
    values = {name: getattr(row, name) for name in (*_COLUMNS, "session_key")}
    with last_word(wish, row.starts_at, None):
        ((row.id, row.session_key),) = _INSERT.rows(current_work(), created_at=now(), **values)


def new_view(row: Appointment, chosen: Chosen, equipment_ids: Iterable[int]) -> AppointmentView:
    """What was just inserted."""
    return AppointmentView(
        id=row.id,
        version=1,
        branch_id=row.branch_id,
        practitioner_id=row.practitioner_id,
        room_id=row.room_id,
        patient_id=row.patient_id,
        patient_name=chosen.name,
        patient_phone=chosen.phone,
        type_id=row.type_id,
        series_id=row.series_id,
        series_place=row.series_place,
        series_size=row.series_size,
        starts_at=row.starts_at.astimezone(UTC),
        ends_at=row.ends_at.astimezone(UTC),
        status=AppointmentStatus(row.status),
        confirmed_at=None,
        message=Message.NONE,
        cancellation_reason="",
        note=row.note,
        video_url=row.video_url,
        overbooked=row.overbooked,
        session=row.session_key,
        seats=row.seats,
        equipment_ids=tuple(sorted(equipment_ids)),
    )
