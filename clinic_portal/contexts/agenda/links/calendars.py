"""A practitioner's appointments as iCalendar (RFC 5545), in lines of at most 75 octets that end with CR LF.

Where one is joined by video is a CONFERENCE (RFC 7986, 5.11).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select

from clinic_portal.contexts.agenda.models import Appointment, PatientCard
from clinic_portal.contracts.agenda import AppointmentStatus, CalendarShows
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.work import current_work

_STATUS = {
    AppointmentStatus.PENDING: "TENTATIVE",
    AppointmentStatus.CANCELLED: "CANCELLED",
    AppointmentStatus.NOSHOW: "CANCELLED",
}
"""RFC 5545, 3.8.1.11: what nobody has answered yet is tentative; everything else is confirmed."""
BACK, AHEAD = timedelta(days=30), timedelta(days=366)
WIDTH = 75
A, P = Appointment, PatientCard


def calendar(house: ClinicDirectory, practitioner_id: int, shows: CalendarShows, busy: str) -> str:
    """A month back and a year ahead; what was cancelled stays in as cancelled, so that calendars take it out.

    The UID of an appointment never changes, and its SEQUENCE grows with each change; nothing else depends on when it
    is asked for, so that the same appointments are the same text.
    """
    practitioner = house.practitioner(practitioner_id)
    title = f"{practitioner.name if practitioner else ''} · {house.clinic.name}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//clinic portal//agenda//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(title)}",
    ]
    for row, name in _rows(practitioner_id):
        lines += _event(row, _initials(name) if shows is CalendarShows.INITIALS else busy, house)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _rows(practitioner_id: int) -> list[tuple[Appointment, str]]:
    moment = now()
    found = current_work().execute(
        select(A, P.name)
        .join(P, (P.clinic_id == A.clinic_id) & (P.patient_id == A.patient_id))
        .where(A.practitioner_id == practitioner_id, A.starts_at > moment - BACK, A.starts_at < moment + AHEAD)
        .order_by(A.starts_at, A.id)
    )
    return [(row, name) for row, name in found]


def _event(row: Appointment, summary: str, house: ClinicDirectory) -> list[str]:
    room = house.room(row.room_id)
    status = _STATUS.get(AppointmentStatus(row.status), "CONFIRMED")
    cancelled = status == "CANCELLED"
    return [
        "BEGIN:VEVENT",
        f"UID:appointment-{row.clinic_id}-{row.id}@clinic-portal",
        f"SEQUENCE:{row.version - 1}",
        f"DTSTAMP:{_moment(row.updated_at)}",
        f"LAST-MODIFIED:{_moment(row.updated_at)}",
        f"DTSTART:{_moment(row.starts_at)}",
        f"DTEND:{_moment(row.ends_at)}",
        f"STATUS:{status}",
        f"TRANSP:{'TRANSPARENT' if cancelled else 'OPAQUE'}",
        f"SUMMARY:{_text(summary)}",
        f"LOCATION:{_text(room.name if room else '')}",
        *([] if cancelled or not row.video_url else [f"CONFERENCE;VALUE=URI;FEATURE=VIDEO:{row.video_url}"]),
        "CLASS:PRIVATE",
        "END:VEVENT",
    ]


def _initials(name: str) -> str:
    return " ".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha())


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(escaped.splitlines())


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most WIDTH octets, each after the first behind a space; no character is cut."""
    piece, size = "", 0
    for letter in line:
        length = len(letter.encode())
        if size + length > WIDTH:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + length
    yield piece
