"""A deed was taken back: what has not been sent is not sent, and what was sent is corrected."""

from datetime import timedelta

from sqlalchemy import Select, select

from clinic_portal.contexts.notifications import rules
from clinic_portal.contexts.notifications.commands.plan_notice import plan_notice
from clinic_portal.contexts.notifications.models import DeliveryRow, NoticeRow
from clinic_portal.contexts.notifications.told import forget, stands, told
from clinic_portal.contracts.agenda import AppointmentUndone, AppointmentView
from clinic_portal.contracts.notifications import Channel, DeliveryStatus, Problem
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work


def recall_notice(event: AppointmentUndone, appointment: AppointmentView, debounce: timedelta) -> None:
    """Messages that wait untried are withdrawn; then what the patient knows decides, as for every notice."""
    notice = current_work().scalar(_notice(event).with_for_update())
    _withdraw(notice, appointment)
    if event.notify or (notice and told(notice)):
        plan_notice(event.appointment_id, debounce)
    elif notice:
        notice.due_at = None


def withdraw_at_once(event: AppointmentUndone, appointment: AppointmentView) -> None:
    """In the transaction that undoes; what is being announced at this moment is not waited for, it is corrected."""
    _withdraw(current_work().scalar(_notice(event).with_for_update(skip_locked=True)), appointment)


def _notice(event: AppointmentUndone) -> Select[NoticeRow]:
    return select(NoticeRow).where(NoticeRow.appointment_id == event.appointment_id)


def _withdraw(notice: NoticeRow | None, appointment: AppointmentView) -> None:
    """The last word, if it is no longer true and none of its messages has been tried yet."""
    if notice is None or told(notice) in {None, stands(appointment)}:
        return
    keys = [rules.telling_key(current_clinic_id(), notice.appointment_id, notice.tellings, way) for way in Channel]
    waiting = current_work().scalars(select(DeliveryRow).where(DeliveryRow.key.in_(keys)).with_for_update()).all()
    if not waiting or any(one.status != DeliveryStatus.WAITING or one.attempts for one in waiting):
        return
    for one in waiting:
        one.status, one.problem = DeliveryStatus.FAILED, Problem.VOID
    forget(notice)
