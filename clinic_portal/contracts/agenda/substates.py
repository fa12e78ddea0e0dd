"""States that a clinic names itself, each under one of the fixed states of an appointment."""

from typing import Annotated, ClassVar, Protocol

from flask_babel import lazy_gettext as _
from pydantic import Field

from clinic_portal.contracts.agenda.events import AppointmentFact
from clinic_portal.contracts.agenda.values import AppointmentStatus, AppointmentView
from clinic_portal.foundation.refusals import Refusal
from clinic_portal.foundation.values import Command, Value

LONGEST_SUBSTATE, MOST_LETTERS = 40, 2
Name = Annotated[str, Field(min_length=1, max_length=LONGEST_SUBSTATE)]
Letters = Annotated[str, Field(min_length=1, max_length=MOST_LETTERS)]
Hue = Annotated[int, Field(ge=1, le=12)]


class SubstateView(Value):
    """A state of the clinic's own, such as "in radiology"; `letters` are one or two, for where its name has no room."""

    id: int
    under: AppointmentStatus
    name: str
    letters: str
    hue: int
    version: int
    retired: bool


class AddSubstate(Command):
    under: AppointmentStatus
    name: Name
    letters: Letters
    hue: Hue = 1


class EditSubstate(Command):
    """What it stands under never changes: appointments have it."""

    substate_id: int
    version: int
    name: Name
    letters: Letters
    hue: Hue


class RetireSubstate(Command):
    """Take it out of use, or, with `retired` false, into use again; whoever has it keeps it."""

    substate_id: int
    version: int
    retired: bool = True


class GiveSubstate(Command):
    """Put an appointment into a state of the clinic's own, or, without one, back into the fixed state alone."""

    appointment_id: int
    version: int
    substate_id: int | None = None


class AppointmentSubstateGiven(AppointmentFact):
    """It is in another state of the clinic's own, or in none any more."""


class SubstateNameTaken(Refusal):
    """The clinic has a state of this name, retired perhaps."""

    status: ClassVar[int] = 409
    message = _("This name is taken.")

    def __init__(self) -> None:
        super().__init__(fields={"name": self.message})


class Substates(Protocol):
    """States of the clinic's own."""

    def substates(self) -> tuple[SubstateView, ...]:
        """All of them by fixed state and name, retired too."""

    def add_substate(self, command: AddSubstate) -> SubstateView:
        """Raises SubstateNameTaken."""

    def edit_substate(self, command: EditSubstate) -> SubstateView:
        """Raises SubstateNameTaken, NotFound, or Stale with what stands."""

    def retire_substate(self, command: RetireSubstate) -> SubstateView:
        """Out of use or back; raises NotFound, or Stale with what stands."""

    def give_substate(self, command: GiveSubstate) -> AppointmentView:
        """Raises NotFound, Stale, UnknownChoice for none that is in use, NotThatStep for one under another state.

        It lasts until the appointment's fixed state changes.
        """
