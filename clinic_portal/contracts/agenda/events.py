"""What happened to an appointment."""

from datetime import datetime

from clinic_portal.foundation.events import Event


class AppointmentFact(Event):
    """What happened to one appointment; moments in UTC."""

    appointment_id: int
    patient_id: int
    practitioner_id: int
    branch_id: int
    starts_at: datetime
    ends_at: datetime


class AppointmentBooked(AppointmentFact):
    """`notify`, here and below: whether the person who did it wants the patient to be told.

    `told_together`: one of several that a `SeriesChanged` tells the patient in one message.
    """

    notify: bool = True
    told_together: bool = False


class AppointmentRequested(AppointmentFact):
    """A patient asked for a time, which is kept until the clinic has answered: booked, or cancelled with a reason."""


class AppointmentOverbooked(AppointmentFact):
    """Booked or moved although `conflict`, a clash's resource, was taken by the appointment `other_id`, or closed.

    `conflict` is `hours` where the time is outside of the clinic's.
    """

    conflict: str
    other_id: int | None = None


class AppointmentMoved(AppointmentFact):
    was_at: datetime
    notify: bool = True
    told_together: bool = False


class AppointmentCancelled(AppointmentFact):
    """`requested`: the clinic did not give what the patient had asked for."""

    reason: str
    notify: bool = True
    requested: bool = False
    told_together: bool = False


class AppointmentConfirmed(AppointmentFact):
    pass


class AppointmentArrived(AppointmentFact):
    pass


class AppointmentCheckedIn(AppointmentFact):
    pass


class AppointmentFulfilled(AppointmentFact):
    pass


class AppointmentMissed(AppointmentFact):
    pass


class AppointmentReset(AppointmentFact):
    """The last step was taken back: the appointment is booked again."""


class AppointmentUndone(AppointmentFact):
    """The deed that is named by its word was taken back; it stood at `was_at` until then.

    `notify` says whether the patient was to be told of anything that was done before.
    """

    deed: str
    was_at: datetime
    notify: bool
    told_together: bool = False


class SeriesChanged(Event):
    """Several of one patient's series were booked, moved or cancelled in one act, or that was `undone`.

    `tell` are those of `appointment_ids` of which the patient is to be told.
    """

    series_id: int
    patient_id: int
    appointment_ids: tuple[int, ...]
    tell: tuple[int, ...]
    undone: bool = False


class AvailabilityChanged(Event):
    """A rule, an exception or the choice about holidays of the clinic is another one."""
