"""What notifications tell themselves through the outbox; nobody else listens to these."""

from datetime import datetime

from clinic_portal.foundation.events import Event


class NoticePlanned(Event):
    """An appointment changed; unless it changes again, the patient hears of it at `due_at`."""

    appointment_id: int
    due_at: datetime


class TogetherPlanned(Event):
    """The same for several of one patient's that changed in one act, whose patient hears of all in one message."""

    appointment_ids: tuple[int, ...]
    due_at: datetime


class SmsPlanned(Event):
    """A message stands in the ledger and may leave as an SMS."""

    delivery_id: int


class EmailPlanned(Event):
    """A message stands in the ledger and may leave as an e-mail."""

    delivery_id: int
