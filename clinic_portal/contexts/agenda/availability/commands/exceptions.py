"""A time that is closed or open although the week says otherwise: added, changed, ended."""

from clinic_portal.contexts.agenda.availability.checks import check_exception
from clinic_portal.contexts.agenda.availability.held import day_before, held_exception
from clinic_portal.contexts.agenda.availability.models import AvailabilityException
from clinic_portal.contracts.agenda import MIDNIGHT, AddException, EditException, EndException, ExceptionFields
from clinic_portal.foundation.clock import now, today
from clinic_portal.foundation.work import current_work


def add_exception(command: AddException) -> AvailabilityException:
    """Raises BadDays."""
    check_exception(command)
    row = AvailabilityException(whose=command.whose.value, resource_id=command.resource_id, **_columns(command))
    session = current_work()
    session.add(row)
    session.flush()
    return row


def edit_exception(command: EditException) -> AvailabilityException:
    """Raises NotFound, Stale or BadDays."""
    row = held_exception(command.exception_id, command.version)
    check_exception(command)
    for name, value in _columns(command).items():
        setattr(row, name, value)
    current_work().flush()
    return row


def end_exception(command: EndException, time_zone: str) -> None:
    """What has been keeps standing; raises NotFound or Stale."""
    row, day = held_exception(command.exception_id, command.version), today(time_zone)
    if row.first_day < day:
        row.last_day = day_before(day)
    else:
        row.ended_at = now()


def _columns(command: ExceptionFields) -> dict[str, object]:
    whole = command.opens is None or command.closes is None
    return {
        "extra": command.extra,
        "first_day": command.first_day,
        "last_day": command.last_day,
        "opens": 0 if whole else command.opens,
        "closes": MIDNIGHT if whole else command.closes,
        "reason": command.reason.strip(),
    }
