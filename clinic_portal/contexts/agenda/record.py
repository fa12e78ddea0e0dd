"""Every change of an appointment leaves a line of history, an event and a new stamp for the open pages."""

from datetime import datetime

from clinic_portal.contexts.agenda.acts import Act
from clinic_portal.contexts.agenda.models import Appointment
from clinic_portal.contexts.agenda.stamps import touch_after_commit
from clinic_portal.contexts.agenda.standing import Standing
from clinic_portal.contracts.agenda import (
    AppointmentArrived,
    AppointmentCheckedIn,
    AppointmentFact,
    AppointmentFulfilled,
    AppointmentMissed,
    AppointmentOverbooked,
    AppointmentReset,
    AppointmentStatus as Status,
    Clash,
)
from clinic_portal.foundation.actor import current_actor_id
from clinic_portal.foundation.clock import local_day, now
from clinic_portal.foundation.database.hot import HotWrite
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.work import current_work

FACTS: dict[Status, type[AppointmentFact]] = {
    Status.BOOKED: AppointmentReset,
    Status.ARRIVED: AppointmentArrived,
    Status.CHECKED_IN: AppointmentCheckedIn,
    Status.FULFILLED: AppointmentFulfilled,
    Status.NOSHOW: AppointmentMissed,
}
"""What it is called that an appointment came to a state; cancelling is a matter of its own."""
_NOTE = HotWrite(
    """INSERT INTO agenda.appointment_change (clinic_id, appointment_id, at, user_id, what, detail, was_at, before,
                                             act)
       VALUES (%(clinic_id)s, %(appointment_id)s, %(at)s, %(user_id)s, %(what)s, %(detail)s, %(was_at)s,
               %(before)s::jsonb, %(act)s)""",
    reviewed="writes the session's own clinic's row",
)


def record(
    fact: type[AppointmentFact],
    row: Appointment,
    time_zone: str,
    *,
    was_at: datetime | None = None,
    before: Standing | None = None,
    act: Act | None = None,
    **more: str | bool | int | None,
) -> None:
    """Note what happened to `row`; `was_at` is the time a move came from, `more` the fact's own fields.

    With `before`, how it stood until then, the deed can be taken back; with all others of its `act`, if it is of one.
    """
    if act and act.told_together:
        more["told_together"] = True
    kept = before.model_copy(update={"told": bool(more.get("notify", True))}) if before else None
    _NOTE.soon(
        current_work(),
        appointment_id=row.id,
        at=now(),
        user_id=current_actor_id(),
        what=_word(fact),
        detail=str(more.get("reason") or more.get("conflict") or more.get("deed") or ""),
        was_at=was_at,
        before=kept.model_dump_json(exclude_defaults=True) if kept else None,
        act=act.key if act else None,
    )
    publish(fact(**_facts(row), **more, **({"was_at": was_at} if was_at else {})))
    touch_after_commit(*(local_day(moment, time_zone) for moment in (row.starts_at, was_at) if moment))


def note_overruled(row: Appointment, clash: Clash | None, time_zone: str) -> None:
    """A line of its own for what `row` was put over on purpose."""
    if clash:
        record(AppointmentOverbooked, row, time_zone, conflict=clash.resource, other_id=clash.appointment_id)


def note_hours(row: Appointment, time_zone: str, *, overruled: bool) -> None:
    """A line of its own for a time outside of the hours that was taken on purpose."""
    if overruled:
        record(AppointmentOverbooked, row, time_zone, conflict="hours")


def _facts(row: Appointment) -> dict[str, object]:
    return {
        "appointment_id": row.id,
        "patient_id": row.patient_id,
        "practitioner_id": row.practitioner_id,
        "branch_id": row.branch_id,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
    }


def _word(fact: type[AppointmentFact]) -> str:
    """`AppointmentMoved` is `moved`."""
    return fact.__name__.removeprefix("Appointment").lower()
