"""How the agenda says no."""

from typing import ClassVar

from flask_babel import lazy_gettext as _

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


class NotThatStep(Refusal):
    """An appointment cannot go from where it stands to there."""

    status: ClassVar[int] = 409
    message = _("The appointment cannot go to that state from where it stands now.")


class InThePast(Refusal):
    """The day is over; what stands in it can no longer be moved there."""

    message = _("This day has passed.")

    def __init__(self) -> None:
        super().__init__(fields={"day": self.message})
