"""Send a patient on, to wait for another practitioner, room or service point."""

from clinic_portal.contexts.agenda.queue.commands.take_turn import lead
from clinic_portal.contexts.agenda.queue.places import check_place
from clinic_portal.contexts.agenda.queue.steps import TRANSFERRED, open_entry, take_step
from clinic_portal.contracts.agenda import NotThatTurn, QueueState, TransferTurn
from clinic_portal.contracts.clinics import ClinicDirectory

_OUT = frozenset({QueueState.DONE, QueueState.WITHDRAWN})


def transfer_turn(command: TransferTurn, house: ClinicDirectory) -> None:
    """Raises NotFound, TurnTaken, NotThatTurn or UnknownChoice."""
    row, appointment = open_entry(command.entry_id, command.version)
    if row.state in _OUT:
        raise NotThatTurn
    practitioner = check_place(house, row.branch_id, command.practitioner_id, command.room_id, command.point_id)
    row.practitioner_id, row.room_id, row.point_id = command.practitioner_id, command.room_id, command.point_id
    if row.room_id is None and row.point_id is None and practitioner:
        row.room_id = practitioner.room_id
    take_step(row, QueueState.WAITING, TRANSFERRED)
    lead(row, appointment, house.clinic.time_zone)
