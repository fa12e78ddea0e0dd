"""States of the clinic's own; cached until one changes."""

from clinic_portal.contexts.agenda.appointment_views import appointment
from clinic_portal.contexts.agenda.service.housed import Housed
from clinic_portal.contexts.agenda.substates import commands, queries
from clinic_portal.contracts.agenda import AppointmentView
from clinic_portal.contracts.agenda.substates import (
    AddSubstate,
    EditSubstate,
    GiveSubstate,
    RetireSubstate,
    SubstateView,
)
from clinic_portal.foundation.cache import clinic_cached, drop
from clinic_portal.foundation.work import after_commit, work

SUBSTATES = "agenda-substates"


class Substates(Housed):
    """States of the clinic's own, and appointments in them."""

    def substates(self) -> tuple[SubstateView, ...]:
        return clinic_cached(SUBSTATES, "all", self._substates)

    def add_substate(self, command: AddSubstate) -> SubstateView:
        with work():
            after_commit(_forget)
            return commands.add_substate(command)

    def edit_substate(self, command: EditSubstate) -> SubstateView:
        with work():
            after_commit(_forget)
            return commands.edit_substate(command)

    def retire_substate(self, command: RetireSubstate) -> SubstateView:
        with work():
            after_commit(_forget)
            return commands.retire_substate(command)

    def give_substate(self, command: GiveSubstate) -> AppointmentView:
        zone = self._zone()
        with work():
            commands.give_substate(command, zone)
            return appointment(command.appointment_id)

    def _substates(self) -> tuple[SubstateView, ...]:
        with work():
            return queries.substates()


def _forget() -> None:
    drop(SUBSTATES)
