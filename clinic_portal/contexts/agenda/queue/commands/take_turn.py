"""Take a turn one step on or back, and its appointment with it."""

from clinic_portal.contexts.agenda.capacity import write
from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contexts.agenda.queue.models import QueueEntryRow
from clinic_portal.contexts.agenda.queue.rules import OVER, may_go, status_of
from clinic_portal.contexts.agenda.queue.steps import belongs, open_entry, take_back, take_step
from clinic_portal.contexts.agenda.record import FACTS, record
from clinic_portal.contracts.agenda import NotThatTurn, QueueState, TakeTurn, UndoTurn


def take_turn(command: TakeTurn, time_zone: str) -> None:
    """Raises NotFound, TurnTaken or NotThatTurn."""
    row, appointment = open_entry(command.entry_id, command.version)
    if not may_go(QueueState(row.state), command.state):
        raise NotThatTurn
    take_step(row, command.state)
    lead(row, appointment, time_zone)


def undo_turn(command: UndoTurn, time_zone: str) -> None:
    """Raises NotFound, TurnTaken or NotThatTurn."""
    row, appointment = open_entry(command.entry_id, command.version)
    if appointment and (appointment.status in OVER or not belongs(row, appointment, time_zone)):
        raise NotThatTurn
    if not take_back(row):
        raise NotThatTurn
    lead(row, appointment, time_zone)


def lead(row: QueueEntryRow, appointment: Appointment | None, time_zone: str) -> None:
    """The locked appointment of a turn stands where the turn says, unless it was moved away from the ticket's day."""
    if appointment is None or not belongs(row, appointment, time_zone):
        return
    status = status_of(QueueState(row.state) if row.appointment_id else QueueState.WITHDRAWN)
    if appointment.status != status:
        appointment.status = status.value
        write(appointment)
        record(FACTS[status], appointment, time_zone)
