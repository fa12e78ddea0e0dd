"""Recalls; the next one is due by what becomes of an appointment."""

from clinic_portal.contexts.agenda.recalls import commands, queries
from clinic_portal.contexts.agenda.recalls.follow import follow_appointment
from clinic_portal.contexts.agenda.recalls.tell import note_message, tell_recalls
from clinic_portal.contexts.agenda.service.housed import Housed
from clinic_portal.contracts.agenda import (
    AppointmentCancelled,
    AppointmentFact,
    AppointmentFulfilled,
    AppointmentMissed,
    AppointmentReset,
    AppointmentUndone,
    Message,
)
from clinic_portal.contracts.agenda.recalls import (
    AddRecall,
    EditRecall,
    FindRecalls,
    NoteCall,
    PostponeRecall,
    RecallChange,
    RecallPage,
    RecallsTold,
    RecallView,
    StopRecall,
    TellRecalls,
)
from clinic_portal.contracts.notifications import RecallMessageFailed, RecallMessageSent
from clinic_portal.foundation.events import Listener
from clinic_portal.foundation.once import once
from clinic_portal.foundation.work import work

FOLLOWED = (AppointmentFulfilled, AppointmentCancelled, AppointmentMissed, AppointmentReset, AppointmentUndone)
"""After these a recall may stand otherwise."""


class Recalling(Housed):
    """Who is due, and what is done about it."""

    def recalls(self, query: FindRecalls) -> RecallPage:
        with work():
            return queries.recalls(query)

    def recall(self, recall_id: int) -> RecallView:
        with work():
            return queries.recall(recall_id)

    def recall_history(self, recall_id: int) -> tuple[RecallChange, ...]:
        with work():
            return queries.history(recall_id)

    def add_recall(self, command: AddRecall) -> RecallView:
        house = self._clinics.directory()
        with work():
            return once(command, RecallView, lambda: queries.recall(commands.add_recall(command, house)))

    def edit_recall(self, command: EditRecall) -> RecallView:
        house = self._clinics.directory()
        with work():
            commands.edit_recall(command, house)
            return queries.recall(command.recall_id)

    def note_call(self, command: NoteCall) -> RecallView:
        with work():
            commands.note_call(command)
            return queries.recall(command.recall_id)

    def postpone_recall(self, command: PostponeRecall) -> RecallView:
        with work():
            commands.postpone_recall(command)
            return queries.recall(command.recall_id)

    def stop_recall(self, command: StopRecall) -> RecallView:
        with work():
            commands.stop_recall(command)
            return queries.recall(command.recall_id)

    def tell_recalls(self, command: TellRecalls) -> RecallsTold:
        with work():
            return once(command, RecallsTold, lambda: RecallsTold(told=tell_recalls(command.recall_ids)))

    def on_appointment_settled(self, event: AppointmentFact) -> None:
        zone = self._zone()
        with work():
            follow_appointment(event.appointment_id, zone)

    def on_recall_message_sent(self, event: RecallMessageSent) -> None:
        with work():
            note_message(event.recall_id, Message.SENT)

    def on_recall_message_failed(self, event: RecallMessageFailed) -> None:
        with work():
            note_message(event.recall_id, Message.FAILED)

    def recall_listeners(self) -> tuple[Listener, ...]:
        return (
            *(Listener(f"agenda.recall_after_{fact.__name__}", fact, self.on_appointment_settled) for fact in FOLLOWED),
            Listener("agenda.on_recall_message_sent", RecallMessageSent, self.on_recall_message_sent),
            Listener("agenda.on_recall_message_failed", RecallMessageFailed, self.on_recall_message_failed),
        )
