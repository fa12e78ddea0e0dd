"""A recall goes with the appointment that was booked for it."""

from sqlalchemy import select

from clinic_portal.contexts.agenda import appointment_views
from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contexts.agenda.recalls import rules
from clinic_portal.contexts.agenda.recalls.models import Recall
from clinic_portal.contexts.agenda.recalls.opened import OPEN, note
from clinic_portal.contracts.agenda import AppointmentStatus
from clinic_portal.contracts.agenda.recalls import RecallSettled, RecallState
from clinic_portal.foundation.clock import local_day
from clinic_portal.foundation.refusals import NotFound
from clinic_portal.foundation.work import current_work

_SETTLED = {AppointmentStatus.FULFILLED, AppointmentStatus.CANCELLED, AppointmentStatus.NOSHOW}


def link_recall(recall_id: int, booked: Appointment) -> None:
    """The appointment is what the recall was for; raises NotFound, or RecallSettled when somebody was first."""
    row: Recall | None = current_work().scalar(select(Recall).where(Recall.id == recall_id).with_for_update())
    if row is None or row.patient_id != booked.patient_id:
        raise NotFound
    if row.state not in OPEN:
        raise RecallSettled
    row.state, row.appointment_id, row.followed = RecallState.BOOKED.value, booked.id, AppointmentStatus.BOOKED.value
    note(row.id, "booked")


def follow_appointment(appointment_id: int, time_zone: str) -> None:
    """As the appointment stands now, for facts may come late or twice; what has been acted upon is not again."""
    row: Recall | None = current_work().scalar(
        select(Recall).where(Recall.appointment_id == appointment_id).with_for_update()
    )
    if row is None or row.state == RecallState.DECLINED:
        return
    stands = appointment_views.appointment(appointment_id)
    status = stands.status if stands.status in _SETTLED else AppointmentStatus.BOOKED
    if row.followed == status.value:
        return
    turn = rules.after(status, local_day(stands.starts_at, time_zone), row.due, row.every_months)
    if row.state == RecallState.DONE and _has_another(row):
        return
    row.state, row.due, row.followed = turn.state.value, turn.due, status.value
    note(row.id, _WORDS[status], due=turn.due)


def _has_another(row: Recall) -> bool:
    """What was over is not taken up again beside the one that came after it."""
    same = (Recall.patient_id == row.patient_id, Recall.type_id == row.type_id, Recall.id != row.id)
    found = select(Recall.id).where(*same, Recall.state.in_((*OPEN, RecallState.BOOKED.value)))
    return current_work().scalar(found) is not None


_WORDS = {
    AppointmentStatus.BOOKED: "booked",
    AppointmentStatus.FULFILLED: "done",
    AppointmentStatus.CANCELLED: "freed",
    AppointmentStatus.NOSHOW: "missed",
}
