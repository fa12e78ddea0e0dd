"""One appointment's panel by hand: three statements, and the portal's own fragment with places for the values."""

from datetime import datetime
from html import escape
from typing import Any

from benchmarks.floor.agenda import at_home
from benchmarks.floor.rows import PLAN, rows

ONE = """
    SELECT a.id, a.version, a.branch_id, a.practitioner_id, a.room_id, a.patient_id, p.name, p.phone, a.type_id,
           a.starts_at, a.ends_at, a.status, a.confirmed_at, a.message, a.cancellation_reason, a.note
    FROM agenda.appointment AS a
    JOIN agenda.patient_card AS p ON p.clinic_id = a.clinic_id AND p.patient_id = a.patient_id
    WHERE a.clinic_id = %s AND a.id = %s"""
HISTORY = """
    SELECT at, user_id, what, detail, was_at FROM agenda.appointment_change
    WHERE clinic_id = %s AND appointment_id = %s ORDER BY id DESC"""
DELIVERIES = """
    SELECT id, channel, occasion, recipient, text, status, attempts, created_at, sent_at, problem
    FROM notifications.delivery WHERE clinic_id = %s AND appointment_id = %s ORDER BY id DESC"""
PRACTITIONERS = {who: (name, hue) for who, name, _, hue in PLAN.practitioners}
WEEKDAYS = ("lun", "mar", "mié", "jue", "vie", "sáb", "dom")
MONTHS = ("", "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic")


def fragment(number: int) -> str:
    """Each frame is a list of texts and of names of values, in turn."""
    (found,) = rows(ONE, PLAN.clinic_id, number)
    rows(DELIVERIES, PLAN.clinic_id, number)
    values = _values(found, rows(HISTORY, PLAN.clinic_id, number)[0])
    pieces = PLAN.frames[f"appointment {found[11]}"]
    return "".join([piece if place % 2 == 0 else values[piece] for place, piece in enumerate(pieces)])


def _values(found: tuple[Any, ...], change: tuple[Any, ...]) -> dict[str, str]:
    (number, version, _, who, room, patient, name, phone, kind, starts, ends, *_) = found
    practitioner, hue = PRACTITIONERS[who]
    return {
        "id": f"{number}",
        "version": f"{version}",
        "patient_id": f"{patient}",
        "practitioner_id": f"{who}",
        "room_id": f"{room}",
        "minutes": f"{(ends - starts).seconds // 60}",
        "name": escape(name),
        "tel": escape(phone),
        "phone": at_home(phone),
        "practitioner": escape(practitioner),
        "hue": f"{hue}",
        "room": escape(PLAN.rooms[room]),
        "kind": escape(PLAN.kinds[kind]),
        "kind_hue": f"{PLAN.kind_hues[kind]}",
        "when": _day(starts),
        "from": f"{starts:%H:%M}",
        "until": f"{ends:%H:%M}",
        "day": f"{starts.date()}",
        "at": f"{_day(change[0])} {change[0].year}, {change[0]:%H:%M}",
    }


def _day(moment: datetime) -> str:
    return f"{WEEKDAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month]}"
