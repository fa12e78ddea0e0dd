"""What the ledger says about an appointment."""

from datetime import datetime

from sqlalchemy import bindparam, select

from clinic_portal.contexts.notifications.models import DeliveryRow, NoticeRow
from clinic_portal.contracts.notifications import DeliveryView
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.work import current_work

_OWN_PREDICATE = {REVIEWED: "names its clinic itself, so that it is compiled once"}
_DELIVERIES = HotRead(
    select(
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
    )
    .where(DeliveryRow.clinic_id == bindparam("clinic_id"), DeliveryRow.appointment_id == bindparam("appointment_id"))
    .order_by(DeliveryRow.id.desc())
    .execution_options(**_OWN_PREDICATE)
)
_VIEW = tuple(column.key for column in _DELIVERIES.statement.selected_columns)
_DUE = HotRead(
    select(NoticeRow.due_at)
    .where(NoticeRow.clinic_id == bindparam("clinic_id"), NoticeRow.appointment_id == bindparam("appointment_id"))
    .execution_options(**_OWN_PREDICATE)
)


def deliveries(appointment_id: int) -> tuple[DeliveryView, ...]:
    """The messages about an appointment, newest first."""
    rows = _DELIVERIES.rows(current_work(), appointment_id=appointment_id)
    return tuple(DeliveryView.model_validate(dict(zip(_VIEW, row, strict=True))) for row in rows)


def due_at(appointment_id: int) -> datetime | None:
    """When the next word about an appointment is due; None when nothing is, or its time has come already."""
    rows = _DUE.rows(current_work(), appointment_id=appointment_id)
    return next((due for (due,) in rows if due and due > now()), None)
