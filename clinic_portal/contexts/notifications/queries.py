"""What the ledger says about an appointment."""

from datetime import datetime

from sqlalchemy import bindparam, desc, select, union_all

from clinic_portal.contexts.notifications.models import AlsoAboutRow, DeliveryRow, NoticeRow
from clinic_portal.contracts.notifications import DeliveryView
from clinic_portal.foundation.clock import now
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.database.hot import HotRead
from clinic_portal.foundation.work import current_work

_OWN_PREDICATE = {REVIEWED: "names its clinic itself, so that it is compiled once"}
_MESSAGE = (
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
    .where(DeliveryRow.clinic_id == bindparam("clinic_id"))
    .execution_options(**_OWN_PREDICATE)
)
_ALSO_ABOUT = (AlsoAboutRow.clinic_id == DeliveryRow.clinic_id) & (AlsoAboutRow.delivery_id == DeliveryRow.id)
_DELIVERIES = HotRead(
    union_all(
        _MESSAGE.where(DeliveryRow.appointment_id == bindparam("appointment_id")),
        _MESSAGE.join(AlsoAboutRow, _ALSO_ABOUT).where(AlsoAboutRow.appointment_id == bindparam("appointment_id")),
    )
    .order_by(desc("id"))
    .execution_options(**_OWN_PREDICATE)
)
_VIEW = tuple(column.key for column in _MESSAGE.selected_columns)
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


def about(delivery: DeliveryRow) -> list[int]:
    """The appointments that a message is about, by id; none for what is about a person."""
    if delivery.appointment_id is None:
        return []
    others = select(AlsoAboutRow.appointment_id).where(AlsoAboutRow.delivery_id == delivery.id)
    return sorted({delivery.appointment_id, *current_work().scalars(others)})
