"""How clinics say no."""

from enum import StrEnum
from typing import ClassVar

from flask_babel import lazy_gettext as _

from clinic_portal.foundation.refusals import Refusal


class SlugTaken(Refusal):
    message = _("Another clinic already has this short name.")


class AlreadySuspended(Refusal):
    """Somebody else was quicker."""

    status: ClassVar[int] = 409
    message = _("This clinic is suspended already.")


class AlreadyOpen(Refusal):
    """Somebody else was quicker."""

    status: ClassVar[int] = 409
    message = _("This clinic is open already.")


class UnknownFlag(Refusal):
    message = _("There is no feature of this name.")


class NameTaken(Refusal):
    """Another branch, or another room of the branch, is called that; retired ones keep their names."""

    message = _("There is one with this name already, perhaps a retired one.")

    def __init__(self) -> None:
        super().__init__(fields={"name": self.message})


class BadPhone(Refusal):
    message = _("This is not a telephone number.")

    def __init__(self) -> None:
        super().__init__(fields={"phone": self.message})


class HoursFault(StrEnum):
    """What is wrong with a day's hours."""

    REVERSED = "reversed"
    EMPTY = "empty"
    OVERLAPPING = "overlapping"


class BadHours(Refusal):
    """`faults` by weekday, Monday being 0."""

    message = _("Please check the marked days.")

    def __init__(self, faults: dict[int, HoursFault]) -> None:
        super().__init__(fields={"hours": self.message})
        self.faults = faults


class RoomElsewhere(Refusal):
    """The proposed room is not one of the branch's."""

    message = _("This room is in another branch.")

    def __init__(self) -> None:
        super().__init__(fields={"room_id": self.message})


class UserLinked(Refusal):
    """Nobody is two practitioners of one clinic."""

    message = _("Another practitioner, perhaps a retired one, is this user already.")

    def __init__(self) -> None:
        super().__init__(fields={"user_id": self.message})


class UnknownUser(Refusal):
    """Not one of the clinic's users."""

    message = _("Choose one of the clinic's users.")

    def __init__(self) -> None:
        super().__init__(fields={"user_id": self.message})


class LastBranch(Refusal):
    """A clinic sees patients somewhere."""

    status: ClassVar[int] = 409
    message = _("This is the clinic's only branch. Add another one before this one is retired.")


class BadLogo(Refusal):
    """The upload is no picture that we show."""

    message = _("This is not a picture we can show. Choose a PNG, JPEG or WebP file.")

    def __init__(self) -> None:
        super().__init__(fields={"file": self.message})


class LogoTooHeavy(BadLogo):
    message = _("This file is larger than 1 MB. Choose a smaller one.")


class LogoTooLarge(BadLogo):
    message = _("This picture has too many pixels. Choose one of at most 4,000 by 4,000.")
