"""The kinds of appointment; cached until one changes."""

from clinic_portal.contexts.agenda import queries
from clinic_portal.contexts.agenda.models import AppointmentType
from clinic_portal.contracts.agenda import AddAppointmentType, AppointmentTypeView
from clinic_portal.foundation.cache import clinic_cached, drop
from clinic_portal.foundation.work import after_commit, work

TYPES = "agenda-types"


class Kinds:
    """Kinds of appointment."""

    def types(self) -> tuple[AppointmentTypeView, ...]:
        return clinic_cached(TYPES, "all", self._types)

    def add_type(self, command: AddAppointmentType) -> AppointmentTypeView:
        with work() as session:
            session.add(row := AppointmentType(name=command.name, minutes=command.minutes, hue=command.hue))
            session.flush()
            after_commit(lambda: drop(TYPES))
            return AppointmentTypeView(id=row.id, name=row.name, minutes=row.minutes, hue=row.hue)

    def _types(self) -> tuple[AppointmentTypeView, ...]:
        with work():
            return queries.types()
