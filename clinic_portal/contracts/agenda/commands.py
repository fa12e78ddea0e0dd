"""What can be wished of the agenda."""

from datetime import datetime

from pydantic import Field

from clinic_portal.contracts.agenda.values import AppointmentStatus
from clinic_portal.contracts.agenda.video import VideoUrl
from clinic_portal.foundation.values import Command, Creation


class FindFree(Command):
    """Free times for a practitioner near a moment, or, not `earlier`, from it on; `room_id` None takes any room.

    They are the room's branch's, else `branch_id`'s where the practitioner works there, else where they are then.
    With `type_id` the kind's buffers, grid, seats, places and equipment count.
    """

    practitioner_id: int
    near: datetime
    minutes: int = Field(ge=5, le=720)
    room_id: int | None = None
    branch_id: int = 0
    earlier: bool = True
    ignoring: int | None = None
    hold: str = ""
    type_id: int | None = None
    limit: int = 3


class BookAppointment(Creation):
    """`room_id` None takes the practitioner's room or the first free one; `starts_at` is aware.

    Without `notify`, here and in the other commands, the patient is not told of it. With `anyway`, here and in a move,
    what stands in the way is overruled on purpose; who may wish that is the page's to ask. `hold`, here and in a move,
    is the key under which its place is held; two with one `idempotency_key` may differ in it. `recall_id` is the recall
    that it is booked for.
    """

    patient_id: int
    practitioner_id: int
    room_id: int | None = None
    type_id: int
    starts_at: datetime
    minutes: int = Field(ge=5, le=720)
    note: str = Field("", max_length=1000)
    notify: bool = True
    anyway: bool = False
    hold: str = Field("", exclude=True)
    recall_id: int | None = None
    video_url: VideoUrl = ""


class MoveAppointment(Command):
    """With `whole_group` all who share its session move with it, as one: every seat, or nobody."""

    appointment_id: int
    version: int
    practitioner_id: int
    room_id: int | None = None
    starts_at: datetime
    minutes: int = Field(ge=5, le=720)
    notify: bool = True
    anyway: bool = False
    hold: str = ""
    whole_group: bool = False


class CancelAppointment(Command):
    appointment_id: int
    version: int
    reason: str = Field(min_length=1, max_length=300)
    notify: bool = True


class MarkAppointment(Command):
    """Take an appointment to a state other than cancelled; `booked` takes the last step back."""

    appointment_id: int
    version: int
    status: AppointmentStatus


class ConfirmAppointment(Command):
    appointment_id: int
    version: int
