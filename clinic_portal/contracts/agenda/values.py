"""What the agenda tells: days, appointments, free times and clashes."""

from datetime import date, datetime
from enum import StrEnum

from clinic_portal.contracts.agenda.availability import DayHours
from clinic_portal.contracts.agenda.holding import HeldSlot
from clinic_portal.foundation.values import Value


class AppointmentStatus(StrEnum):
    """Where an appointment stands; `confirmed_at` tells a booked one that the patient confirmed.

    A pending one was asked for by its patient: it keeps its time while the clinic has not answered yet.
    """

    PENDING = "pending"
    BOOKED = "booked"
    ARRIVED = "arrived"
    CHECKED_IN = "checked_in"
    FULFILLED = "fulfilled"
    NOSHOW = "noshow"
    CANCELLED = "cancelled"


class Message(StrEnum):
    """What became of the last message about an appointment: nothing sent yet, sent, or failed."""

    NONE = "none"
    SENT = "sent"
    FAILED = "failed"


class DayEntry(Value):
    """An appointment in a day's list; `starts` and `minutes` count from local midnight.

    Those of one `session` are one group at one time, of at most `seats`. With a `series_size` it is one of a series,
    at `series_place` in it.
    """

    id: int
    version: int
    practitioner_id: int
    room_id: int
    patient_id: int
    patient_name: str
    patient_phone: str
    type_id: int
    starts: int
    minutes: int
    status: AppointmentStatus
    confirmed: bool
    message: Message
    note: str
    overbooked: bool = False
    session: int = 0
    seats: int = 1
    asked_to_move: bool = False
    series_place: int = 0
    series_size: int = 0
    video_url: str = ""
    substate_id: int | None = None


class DayView(Value):
    """A branch's local day; what is `held` is taken, though nobody has booked it yet."""

    day: date
    branch_id: int
    entries: tuple[DayEntry, ...]
    held: tuple[HeldSlot, ...] = ()
    hours: DayHours = DayHours()


class Change(Value):
    """A line of an appointment's history: `what` is the fact's word, `was_at` where a move came from.

    With `undoable` it can be taken back as long as it is the last one, for ten minutes.
    """

    at: datetime
    user_id: int | None
    what: str
    detail: str
    was_at: datetime | None
    undoable: bool = False


class AppointmentView(Value):
    """One appointment; moments are aware, in UTC. `series_place` is 1 for the first of a series.

    `video_url` is where it is joined, empty where the patient comes. `substate_id` is a state of the
    clinic's own, None where the fixed one says all.
    """

    id: int
    version: int
    branch_id: int
    practitioner_id: int
    room_id: int
    patient_id: int
    patient_name: str
    patient_phone: str
    type_id: int
    series_id: int | None = None
    series_place: int = 0
    series_size: int = 0
    video_url: str = ""
    substate_id: int | None = None
    starts_at: datetime
    ends_at: datetime
    status: AppointmentStatus
    confirmed_at: datetime | None
    message: Message
    cancellation_reason: str
    note: str
    overbooked: bool = False
    session: int = 0
    seats: int = 1
    equipment_ids: tuple[int, ...] = ()

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


class PatientPast(Value):
    """How a patient kept their appointments before a moment: the last one that took place, and those they missed."""

    last_visit: datetime | None
    noshows: int


class FreeTime(Value):
    """A time that can be booked as it stands."""

    starts_at: datetime
    practitioner_id: int
    room_id: int


class Clash(Value):
    """What stands in the way: whose appointment, from when to when.

    `resource` is practitioner, room, equipment or, when a group has no seat left, session; `name` is the equipment's.
    With `held_until` nobody has booked it yet: somebody is booking it, `held_by` name, or a visitor without one.
    Without either the equipment is out of use.
    """

    resource: str
    appointment_id: int | None = None
    patient_name: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    name: str = ""
    held_by: str = ""
    held_until: datetime | None = None
