"""An appointment is put where it will be: whom, when, which lane, which seat, and what is kept around it."""

from datetime import datetime

from sqlalchemy import func

from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contexts.agenda.places import NO_TIME, Place, Wish
from clinic_portal.contracts.clinics import PractitionerView


def settle(row: Appointment, practitioner: PractitionerView, place: Place, wish: Wish, starts_at: datetime) -> None:
    """`place` was found for the wish at this time; whoever leaves a group leaves its session, too."""
    if place.session is not None:
        row.session_key = place.session
    elif row.id and row.seats > 1:
        row.session_key = func.nextval("agenda.session_key")
    row.practitioner_id, row.branch_id = practitioner.id, practitioner.branch_id
    row.room_id, row.room_lane = place.room_id, place.lane
    row.seat, row.seats = place.seat, wish.seats
    row.starts_at, row.ends_at = starts_at, starts_at + wish.length
    row.busy_from = row.starts_at - wish.before if wish.before > NO_TIME else None
    row.busy_until = row.ends_at + wish.after if wish.after > NO_TIME else None
    row.overbooked = place.conflict is not None
