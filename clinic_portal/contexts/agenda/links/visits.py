"""What a patient does with the link of an appointment: see it, confirm, cancel, ask to move."""

from datetime import timedelta
from typing import cast

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from clinic_portal.contexts.agenda import appointment_views
from clinic_portal.contexts.agenda.commands.cancel_appointment import cancel_appointment
from clinic_portal.contexts.agenda.commands.confirm_appointment import confirm_appointment
from clinic_portal.contexts.agenda.links import keeping
from clinic_portal.contexts.agenda.links.models import LinkRow
from clinic_portal.contexts.agenda.models import Appointment, MoveWish as MoveWishRow
from clinic_portal.contexts.agenda.open_appointment import open_appointment
from clinic_portal.contexts.agenda.record import record
from clinic_portal.contexts.agenda.stamps import touch_after_commit
from clinic_portal.contracts.agenda import (
    AppointmentMoveAsked,
    AppointmentStatus,
    AppointmentView,
    AskToMove,
    CancelAppointment,
    CancelVisit,
    ConfirmAppointment,
    ConfirmVisit,
    DayPolicy,
    LinkPurpose,
    MoveWish,
    NotThatStep,
    TooLateToCancel,
    VisitView,
)
from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.clock import local_day, now
from clinic_portal.foundation.database import REVIEWED
from clinic_portal.foundation.database.hot import HotWrite
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.tenancy import current_clinic_id
from clinic_portal.foundation.work import current_work

BY_LINK = "link"
"""The stored word for what a patient did by themselves."""


_MAKE = HotWrite(
    """INSERT INTO agenda.secret_link (clinic_id, purpose, seed, digest, name, shows, language, appointment_id,
                                       created_by, created_at)
       SELECT clinic_id, %(purpose)s, %(seed)s, %(digest)s, '', '', %(language)s, id, %(created_by)s, %(created_at)s
       FROM agenda.appointment WHERE clinic_id = %(clinic_id)s AND id = %(appointment_id)s
       ON CONFLICT (clinic_id, appointment_id) DO UPDATE SET language = excluded.language
       RETURNING id""",
    reviewed="writes a link of the session's own clinic's appointment",
)


def visit_link(appointment_id: int, language: str) -> int:
    """One link an appointment, whatever is told about it later; raises NotFound."""
    seed, digest = keeping.new_secret(LinkPurpose.VISIT)
    made = _MAKE.rows(
        current_work(),
        appointment_id=appointment_id,
        purpose=LinkPurpose.VISIT.value,
        language=language,
        seed=seed,
        digest=digest,
        created_by=current_actor_id(),
        created_at=now(),
    )
    if not made:
        raise NotFound
    return cast(int, made[0][0])


def visit_token(link_id: int) -> str | None:
    row: LinkRow | None = current_work().scalar(
        select(LinkRow).where(LinkRow.id == link_id, LinkRow.purpose == LinkPurpose.VISIT.value)
    )
    return keeping.token(row) if row else None


def visit(token: str, policy: DayPolicy) -> VisitView:
    """Raises NotFound for a stranger's token and once the appointment has begun."""
    link, appointment = _opened(token)
    asked = current_work().scalar(select(MoveWishRow.asked_at).where(MoveWishRow.appointment_id == appointment.id))
    return VisitView(
        appointment=appointment,
        language=link.language,
        cancel_hours=policy.cancel_hours,
        may_cancel=_may_cancel(appointment, policy),
        asked_to_move=asked is not None,
    )


def confirm_visit(command: ConfirmVisit, time_zone: str) -> None:
    appointment = _expected(command.token)
    confirm_appointment(ConfirmAppointment(appointment_id=appointment.id, version=command.version), time_zone)


def cancel_visit(command: CancelVisit, policy: DayPolicy, time_zone: str) -> None:
    appointment = _expected(command.token)
    if not _may_cancel(appointment, policy):
        raise TooLateToCancel
    cancel_appointment(
        CancelAppointment(appointment_id=appointment.id, version=command.version, reason=BY_LINK), time_zone
    )


def ask_to_move(command: AskToMove, time_zone: str) -> None:
    """A second wish takes the place of the first."""
    row = open_appointment(_expected(command.token).id, command.version)
    wish = {"wish": command.wish, "asked_at": now()}
    current_work().execute(
        insert(MoveWishRow)
        .values(clinic_id=current_clinic_id(), appointment_id=row.id, **wish)
        .on_conflict_do_update(index_elements=[MoveWishRow.clinic_id, MoveWishRow.appointment_id], set_=wish)
        .execution_options(**{REVIEWED: "writes the entered clinic's id"})
    )
    record(AppointmentMoveAsked, row, time_zone)


def move_wishes() -> tuple[MoveWish, ...]:
    rows = current_work().execute(
        select(MoveWishRow.appointment_id, MoveWishRow.wish, MoveWishRow.asked_at)
        .join(Appointment, Appointment.id == MoveWishRow.appointment_id)
        .where(Appointment.status == AppointmentStatus.BOOKED.value, Appointment.starts_at > now())
        .order_by(Appointment.starts_at)
        .limit(200)
    )
    found = rows.all()
    seen = appointment_views.appointments([row.appointment_id for row in found])
    return tuple(MoveWish(appointment=seen[row.appointment_id], wish=row.wish, asked_at=row.asked_at) for row in found)


def settle_wish(appointment_id: int, time_zone: str) -> None:
    """Raises NotFound for an appointment that is not there; a wish that is looked after already changes nothing."""
    appointment = appointment_views.appointment(appointment_id)
    current_work().execute(delete(MoveWishRow).where(MoveWishRow.appointment_id == appointment_id))
    touch_after_commit(local_day(appointment.starts_at, time_zone))


def _opened(token: str) -> tuple[LinkRow, AppointmentView]:
    link = keeping.opened_by(token, LinkPurpose.VISIT)
    appointment = appointment_views.appointment(link.appointment_id or 0)
    if appointment.starts_at <= now():
        raise NotFound
    return link, appointment


def _expected(token: str) -> AppointmentView:
    appointment = _opened(token)[1]
    if appointment.status is not AppointmentStatus.BOOKED:
        raise NotThatStep
    return appointment


def _may_cancel(appointment: AppointmentView, policy: DayPolicy) -> bool:
    return now() <= appointment.starts_at - timedelta(hours=policy.cancel_hours)
