"""The kinds of appointment; cached until one changes."""

from clinic_portal.contexts.agenda.kinds import commands, queries
from clinic_portal.contexts.agenda.service.housed import Housed
from clinic_portal.contracts.agenda import (
    AddAppointmentType,
    AppointmentTypeView,
    EditAppointmentType,
    RetireAppointmentType,
)
from clinic_portal.foundation.cache import clinic_cached, drop
from clinic_portal.foundation.work import after_commit, work

TYPES = "agenda-types"


class Kinds(Housed):
    """Kinds of appointment."""

    def types(self) -> tuple[AppointmentTypeView, ...]:
        return clinic_cached(TYPES, "all", self._types)

    def add_type(self, command: AddAppointmentType) -> AppointmentTypeView:
        house = self._clinics.directory()
        with work():
            after_commit(_forget)
            return commands.add_type(command, house)

    def edit_type(self, command: EditAppointmentType) -> AppointmentTypeView:
        house = self._clinics.directory()
        with work():
            after_commit(_forget)
            return commands.edit_type(command, house)

    def retire_type(self, command: RetireAppointmentType) -> AppointmentTypeView:
        with work():
            after_commit(_forget)
            return commands.retire_type(command)

    def _types(self) -> tuple[AppointmentTypeView, ...]:
        with work():
            return queries.types()


def _forget() -> None:
    drop(TYPES)
