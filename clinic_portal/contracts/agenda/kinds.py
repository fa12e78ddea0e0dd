"""The kinds of appointment that the entered clinic gives: how long, by whom, where, for how many."""

from typing import Annotated, ClassVar, Protocol

from flask_babel import lazy_gettext as _
from pydantic import Field

from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Command, Value

Buffer = Annotated[int, Field(ge=0, le=120)]
MOST_SEATS = 50


class AppointmentTypeView(Value):
    """A kind of appointment; a list of ids that is empty allows all.

    `buffer_before` and `buffer_after` are minutes that practitioner, room and equipment are kept besides; starts are
    offered every `grid` minutes from opening on; `seats` above one makes it a group. `notice_minutes` and
    `horizon_days` are what a patient who books alone must keep to, 0 for no limit. Of the equipment named, that of
    the branch is taken. `online` kinds are those that patients book by themselves. After `recall_months` patients are
    usually called again, 0 for not.
    """

    id: int
    name: str
    minutes: int
    hue: int
    buffer_before: int = 0
    buffer_after: int = 0
    grid: int = 15
    seats: int = 1
    notice_minutes: int = 0
    horizon_days: int = 0
    recall_months: int = 0
    practitioner_ids: tuple[int, ...] = ()
    room_ids: tuple[int, ...] = ()
    branch_ids: tuple[int, ...] = ()
    equipment_ids: tuple[int, ...] = ()
    online: bool = False
    version: int = 1
    retired: bool = False


class KindFields(Command):
    """What a kind of appointment says of itself, as in its view."""

    name: str = Field(min_length=1, max_length=80)
    minutes: int = Field(ge=5, le=720)
    hue: int = Field(1, ge=1, le=12)
    buffer_before: Buffer = 0
    buffer_after: Buffer = 0
    grid: int = Field(15, ge=5, le=120)
    seats: int = Field(1, ge=1, le=MOST_SEATS)
    notice_minutes: int = Field(0, ge=0, le=60 * 24 * 60)
    horizon_days: int = Field(0, ge=0, le=5 * 366)
    recall_months: int = Field(0, ge=0, le=120)
    practitioner_ids: tuple[int, ...] = ()
    room_ids: tuple[int, ...] = ()
    branch_ids: tuple[int, ...] = ()
    equipment_ids: tuple[int, ...] = ()
    online: bool = False


class AddAppointmentType(KindFields):
    pass


class EditAppointmentType(KindFields):
    type_id: int
    version: int


class RetireAppointmentType(Command):
    """Take it out of use, or, with `retired` false, into use again."""

    type_id: int
    version: int
    retired: bool = True


class KindNameTaken(Refusal):
    """The clinic has a kind of appointment of this name, retired perhaps."""

    status: ClassVar[int] = 409
    message = _("This name is taken.")

    def __init__(self) -> None:
        super().__init__(fields={"name": self.message})


class NotForThisKind(Refusal):
    """A practitioner or a room with which this kind of appointment is not given; `field` names which."""

    message = _("This kind of appointment is not given here.")

    def __init__(self, field: str) -> None:
        super().__init__(fields={field: self.message})


class Kinds(Protocol):
    """Kinds of appointment."""

    def types(self) -> tuple[AppointmentTypeView, ...]:
        """All kinds of appointment by name, retired ones too: what was booked keeps its kind."""

    def add_type(self, command: AddAppointmentType) -> AppointmentTypeView:
        """Add a kind of appointment; raises KindNameTaken, or UnknownChoice for a place that is not the clinic's."""

    def edit_type(self, command: EditAppointmentType) -> AppointmentTypeView:
        """Change one; what is booked stays as it is. Raises as `add_type`, NotFound, or Stale with what stands."""

    def retire_type(self, command: RetireAppointmentType) -> AppointmentTypeView:
        """Out of use or back; raises NotFound, or Stale with what stands."""
