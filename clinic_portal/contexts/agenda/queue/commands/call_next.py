"""Call whoever has waited longest; desks that call at once get different patients."""

from sqlalchemy import select

from clinic_portal.contexts.agenda.queue.models import QueueEntryRow
from clinic_portal.contexts.agenda.queue.steps import take_step
from clinic_portal.contracts.agenda import CallNext, NobodyWaits, QueueState
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

E = QueueEntryRow


def call_next(command: CallNext, house: ClinicDirectory) -> int:
    """The called turn's id; raises NotFound or NobodyWaits."""
    if house.branch(command.branch_id) is None:
        raise NotFound
    named = ((E.practitioner_id, command.practitioner_id), (E.point_id, command.point_id))
    wanted = [column == value for column, value in named if value is not None]
    # What another desk is calling at this moment is passed over instead of waited for.
    row = current_work().scalar(
        select(E)
        .where(
            E.branch_id == command.branch_id,
            E.day == today(house.clinic.time_zone),
            E.state == QueueState.WAITING.value,
            *wanted,
        )
        .order_by(E.number)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if row is None:
        raise NobodyWaits
    take_step(row, QueueState.CALLED)
    return int(row.id)
