"""What a recall becomes when its appointment does; values in, verdicts out."""

from datetime import date
from typing import NamedTuple

from clinic_portal.contracts.agenda import AppointmentStatus
from clinic_portal.contracts.agenda.recalls import RecallState
from clinic_portal.foundation.months import months_later


class Turn(NamedTuple):
    """The state of a recall and the day at which it is due."""

    state: RecallState
    due: date


def after(status: AppointmentStatus, held_on: date, due: date, every_months: int) -> Turn:
    """What follows from how its appointment, held or to be held on a day, stands."""
    if status in {AppointmentStatus.CANCELLED, AppointmentStatus.NOSHOW}:
        return Turn(RecallState.DUE, due)
    if status is not AppointmentStatus.FULFILLED:
        return Turn(RecallState.BOOKED, min(due, held_on))
    if every_months:
        return Turn(RecallState.DUE, months_later(held_on, every_months))
    return Turn(RecallState.DONE, due)
