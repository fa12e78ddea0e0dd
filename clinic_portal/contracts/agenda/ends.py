"""The end of the day: what is still open, who did not come, whom no message reached."""

from datetime import date
from typing import Protocol

from clinic_portal.contracts.agenda.values import AppointmentView
from clinic_portal.foundation.values import Value


class DayEnd(Value):
    """A branch's day, looked at when it is over, each list by time.

    `unfinished` should have a final state by now; `missed` did not come; `unreached` are those of the next day with an
    appointment whose last message failed, or who were told nothing and have not confirmed. `unanswered` asked
    for a time, of whatever day, and wait longer than the clinic allows itself.
    """

    day: date
    branch_id: int
    unfinished: tuple[AppointmentView, ...]
    missed: tuple[AppointmentView, ...]
    unreached: tuple[AppointmentView, ...]
    unanswered: tuple[AppointmentView, ...] = ()


class Attendance(Value):
    """How often a patient did not come; `warns` from the clinic's limit on."""

    noshows: int
    warns: bool


class Ends(Protocol):
    """What is left to do, and who tends not to come."""

    def day_end(self, branch_id: int, day: date) -> DayEnd:
        """What a branch's local day leaves open; raises NotFound."""

    def attendance(self, patient_id: int) -> Attendance:
        """A patient's no-shows; 0 for somebody unknown."""
