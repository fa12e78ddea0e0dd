"""Say where an appointment is joined by video."""

from clinic_portal.contexts.agenda.open_appointment import open_unfinished
from clinic_portal.contexts.agenda.record import record
from clinic_portal.contexts.agenda.standing import standing
from clinic_portal.contracts.agenda import AppointmentLinked, LinkVideo


def link_video(command: LinkVideo, time_zone: str) -> None:
    """Raises NotFound, Stale or NotThatStep; the same address changes nothing."""
    row = open_unfinished(command.appointment_id, command.version)
    if row.video_url != command.video_url:
        before = standing(row)
        row.video_url = command.video_url
        record(AppointmentLinked, row, time_zone, before=before)
