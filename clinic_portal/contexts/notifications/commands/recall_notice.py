"""A deed was taken back: what has not been sent is not sent, and what was sent is corrected."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Select, select

from clinic_portal.contexts.notifications.commands.plan_notice import plan_notice, plan_together
from clinic_portal.contexts.notifications.ledger_version import renew_after_commit
from clinic_portal.contexts.notifications.models import DeliveryRow, NoticeRow
from clinic_portal.contexts.notifications.queries import about
from clinic_portal.contexts.notifications.told import forget, keys_of_last_word, stands, told
from clinic_portal.contracts.agenda import AppointmentUndone, AppointmentView, SeriesChanged
from clinic_portal.contracts.notifications import DeliveryStatus, Problem
from clinic_portal.foundation.work import current_work


def recall_notice(event: AppointmentUndone, appointment: AppointmentView, debounce: timedelta) -> None:
    """Messages that wait untried are withdrawn; then what the patient knows decides, as for every notice."""
    renew_after_commit()
    notice = current_work().scalar(_notice(event).with_for_update())
    _withdraw(notice, appointment, debounce)
    if event.told_together:
        return
    if event.notify or (notice and told(notice)):
        plan_notice(event.appointment_id, debounce)
    elif notice:
        notice.due_at = None


def recall_together(event: SeriesChanged, debounce: timedelta) -> None:
    """Of a series: those whose patient knows of them, or was to hear of them, are told in one word."""
    renew_after_commit()
    ids = NoticeRow.appointment_id.in_(event.appointment_ids)
    notices = current_work().scalars(select(NoticeRow).where(ids).order_by(NoticeRow.appointment_id).with_for_update())
    known = set(event.tell)
    for notice in notices:
        if told(notice):
            known.add(notice.appointment_id)
        elif notice.appointment_id not in known:
            notice.due_at = None
    plan_together(sorted(known), debounce)


def withdraw_at_once(event: AppointmentUndone, appointment: AppointmentView, debounce: timedelta) -> None:
    """In the transaction that undoes; what is being announced at this moment is not waited for, it is corrected."""
    renew_after_commit()
    _withdraw(current_work().scalar(_notice(event).with_for_update(skip_locked=True)), appointment, debounce)


def _notice(event: AppointmentUndone) -> Select[NoticeRow]:
    return select(NoticeRow).where(NoticeRow.appointment_id == event.appointment_id)


def _withdraw(notice: NoticeRow | None, appointment: AppointmentView, debounce: timedelta) -> None:
    """The last word, if it is no longer true and none of its messages has been tried yet.

    What it said of other appointments as well, they are told anew.
    """
    if notice is None or told(notice) in {None, stands(appointment)}:
        return
    keys = keys_of_last_word(notice)
    waiting = current_work().scalars(select(DeliveryRow).where(DeliveryRow.key.in_(keys)).with_for_update()).all()
    if not waiting or any(one.status != DeliveryStatus.WAITING or one.attempts for one in waiting):
        return
    others = _told_with(notice, waiting)
    if others is None:
        return
    for one in waiting:
        one.status, one.problem = DeliveryStatus.FAILED, Problem.VOID
    for known in (notice, *others):
        forget(known)
    plan_together([other.appointment_id for other in others], debounce)


def _told_with(notice: NoticeRow, messages: Sequence[DeliveryRow]) -> list[NoticeRow] | None:
    """Whom else the last word was about, as far as it still is their last; None while one of them is being told."""
    if notice.together is None:
        return []
    ids = set(about(messages[0])) - {notice.appointment_id}
    found = current_work().scalars(
        select(NoticeRow)
        .where(NoticeRow.appointment_id.in_(ids))
        .order_by(NoticeRow.appointment_id)
        .with_for_update(skip_locked=True)
    )
    others = list(found)
    return [one for one in others if one.together == notice.together] if len(others) == len(ids) else None
