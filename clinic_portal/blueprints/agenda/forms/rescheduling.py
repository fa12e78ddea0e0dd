"""Which appointments are to be moved where: each tick carries its own proposal."""

import re
from datetime import date

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField

from clinic_portal.contracts.agenda import Hit, PlannedMove, Reschedule
from clinic_portal.foundation.clock import at_local

_MOVE = re.compile(
    r"(?P<appointment>\d{1,18}),(?P<version>\d{1,9}),(?P<day>\d{4}-\d\d-\d\d)T(?P<hour>\d\d):(?P<minute>\d\d),"
    r"(?P<length>\d{1,3}),(?P<practitioner>\d{1,18}),(?P<room>\d{1,18})"
)


class RescheduleForm(FlaskForm):
    """`move` is sent once for each tick."""

    quiet = BooleanField(_("Do not tell the patients"))

    def command(self, time_zone: str) -> Reschedule:
        found = (_MOVE.fullmatch(one) for one in request.form.getlist("move"))
        return Reschedule(moves=tuple(_planned(one, time_zone) for one in found if one), notify=not self.quiet.data)


def tick_of(hit: Hit, wall_clock: str) -> str:
    """What the tick of a proposal sends; `wall_clock` is when, as `2026-11-24T09:30`."""
    one, free = hit.appointment, hit.proposal
    if free is None:
        return ""
    return f"{one.id},{one.version},{wall_clock},{one.minutes},{free.practitioner_id},{free.room_id}"


def _planned(found: re.Match[str], time_zone: str) -> PlannedMove:
    minutes = int(found["hour"]) * 60 + int(found["minute"])
    return PlannedMove(
        appointment_id=int(found["appointment"]),
        version=int(found["version"]),
        starts_at=at_local(date.fromisoformat(found["day"]), minutes, time_zone),
        minutes=int(found["length"]),
        practitioner_id=int(found["practitioner"]),
        room_id=int(found["room"]),
    )
