"""Weekly hours as they are kept: those of a branch, and the shifts of a practitioner."""

from collections.abc import Iterable

from sqlalchemy import and_, delete, select

from clinic_portal.contexts.clinics.models import Branch, OpeningHoursRow, PractitionerShiftRow
from clinic_portal.contexts.clinics.rules import Block, faults_of
from clinic_portal.contracts.clinics import BadHours, Shift
from clinic_portal.foundation.work import current_work

_IN_USE = select(Branch.id).where(Branch.retired_at.is_(None))


def check(blocks: Iterable[Block]) -> None:
    """Raises BadHours with the fault of each day."""
    if faults := faults_of(blocks):
        raise BadHours(faults)


def keep_hours(branch_id: int, hours: Iterable[Block]) -> bool:
    """Put the branch's hours in the place of those it had; whether they are others. Raises BadHours."""
    wanted = set(hours)
    check(wanted)
    rows, session = OpeningHoursRow, current_work()
    mine = rows.branch_id == branch_id
    stand = {tuple(row) for row in session.execute(select(rows.weekday, rows.opens, rows.closes).where(mine))}
    if stand == wanted:
        return False
    session.execute(delete(rows).where(mine))
    session.add_all(
        rows(branch_id=branch_id, weekday=weekday, opens=opens, closes=closes) for weekday, opens, closes in wanted
    )
    return True


def keep_shifts(practitioner_id: int, shifts: Iterable[Shift]) -> bool:
    """Put these in the place of the practitioner's shifts; whether they are others. Raises BadHours.

    Those at a retired branch stay, and come back with it.
    """
    wanted = set(shifts)
    check((shift.weekday, shift.opens, shift.closes) for shift in wanted)
    rows, session = PractitionerShiftRow, current_work()
    mine = and_(rows.practitioner_id == practitioner_id, rows.branch_id.in_(_IN_USE))
    found = session.execute(select(rows.branch_id, rows.weekday, rows.opens, rows.closes).where(mine)).mappings()
    if {Shift.model_validate(dict(row)) for row in found} == wanted:
        return False
    session.execute(delete(rows).where(mine))
    session.add_all(rows(practitioner_id=practitioner_id, **shift.model_dump()) for shift in wanted)
    return True
