"""What the ledger says about an appointment."""

from datetime import datetime

from sqlalchemy import select

from clinic_portal.contexts.notifications.models import DeliveryRow, NoticeRow
from clinic_portal.contracts.notifications import DeliveryView
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.work import current_work

_DELIVERIES = select(
    DeliveryRow.id,
    DeliveryRow.channel,
    DeliveryRow.occasion,
    DeliveryRow.recipient,
    DeliveryRow.text,
    DeliveryRow.status,
    DeliveryRow.attempts,
    DeliveryRow.created_at,
    DeliveryRow.sent_at,
    DeliveryRow.problem,
).order_by(DeliveryRow.id.desc())


def deliveries(appointment_id: int) -> tuple[DeliveryView, ...]:
    """The messages about an appointment, newest first."""
    rows = current_work().execute(_DELIVERIES.where(DeliveryRow.appointment_id == appointment_id))
    return tuple(DeliveryView.model_validate(row) for row in rows.mappings())


def due_at(appointment_id: int) -> datetime | None:
    """When the next word about an appointment is due; None when nothing is, or its time has come already."""
    due = current_work().scalar(select(NoticeRow.due_at).where(NoticeRow.appointment_id == appointment_id))
    return due if due and due > now() else None
