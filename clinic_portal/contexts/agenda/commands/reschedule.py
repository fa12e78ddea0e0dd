"""Move many appointments at once: all of them, or none and the reason of each that could not be."""

from collections.abc import Sequence

from clinic_portal.contexts.agenda.capacity import Overlapped
from clinic_portal.contexts.agenda.commands.move_appointment import move_appointment
from clinic_portal.contexts.agenda.locks import lock_branches
from clinic_portal.contracts.agenda import (
    FailedMove,
    InThePast,
    MoveAppointment,
    NotAllMoved,
    NotThatStep,
    OutsideHours,
    PlannedMove,
    Reschedule,
)
from clinic_portal.contracts.clinics import ClinicDirectory
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.work import current_work

_WORDS: dict[type[Exception], str] = {
    Overlapped: "taken",
    OutsideHours: "closed",
    NotThatStep: "over",
    InThePast: "over",
}


def reschedule(command: Reschedule, house: ClinicDirectory) -> None:
    """Raises NotAllMoved; the work that it runs in is then rolled back."""
    _lock(house, command.moves)
    tried = ((one.appointment_id, _try(one, house, notify=command.notify)) for one in command.moves)
    failed = tuple(FailedMove(appointment_id=moved, word=word) for moved, word in tried if word)
    if failed:
        raise NotAllMoved(failed)


def _try(planned: PlannedMove, house: ClinicDirectory, *, notify: bool) -> str:
    """Why it cannot be moved; empty when it is."""
    try:
        with current_work().begin_nested():
            move_appointment(MoveAppointment(**planned.model_dump(), notify=notify), house)
    except (Overlapped, Refusal) as refusal:
        return next((word for kind, word in _WORDS.items() if isinstance(refusal, kind)), "changed")
    return ""


def _lock(house: ClinicDirectory, moves: Sequence[PlannedMove]) -> None:
    """All that any of them may need."""
    rooms = {room.id: room.branch_id for room in house.rooms}
    branches = {rooms[one.room_id] for one in moves if one.room_id in rooms}
    lock_branches(house, {one.practitioner_id for one in moves}, branches)
