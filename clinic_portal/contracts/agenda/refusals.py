"""How the agenda says no."""

from typing import ClassVar

from flask_babel import lazy_gettext as _

from clinic_portal.contracts.agenda.availability import Why
from clinic_portal.contracts.agenda.values import Clash, FreeTime
from clinic_portal.foundation.refusals import Refusal


class SlotTaken(Refusal):
    """Practitioner or room is busy: the clash by name and up to three free times nearby."""

    status: ClassVar[int] = 409
    message = _("This time is taken.")

    def __init__(self, clash: Clash | None, alternatives: tuple[FreeTime, ...]) -> None:
        super().__init__()
        self.clash = clash
        self.alternatives = alternatives


class UnknownChoice(Refusal):
    """A patient, practitioner, room or kind of appointment that this clinic does not have; `field` names which."""

    message = _("Choose one of this clinic's.")

    def __init__(self, field: str) -> None:
        super().__init__(fields={field: self.message})


class OnlineTimeGone(Refusal):
    """The time that a visitor chose is not offered any more."""

    status: ClassVar[int] = 409
    message = _("This time has been taken meanwhile. Please choose another one.")


class TooManyOnline(Refusal):
    """One person has as many appointments still to come as the clinic allows, or its day is full."""

    status: ClassVar[int] = 409
    message = _("You have as many appointments from here as the clinic allows. Please call us for another one.")


class WrongCode(Refusal):
    """Another code was sent; it may be tried again."""

    message = _("This is not the code that we sent.")

    def __init__(self) -> None:
        super().__init__(fields={"code": self.message})


class NoMoreCodes(Refusal):
    """The code is over, or was tried too often."""

    status: ClassVar[int] = 409
    message = _("This code no longer holds.")


class NotThatStep(Refusal):
    """An appointment cannot go from where it stands to there."""

    status: ClassVar[int] = 409
    message = _("The appointment cannot go to that state from where it stands now.")


class DayToCome(Refusal):
    """Nobody has come to an appointment of a day that has not come."""

    status: ClassVar[int] = 409
    message = _("The day of this appointment has not come yet.")


class InThePast(Refusal):
    """The day is over; what stands in it can no longer be moved there."""

    message = _("This day has passed.")

    def __init__(self) -> None:
        super().__init__(fields={"day": self.message})


class BadDays(Refusal):
    """Days or hours in the wrong order, or half of the hours; `field` names which."""

    message = _("This ends before it begins.")

    def __init__(self, field: str) -> None:
        super().__init__(fields={field: self.message})


class BadBlocks(Refusal):
    """Stretches of a weekday that overlap or end before they begin; `weekdays`, Monday being 0."""

    message = _("Please check the marked days.")

    def __init__(self, weekdays: frozenset[int]) -> None:
        super().__init__(fields={"blocks": self.message})
        self.weekdays = weekdays


_CLOSED = {
    Why.HOLIDAY: _("The clinic is closed that day: it is a holiday."),
    Why.BLOCK: _("This time is blocked."),
    Why.BRANCH: _("The branch is closed at this time."),
    Why.PRACTITIONER: _("The practitioner does not see patients at this time."),
    Why.ROOM: _("The room cannot be used at this time."),
}


class OutsideHours(Refusal):
    """The time cannot be booked: why, and the words that were written with it."""

    status: ClassVar[int] = 409

    def __init__(self, why: Why, reason: str, alternatives: tuple[FreeTime, ...] = ()) -> None:
        super().__init__(_CLOSED[why])
        self.why = why
        self.reason = reason
        self.alternatives = alternatives
