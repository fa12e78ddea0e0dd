"""Change a practitioner and their hours, unless somebody else has changed them meanwhile."""

from clinic_portal.contexts.clinics.held import held, touch
from clinic_portal.contexts.clinics.linked import linked
from clinic_portal.contexts.clinics.models import Practitioner
from clinic_portal.contexts.clinics.places import check_places, retired_room
from clinic_portal.contexts.clinics.timetable import keep_shifts
from clinic_portal.contracts.clinics import EditPractitioner, PractitionerEdited, PractitionerView
from clinic_portal.foundation.events import publish
from clinic_portal.foundation.work import current_work


def edit_practitioner(command: EditPractitioner) -> PractitionerView:
    """Raises NotFound, Stale, RoomElsewhere, BadHours, UserLinked or UnknownUser."""
    practitioner = held(Practitioner, command.practitioner_id, command.version)
    check_places(command)
    other_hours = keep_shifts(practitioner.id, command.shifts)
    fields = command.model_dump(exclude={"practitioner_id", "version", "shifts"})
    fields["room_id"] = command.room_id or retired_room(practitioner, command.branch_id)
    for name, value in fields.items():
        setattr(practitioner, name, value)
    if other_hours:
        touch(practitioner)
    if current_work().is_modified(practitioner):
        with linked():
            current_work().flush()
        publish(PractitionerEdited(practitioner_id=practitioner.id, branch_id=practitioner.branch_id))
    return PractitionerView(
        id=practitioner.id,
        version=practitioner.version,
        retired=practitioner.retired_at is not None,
        **fields,
    )
