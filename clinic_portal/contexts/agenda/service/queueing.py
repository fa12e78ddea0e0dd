"""The waiting room's promises."""

from clinic_portal.contexts.agenda import stamps
from clinic_portal.contexts.agenda.queue import queries
from clinic_portal.contexts.agenda.queue.commands.call_next import call_next
from clinic_portal.contexts.agenda.queue.commands.enter_queue import enter_queue
from clinic_portal.contexts.agenda.queue.commands.keep_service_points import add_service_point, retire_service_point
from clinic_portal.contexts.agenda.queue.commands.take_turn import take_turn, undo_turn
from clinic_portal.contexts.agenda.queue.commands.transfer_turn import transfer_turn
from clinic_portal.contexts.agenda.service.housed import Housed
from clinic_portal.contracts.agenda import (
    AddServicePoint,
    CallNext,
    EnterQueue,
    QueueEntry,
    QueueStep,
    QueueView,
    RetireServicePoint,
    ServicePoint,
    TakeTurn,
    TransferTurn,
    UndoTurn,
)
from clinic_portal.foundation.clock import today
from clinic_portal.foundation.once import once
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import work


class Queueing(Housed):
    """Tickets, calls and turns."""

    def queue(self, branch_id: int) -> QueueView:
        house = self._clinics.directory()
        if house.branch(branch_id) is None:
            raise NotFound
        day = today(house.clinic.time_zone)
        with work():
            return QueueView(
                day=day,
                branch_id=branch_id,
                entries=queries.entries(branch_id, day),
                points=queries.points(),
                waited=queries.waited(branch_id, day),
            )

    def queue_stamp(self) -> str:
        return stamps.stamp(today(self._zone()), of=stamps.QUEUE)

    def queue_entry(self, entry_id: int) -> QueueEntry:
        with work():
            return queries.entry(entry_id)

    def queue_steps(self, entry_id: int) -> tuple[QueueStep, ...]:
        with work():
            return queries.steps(entry_id)

    def enter_queue(self, command: EnterQueue) -> QueueEntry:
        house = self._clinics.directory()
        with work():
            return once(command, QueueEntry, lambda: queries.entry(enter_queue(command, house)))

    def call_next(self, command: CallNext) -> QueueEntry:
        house = self._clinics.directory()
        with work():
            return once(command, QueueEntry, lambda: queries.entry(call_next(command, house)))

    def take_turn(self, command: TakeTurn) -> QueueEntry:
        zone = self._zone()
        with work():
            take_turn(command, zone)
            return queries.entry(command.entry_id)

    def transfer_turn(self, command: TransferTurn) -> QueueEntry:
        house = self._clinics.directory()
        with work():
            transfer_turn(command, house)
            return queries.entry(command.entry_id)

    def undo_turn(self, command: UndoTurn) -> QueueEntry:
        zone = self._zone()
        with work():
            undo_turn(command, zone)
            return queries.entry(command.entry_id)

    def service_points(self) -> tuple[ServicePoint, ...]:
        with work():
            return tuple(point for point in queries.points() if not point.retired)

    def add_service_point(self, command: AddServicePoint) -> ServicePoint:
        house = self._clinics.directory()
        with work():
            return add_service_point(command, house)

    def retire_service_point(self, command: RetireServicePoint) -> None:
        with work():
            retire_service_point(command)
