"""What was done last to appointments, and with which others in one act."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from clinic_portal.contexts.agenda.models import AppointmentChange
from clinic_portal.contexts.agenda.standing import STANDING, Standing
from clinic_portal.contracts.agenda import UNDO_FOR, NothingToUndo
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

C = AppointmentChange
UNDONE, NOTES = "undone", ("overbooked",)
"""The word of what was taken back, and those that only say more of the deed before them."""
Lines = list[AppointmentChange]


@dataclass(frozen=True, slots=True)
class Deed:
    """`line` is the line of history that it left; `told_before` whether the patient was to hear of any deed before."""

    line: int
    word: str
    at: datetime
    before: Standing
    told_before: bool


def lines_of(appointment_id: int) -> Lines:
    """Its history, the newest first, without what is only said besides; raises NotFound."""
    lines = _lines({appointment_id}).get(appointment_id)
    if not lines:
        raise NotFound
    return lines


def deeds_with(appointment_id: int, lines: Lines) -> dict[int, Deed]:
    """What can be taken back with it: it alone, or all of its act that nobody has changed since; by appointment.

    Raises NothingToUndo.
    """
    deeds, act = {appointment_id: _deed(lines)}, lines[0].act
    if act is None:
        return deeds
    members = set(current_work().scalars(select(C.appointment_id).where(C.act == act)))
    others = _lines(members - {appointment_id})
    return deeds | {other: _deed(theirs) for other, theirs in others.items() if theirs[0].act == act}


def _lines(appointment_ids: Collection[int]) -> Mapping[int, Lines]:
    wanted = (C.appointment_id.in_(appointment_ids), C.what.not_in(NOTES))
    found: defaultdict[int, Lines] = defaultdict(list)
    for line in current_work().scalars(select(C).where(*wanted).order_by(C.id.desc())):
        found[line.appointment_id].append(line)
    return found


def _deed(lines: Lines) -> Deed:
    last = lines[0]
    if last.before is None or now() - last.at > UNDO_FOR:
        raise NothingToUndo
    undone, told = 0, False
    for one in lines[1:]:
        # What was taken back since was not told of in the end.
        if one.what == UNDONE:
            undone += 1
        elif undone:
            undone -= 1
        else:
            told = told or one.before is None or bool(one.before.get("told", True))
    return Deed(last.id, last.what, last.at, STANDING.validate_python(last.before), told)
