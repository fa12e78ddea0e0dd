"""Add a practitioner to a branch."""

from clinic_portal.contexts.clinics.linked import linked
from clinic_portal.contexts.clinics.models import Practitioner
from clinic_portal.contexts.clinics.places import check_places
from clinic_portal.contexts.clinics.timetable import keep_shifts
from clinic_portal.contracts.clinics import AddPractitioner, PractitionerAdded, PractitionerView
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.work import current_work


def add_practitioner(command: AddPractitioner) -> PractitionerView:
    """Raises NotFound for another's branch or room, RoomElsewhere, BadHours, UserLinked or UnknownUser."""
    check_places(command)
    fields = command.model_dump(exclude={"idempotency_key", "shifts"})
    practitioner = Practitioner(**fields)
    with linked():
        current_work().add(practitioner)
    keep_shifts(practitioner.id, command.shifts)
    publish(PractitionerAdded(practitioner_id=practitioner.id, branch_id=practitioner.branch_id))
    return PractitionerView(id=practitioner.id, **fields)
