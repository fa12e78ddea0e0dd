"""Places that are held while a form is filled in: nobody else is given them until they are booked or let go."""

from datetime import datetime, timedelta
from typing import ClassVar, Protocol

from flask_babel import lazy_gettext as _
from pydantic import Field

from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Command, Value

KEY_LENGTH = 16
"""Characters that a key has at least; it is made at random by whoever holds, and is the right to what it holds."""
HELD_SECONDS = 300
"""How long a place is held unless it is said otherwise."""
HELD_IN_ALL = timedelta(hours=1)
"""How long one key holds at all, wherever: a form that nobody closes keeps nobody out for ever."""


class HoldSlot(Command):
    """Hold what an appointment like this would need: practitioner, lane of a room, equipment, seat of a group.

    `key` is the holder's own secret: the form's key of a receptionist, a visitor's token on the public page, who needs
    no user. One key holds one place; holding another one with it gives the first up, in the same transaction.
    `holder` are the words that others read: "being booked by …"; empty for a visitor. `room_id` None is as in a
    booking; `starts_at` is aware; it is held for `seconds` from now.
    """

    key: str = Field(min_length=KEY_LENGTH, max_length=200)
    practitioner_id: int
    room_id: int | None = None
    type_id: int
    starts_at: datetime
    minutes: int = Field(ge=5, le=720)
    holder: str = Field("", max_length=200)
    seconds: int = Field(HELD_SECONDS, ge=15, le=1800)


class RenewHold(Command):
    """Hold on for `seconds` from now."""

    key: str
    seconds: int = Field(HELD_SECONDS, ge=15, le=1800)


class Held(Value):
    """A place that is held until `until`; moments are aware, in UTC."""

    id: int
    practitioner_id: int
    room_id: int
    starts_at: datetime
    ends_at: datetime
    until: datetime


class HeldSlot(Value):
    """A held place in a day's list; `starts` and `minutes` count from local midnight, `until` is aware.

    `user_id` and `holder` say who holds it; None and empty for a visitor of the public page.
    """

    id: int
    practitioner_id: int
    room_id: int
    type_id: int
    user_id: int | None
    holder: str
    starts: int
    minutes: int
    until: datetime


class HeldLongEnough(Refusal):
    """The key has held for as long as one may; what it held is free."""

    status: ClassVar[int] = 409
    message = _("This form has been open for long, so its place is no longer held. It can be booked while it is free.")


class Holding(Protocol):
    """Hold a place for a while.

    A held place counts as taken for everybody else's bookings, moves, series, seats, holds and free times, exactly as
    an appointment does, until its time runs out. `BookAppointment.hold` and `MoveAppointment.hold` carry the key: the
    own hold is not in the way then, and is given up in the transaction that books, whatever place is booked.
    `FindFree.hold` leaves it out of what is taken.
    """

    def hold(self, command: HoldSlot) -> Held:
        """Hold a place, or the same place on; raises as `book` does: SlotTaken with the clash and three alternatives,
        OutsideHours, UnknownChoice, NotForThisKind or InThePast. What the key held before stays held then. From its
        first hold on a key holds for `HELD_IN_ALL`; HeldLongEnough afterwards.
        """

    def renew(self, command: RenewHold) -> Held:
        """Hold on to the same place; raises NotFound when the key holds nothing, HeldLongEnough, or SlotTaken when its
        time had run out and somebody else has the place.
        """

    def release(self, key: str) -> None:
        """Let go of what the key holds; letting go of nothing changes nothing."""

    def throw_away_holds(self) -> None:
        """Forget those that ran out long ago; the beat does so for every clinic."""
